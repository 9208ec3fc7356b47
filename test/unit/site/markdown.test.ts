import { beforeAll, describe, expect, it } from 'vitest';
import { markdownOptions } from '../../../site/build/markdown.js';
import { createMarkdownRenderer } from './markdown-renderer.js';

describe('Markdown on the site', () => {
  let md: Awaited<ReturnType<typeof createMarkdownRenderer>>;
  beforeAll(async () => {
    md = await createMarkdownRenderer('/docs', markdownOptions({ generated: '' }));
  });
  const render = (text: string, page = 'guide.md') => md.render(text, { relativePath: page, path: `/docs/${page}`, cleanUrls: false });

  it('leaves no inline code to Vue', () => {
    expect(render('`{{ 1 + 1 }}`')).toContain('<code v-pre="">{{ 1 + 1 }}</code>');
  });

  it('tells each cell of a table its heading, and keeps the table one for screen readers', () => {
    const html = render('| Name | `Type` |\n| --- | :-: |\n| a | b |\n| c | |');
    expect(html).toContain('<table role="table">');
    expect(html).toContain('<th role="columnheader">Name</th>');
    expect(html).toContain('<td role="cell" data-label="Name">a</td>');
    expect(html).toContain('<td role="cell" data-label="Type" class="align-center">b</td>');
    expect(html).not.toContain('style=');
  });

  it('colours code by classes, in no style', () => {
    const html = render('```json\n{ "id": 1, "name": "x" }\n```');
    expect(html).toContain('class="code-string"');
    expect(html).not.toContain('style=');
  });

  it('makes no emoji of a document’s `:)`', () => {
    expect(render('fine :) :smile: **so**').trim()).toBe('<p>fine :) :smile: <strong>so</strong></p>');
    expect(render('**so** it is').trim()).toBe('<p><strong>so</strong> it is</p>');
  });

  it('takes no address of this machine for a page, which the build would look for', () => {
    const env: { path: string; relativePath: string; links?: string[] } = { path: '/docs/guide.md', relativePath: 'guide.md' };
    expect(md.render('[x](other.md) <http://localhost:3000/%FF> [y](HTTPS://localhost:1/)', env)).toContain(
      'href="http://localhost:3000/%FF"',
    );
    expect(env.links).toEqual(['./other']);
  });

  it('leads to the folder of a page, even where its name begins like that of an index', () => {
    const env: { path: string; relativePath: string; links?: string[] } = { path: '/docs/guide.md', relativePath: 'guide.md' };
    const html = md.render('[a](/reference/p/index-md5/) [b](./index.md/) [c](reference/index.md#x) [d](https://a.example/index-md/)', env);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '/reference/p/index-md5/',
      './index.md/',
      './reference/#x',
      'https://a.example/index-md/',
    ]);
    expect(env.links?.map(decodeURIComponent)).toEqual(['/reference/p/index-md5/', './index.md/', './reference/#x']);
  });

  it.each([
    { name: 'a file outside the site is no link where the repository is unknown', given: '[x](../runtime/README.md)', want: '<p>x</p>' },
    { name: 'another page is one', given: '[x](other.md)', want: '<p><a href="./other.html">x</a></p>' },
    {
      name: 'so is one of another folder',
      page: 'decisions/one.md',
      given: '[x](../other.md)',
      want: '<p><a href="./../other.html">x</a></p>',
    },
    {
      name: 'a file two folders up is none',
      page: 'decisions/one.md',
      given: '[`x`](../../a.ts) y',
      want: '<p><code v-pre="">x</code> y</p>',
    },
  ])('$name', ({ given, want, page = 'guide.md' }) => {
    expect(render(given, page).trim()).toBe(want);
  });
});
