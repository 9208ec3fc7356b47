import { posix } from 'node:path';
import type { MarkdownIt } from './markdown.js';

/** The Markdown that is generated for the repository's readers, and has pages here. */
const reference = /(?:^|\/)generated\/reference\/(?:index|([a-z][a-z0-9-]*))\.md$/;

/**
 * A guide's links to the generated reference lead to its pages, those to other files outside the site to the repository; where its address
 * isn't known they are no links, so that none is dead.
 * `repository` is what the path of a file is put behind, from the repository's root: `https://github.com/o/r/blob/main/`.
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
