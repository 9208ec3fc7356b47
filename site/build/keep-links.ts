import type { MarkdownIt } from './markdown.js';

/**
 * Keeps two types of links that VitePress reports as dead, which would fail the build: local addresses
 * (`http://localhost:3000/`), and the folder of a page whose name begins like `index.md` (`index-md5/`).
 */
export function keepLinks(md: MarkdownIt): void {
  const linkOpen = md.renderer.rules['link_open'];
  md.renderer.rules['link_open'] = (tokens, at, options, env, self) => {
    const token = tokens[at];
    // VitePress decodes it after its check.
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
