import type { MarkdownIt, Token } from './markdown.js';
import { textOf } from './token-text.js';

/**
 * A heading right behind `<a id="…"></a>` has that id, which is the same in every language and on GitHub; others keep the one that
 * VitePress makes of their text, unless it is taken. `nameLink` says what the link that each heading has to itself is called.
 */
export function keepHeadingIds(md: MarkdownIt, nameLink: (heading: string, env: unknown) => string): void {
  md.core.ruler.push('hookbook_headings', (state) => {
    const { tokens } = state;
    const taken = new Set(tokens.flatMap(idsIn));
    const dropped = new Set<Token>();
    for (const [at, token] of tokens.entries()) {
      const title = tokens[at + 1];
      if (token.type !== 'heading_open' || title === undefined) continue;
      const before = tokens.slice(Math.max(0, at - 3), at);
      const given = anchorIn(before);
      if (given !== null) for (const each of before) dropped.add(each);
      const id = given ?? findFree(String(token.attrGet('id') ?? ''), taken);
      taken.add(id);
      token.attrSet('id', id);
      const link = title.children?.find((child) => child.attrGet('class') === 'header-anchor');
      link?.attrSet('href', `#${id}`);
      link?.attrSet('aria-label', nameLink(textOf(title), state.env));
    }
    state.tokens = tokens.filter((token) => !dropped.has(token));
  });
}

/** The id of a paragraph that is an anchor and nothing else. */
function anchorIn([open, inline, close]: readonly Token[]): string | null {
  if (open?.type !== 'paragraph_open' || inline?.type !== 'inline' || close?.type !== 'paragraph_close') return null;
  return /^<a id="([^"]+)"><\/a>$/.exec(inline.content)?.[1] ?? null;
}

/** The ids of elements within the text. */
const idsIn = ({ children }: Token): string[] =>
  (children ?? []).flatMap(({ type, content }) => (type === 'html_inline' ? (/^<a id="([^"]+)"/.exec(content)?.[1] ?? []) : []));

function findFree(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let number = 1; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}
