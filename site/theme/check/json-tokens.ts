/** Why a text is no JSON from some place on, as far as one can tell; the theme has words for each. */
export type Broken = 'ended' | 'comma' | 'quote' | 'name' | 'comment' | 'string' | 'more' | 'other';

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

export function skipBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

/** The end of the string, number or literal that begins there; or where it breaks, as a negative number less one. */
export function endOfScalar(text: string, start: number): number {
  const character = text[start];
  if (character === '"') return endOfString(text, start);
  const literal = ['true', 'false', 'null'].find((word) => text.startsWith(word, start));
  if (literal !== undefined) return start + literal.length;
  number.lastIndex = start;
  return number.test(text) ? number.lastIndex : -1 - start;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -1 - at;
    if (code !== 0x5c) continue;
    const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
    if (escaped === null) return at + 1 < text.length ? -1 - at : -1 - text.length;
    at += escaped[0].length;
  }
  return -1 - text.length;
}

/** What is likely wrong with what stands there, where a value, a name or a separator should. */
export function explainBreak(text: string, at: number, wanted: 'value' | 'name' | 'separator' | 'end'): Broken {
  const character = text[at];
  if (character === undefined) return 'ended';
  if (character === "'") return 'quote';
  if (character === '/') return 'comment';
  if (wanted === 'end') return 'more';
  if (character === '"' && wanted === 'value') return 'string';
  if (wanted !== 'separator' && (character === '}' || character === ']')) return 'comma';
  return wanted === 'name' ? 'name' : 'other';
}
