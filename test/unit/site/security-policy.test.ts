import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addSecurityPolicy } from '../../../site/build/security-policy.js';

const page = (head: string, body = '') =>
  `<!DOCTYPE html>\n<html>\n  <head>\n    <meta charset="utf-8">\n    ${head}\n  </head>\n  <body>${body}</body>\n</html>`;
const policyOf = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(addSecurityPolicy(html))?.[1] ?? '';
const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

describe('the content security policy of a page', () => {
  it('stands before everything that it is about', () => {
    expect(addSecurityPolicy(page('<title>x</title>'))).toMatch(/<meta charset="utf-8">\n\s*<meta http-equiv="Content-Security-Policy"/);
  });

  it('allows scripts of the site alone, and VitePress’s own by their hash', () => {
    const policy = policyOf(page('<script id="check-dark-mode">dark()</script><script id="check-mac-os">mac()</script>'));
    expect(policy).toContain(`script-src 'self' ${hash('dark()')} ${hash('mac()')};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it.each([
    ['another script in the head', page('<script>PWNED()</script>')],
    ['a script of that name in the body', page('', '<script id="check-dark-mode">PWNED()</script>')],
  ])('does not allow %s', (_, html) => {
    expect(policyOf(html)).toContain("script-src 'self';");
  });

  it('takes out the styles that VitePress writes into elements', () => {
    expect(addSecurityPolicy(page('', '<div style="position:relative;" class="vp-doc">x</div>'))).toContain('<div class="vp-doc">x</div>');
  });
});
