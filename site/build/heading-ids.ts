import type { MarkdownIt, Token } from './markdown.js';
import { textOf } from './token-text.js';

/**
 * A heading right after `<a id="…"></a>` gets that id, which is the same in every language and on GitHub. Others keep
 * the id that VitePress derives from their text, unless it is taken. `nameLink` returns the label of a heading's link
 * to itself.
 *
 * An id from the document must not collide with one of the page's layout, or with a global variable: browsers expose an
 * element with the id `__VUE_INSTANCE_SETTERS__` as one, and Vue would use it. Such ids are put between colons.
 */
export function keepHeadingIds(md: MarkdownIt, nameLink: (heading: string, env: unknown) => string): void {
  md.core.ruler.push('hookbook_headings', (state) => {
    const { tokens } = state;
    const taken = new Set(tokens.flatMap(idsIn));
    const dropped = new Set<Token>();
    const renamed = new Map<string, string>();
    for (const [at, token] of tokens.entries()) {
      const title = tokens[at + 1];
      if (token.type !== 'heading_open' || title === undefined) continue;
      const before = tokens.slice(Math.max(0, at - 3), at);
      const given = anchorIn(before);
      if (given !== null) for (const each of before) dropped.add(each);
      const wanted = given ?? findFree(token.attrGet('id') || 'section', taken);
      const id = ofFrame.test(wanted) ? `:${wanted}:` : wanted;
      if (given !== null && id !== given) renamed.set(`#${given}`, `#${id}`);
      taken.add(id);
      token.attrSet('id', id);
      const link = title.children?.find((child) => child.attrGet('class') === 'header-anchor');
      link?.attrSet('href', `#${id}`);
      link?.attrSet('aria-label', nameLink(textOf(title), state.env));
    }
    state.tokens = tokens.filter((token) => !dropped.has(token));
    if (renamed.size > 0) for (const token of tokens) followRenamed(token, renamed);
  });
}

const ofFrame =
  /^(?:app|VP[A-Z]\w*|__\w*|local-?search\b.*|docsearch|search-hits?|search-hit-\d+|(?:sidebar|doc-outline|doc-footer|main-nav)-aria-label|v-\d.*)$/;

function followRenamed({ children }: Token, renamed: ReadonlyMap<string, string>): void {
  for (const child of children ?? []) {
    const href = renamed.get(child.type === 'link_open' ? (child.attrGet('href') ?? '') : '');
    if (href !== undefined) child.attrSet('href', href);
  }
}

/** The id of a paragraph that only contains an anchor. */
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
