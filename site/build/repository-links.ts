import { posix } from 'node:path';
import type { MarkdownIt } from './markdown.js';

/** The Markdown that is generated for the repository's readers and has pages on the site. */
const reference = /(?:^|\/)generated\/reference\/(?:index|([a-z][a-z0-9-]*))\.md$/;

/**
 * Points a guide's links to the generated reference to its pages, and links to other files outside the site to the
 * repository. Without `repository`, the URL of its files (`https://github.com/o/r/blob/main/`), these become plain
 * text.
 */
export function linkRepository(md: MarkdownIt, repository: string | null, folder: string): void {
  md.core.ruler.push('hookbook_repository', ({ tokens, env }) => {
    const page = posix.join('/', folder, posix.dirname(String(env?.relativePath ?? '')));
    const leaves = (href: string) => href.startsWith('../') && !posix.join(page, href).startsWith(posix.join('/', folder, '/'));
    for (const token of tokens) {
      let open = false;
      token.children = (token.children ?? []).filter((child) => {
        if (child.type === 'link_close' && open) {
          open = false;
          return false;
        }
        const href = child.type === 'link_open' ? (child.attrGet('href') ?? '') : '';
        if (!leaves(href)) return true;
        const generated = reference.exec(href);
        if (generated !== null) {
          child.attrSet('href', generated[1] === undefined ? '/reference/' : `/reference/${generated[1]}/`);
          return true;
        }
        if (repository !== null) {
          child.attrSet('href', new URL(posix.join(page, href).slice(1), repository).href);
          return true;
        }
        open = true;
        return false;
      });
    }
  });
}
