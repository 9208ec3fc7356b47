import { beforeAll, describe, expect, it } from 'vitest';
import { markdownOptions } from '../../../site/build/markdown.js';
import { createMarkdownRenderer } from './markdown-renderer.js';

describe('the ids of headings', () => {
  let md: Awaited<ReturnType<typeof createMarkdownRenderer>>;
  beforeAll(async () => {
    md = await createMarkdownRenderer(
      '/docs',
      markdownOptions({ generated: '' }, (locale) => (locale === 'root' ? 'en' : 'fr-CA')),
    );
  });
  const render = (text: string, localeIndex = 'root') =>
    md.render(text, { relativePath: 'page.md', path: '/docs/page.md', cleanUrls: false, localeIndex } as Parameters<typeof md.render>[1]);
  const ids = (html: string) => Array.from(html.matchAll(/<(\w+)[^>]* id="([^"]+)"[^>]*>/g), ([, name, id]) => `${name}#${id}`);

  const cases = [
    { name: 'an anchor right before a heading is its id', given: '<a id="fields"></a>\n\n## Attributs', want: ['h2#fields'] },
    { name: 'whatever characters it has', given: '<a id="a:20:b.c"></a>\n\n## `a b`', want: ['h2#a:20:b.c'] },
    { name: 'a heading without one has its text', given: '## `order.created` now', want: ['h2#order-created-now'] },
    {
      name: 'unless that is taken by a later anchor',
      given: '# Fields\n\n<a id="fields"></a>\n\n## x',
      want: ['h1#fields-1', 'h2#fields'],
    },
    { name: 'or by one in a table', given: '| a |\n| - |\n| <a id="x"></a>y |\n\n## x', want: ['a#x', 'h2#x-1'] },
    { name: 'an anchor elsewhere stays', given: '<a id="x"></a>\n\ntext\n\n## y', want: ['a#x', 'h2#y'] },
    {
      name: 'what the page’s program has for a variable is none',
      given: '<a id="__VUE_INSTANCE_SETTERS__"></a>\n\n## x',
      want: ['h2#:__VUE_INSTANCE_SETTERS__:'],
    },
    { name: 'nor what the page’s frame has', given: '# `app`\n\n<a id="VPContent"></a>\n\n## x', want: ['h1#:app:', 'h2#:VPContent:'] },
    { name: 'a heading without a letter has one', given: '# `..`', want: ['h1#section'] },
    { name: 'nothing is of code', given: '```html\n<a id="x"></a>\n```\n\n## y', want: ['h2#y'] },
  ];
  it.each(cases)('$name', ({ given, want }) => expect(ids(render(given))).toEqual(want));

  it('links follow an anchor that is called otherwise', () => {
    const html = render('[a](#app) [b](#appx)\n\n<a id="app"></a>\n\n## x');
    expect(Array.from(html.matchAll(/href="([^"]+)"/g), ([, href]) => href)).toEqual(['#:app:', '#appx', '#:app:']);
  });

  it('each heading leads to itself, by a link that its language names', () => {
    const text = '<a id="fields"></a>\n\n## `a` & b';
    expect(render(text)).toContain('href="#fields" aria-label="Link to “a &amp; b”"');
    expect(render(text, 'reference/x')).toContain('href="#fields" aria-label="Lien vers «\u00a0a &amp; b\u00a0»"');
  });
});
