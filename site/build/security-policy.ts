import { createHash } from 'node:crypto';

/**
 * A page's content security policy, as a `meta` element, because GitHub Pages can't send custom headers. Scripts and
 * requests are limited to the site, so nothing typed into a page can leave it. VitePress's two inline scripts (dark
 * mode, shortcut keys) are allowed by hash. They are found by id in the head, which contains nothing from the document.
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

/** The inline styles that VitePress writes. The theme's style sheet has them instead, since the policy allows none. */
const styles = ['', 'position:relative;', '--vp-vh:0px;'];
