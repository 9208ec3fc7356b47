/** Relative links resolve against `sourceUrl`; where it is null they print as their text. */
export interface LinkBase {
  readonly sourceUrl: string | null;
}

/** What may become of a link: an address to go to, its text alone, or nothing (it is shown as it is written). */
export type Target = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'text' } | { readonly kind: 'unsafe' };

const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Where a link of a document leads. http(s) and mailto only: whatever else a browser would run or open is unsafe. */
export function resolveLink(url: string, { sourceUrl }: LinkBase): Target {
  if (URL.canParse(url)) {
    const { protocol, href } = new URL(url);
    if (!protocols.has(protocol)) return { kind: 'unsafe' };
    // As written where it is written plainly; as a browser reads it otherwise.
    return { kind: 'url', url: /^(?:https?:\/\/|mailto:)[!-~]+$/i.test(url) ? url : href };
  }
  if (/^[\s\p{C}]*[a-z][a-z\d+.-]*[\s\p{C}]*:/iu.test(url)) return { kind: 'unsafe' };
  if (sourceUrl === null || !URL.canParse(url, sourceUrl)) return { kind: 'text' };
  const { protocol, href } = new URL(url, sourceUrl);
  return protocol === 'http:' || protocol === 'https:' ? { kind: 'url', url: href } : { kind: 'text' };
}

export type Piece = { readonly text: string } | { readonly url: string };

/** Text in pieces: what is an http(s) address by itself, and what is between. */
export function splitAddresses(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>"'`{}|\\^[\]()]+(?<![.,;:!?*_~])/giu)) {
    if (!URL.canParse(match[0])) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ url: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
