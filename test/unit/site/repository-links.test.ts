import { expect, it } from 'vitest';
import { markdownOptions } from '../../../site/build/markdown.js';
import { createMarkdownRenderer } from './markdown-renderer.js';

// In a file of its own: VitePress keeps the first renderer that it makes.
const cases = [
  {
    name: 'a file outside the site leads to the repository where that is known',
    given: '../runtime/README.md#y',
    want: 'https://example.com/o/r/blob/main/runtime/README.md#y',
  },
  { name: "a provider's generated Markdown is its page", given: '../generated/reference/ecwid.md', want: '/reference/ecwid/' },
  { name: 'the generated index is the page of all events', given: '../generated/reference/index.md', want: '/reference/' },
];

it.each(cases)('$name', async ({ given, want }) => {
  const md = await createMarkdownRenderer('/docs', markdownOptions({ generated: '', repository: 'https://example.com/o/r/blob/main/' }));
  const html = md.render(`[x](${given})`, { relativePath: 'guide.md', path: '/docs/guide.md', cleanUrls: false });
  expect(html).toContain(`href="${want}"`);
});
