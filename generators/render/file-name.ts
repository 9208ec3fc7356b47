/** What Windows reserves, and the page of a folder itself, beside which a site has the folders of other pages. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?=\.|$)|^index\.html$/i;

/** What bundlers take for a marker in a page's address; in a chunk's name, underscores stand for slashes. */
const markers = /(?:^|_)_+(?=V(?:P|ITE)_)/g;

/**
 * One segment of a path for a text: plain ASCII letters, digits, `.`, `_` and `-`, at most 100 of them, no `..`, no
 * name that Windows reserves, no `index.html`, never empty, no dot at either end. Two texts may give the same name: a
 * caller that needs them apart checks.
 */
export function fileName(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '')
    .replace(markers, '-')
    .slice(0, 100)
    .replace(/^[.-]+|[.-]+$/g, '');
  if (ascii === '') return 'unnamed';
  return ascii.replace(reserved, (name) => `${name}_`);
}
