import type { MarkdownIt } from './markdown.js';

/**
 * Two kinds of links that VitePress mistakes, so that a text would end the build: an address of this machine (`http://localhost:3000/`), for
 * one of the site's pages, and the folder of a page whose name begins as `index.md` does (`index-md5/`), for that file.
 */
export function keepLinks(md: MarkdownIt): void {
  const linkOpen = md.renderer.rules['link_open'];
  md.renderer.rules['link_open'] = (tokens, at, options, env, self) => {
    const token = tokens[at];
    // VitePress decodes it, once it has looked.
    token?.attrSet(
      'href',
      (token.attrGet('href') ?? '').replace(folder, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    );
    const html = linkOpen?.(tokens, at, options, env, self) ?? self.renderToken(tokens, at, options);
    const { links } = env as { readonly links?: string[] };
    if (/^[a-z]+:/i.test(links?.at(-1) ?? '')) links?.pop();
    return html;
  };
}

const folder = /(?<=^[./\w-]*\/)i(?=ndex.md[^?#]*\/)/i;
