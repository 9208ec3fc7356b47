import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { withBlocks } from '../../../site/build/blocks.js';
import { describeGuide } from '../../../site/build/guides.js';
import { type MarkdownIt, markdownOptions } from '../../../site/build/markdown.js';
import { createMarkdownRenderer } from './markdown-renderer.js';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const pages = readdirSync(docs).filter((name) => name.endsWith('.md') && name !== 'index.md');
const blocks = { events: () => '## Printed\n\n[a link](/reference/)\n' };
let markdown: MarkdownIt;
beforeAll(async () => {
  const options = withBlocks(markdownOptions({ generated: '' }), blocks);
  markdown = await createMarkdownRenderer(docs, { ...options, highlight: (code: string) => code }, '/base/');
});

describe('search leads to sections where they stand', () => {
  it.each(pages)('%s', (page) => {
    const source = readFileSync(`${docs}${page}`, 'utf8');
    const guide = describeGuide(source, '/page.html', page, markdown);
    const html = markdown.render(source, { relativePath: page });
    const ids = [...html.matchAll(/<h[23][^>]* id="([^"]*)"/g)].map(([, id]) => id);
    expect(guide?.title).toBeTruthy();
    expect(guide?.sections.map(({ anchor }) => anchor)).toEqual(ids);
  });

  it('by heading, beginning, and what stands in it as code', () => {
    const source =
      '---\ntitle: Named\n---\n# Top\n\nAbout `it`\nall.\n\n## Use `send`\n\n- First, see `--to`.\n\nThen `--to` and `--json`.\n\n#### Deeper\n\n```ts\nnot.this\n```\n';
    expect(describeGuide(source, '/a.html', 'a.md', markdown)).toEqual({
      title: 'Named',
      path: '/a.html',
      language: 'en',
      text: 'About it all.',
      sections: [{ heading: 'Use send', anchor: 'use-send', text: 'First, see --to.', code: '--json' }],
    });
  });

  it('unless the page wants to stay out of it', () => {
    expect(describeGuide('---\nsearch: false\n---\n# Top\n', '/a.html', 'a.md', markdown)).toBeNull();
  });
});

describe('a block is printed', () => {
  const render = (source: string) => markdown.render(source, { relativePath: 'a.md' });

  it('where a page asks for it, as Markdown of the page', () => {
    const html = render('# Top\n\n<!-- hookbook:events -->\n\nAfter.\n');
    expect(html).toContain('id="printed"');
    expect(html).toContain('href="/base/reference/"');
    expect(html).toMatch(/After\.<\/p>\s*$/);
  });

  it.each([
    { name: 'in a fence', source: '```html\n<!-- hookbook:events -->\n```\n' },
    { name: 'in a list', source: '- a\n\n  <!-- hookbook:events -->\n' },
    { name: 'in a quote', source: '> <!-- hookbook:events -->\n' },
    { name: 'behind other text', source: 'See <!-- hookbook:events -->\n' },
  ])('nowhere else: $name', ({ source }) => {
    expect(render(source)).not.toContain('id="printed"');
  });

  it('or named as missing', () => {
    expect(() => render('<!-- hookbook:event -->\n')).toThrow('there is none but events');
  });
});
