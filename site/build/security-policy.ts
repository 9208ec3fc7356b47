import { createHash } from 'node:crypto';

/**
 * What a page may load, as a `meta` element: GitHub Pages sends no headers of one's own. Scripts come from the site alone, and no address
 * gets a request, so that what is typed into the page can't leave it. VitePress's own two inline scripts (dark mode, and which key
 * shortcuts have) are allowed by their hash: by their ids in the head, where nothing of a document stands, so that no other script gets in.
 */
export function addSecurityPolicy(html: string): string {
  const head = html.slice(0, html.indexOf('</head>'));
  const scripts = ['check-dark-mode', 'check-mac-os'].flatMap((id) => {
    const script = new RegExp(`<script id="${id}">([^<]*)</script>`).exec(head)?.[1];
    return script === undefined ? [] : [`'sha256-${createHash('sha256').update(script).digest('base64')}'`];
  });
  const policy = [
    "default-src 'none'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return styles
    .reduce((page, style) => page.replaceAll(` style="${style}"`, ''), html)
    .replace('<meta charset="utf-8">', `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

/** The styles that VitePress writes into pages: the theme's style sheet has them, since the policy allows none in the page. */
const styles = ['', 'position:relative;', '--vp-vh:0px;'];
