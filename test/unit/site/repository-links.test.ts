import { createMarkdownRenderer } from 'vitepress';
import { expect, it } from 'vitest';
import { markdownOptions } from '../../../generators/site/markdown.js';

// In a file of its own: VitePress keeps the first renderer that it makes.
it('a file outside the site leads to the repository where that is known', async () => {
  const md = await createMarkdownRenderer('/docs', markdownOptions({ generated: '', repository: 'https://example.com/o/r/blob/main/' }));
  const html = md.render('[x](../runtime/README.md#y)', { relativePath: 'guide.md', path: '/docs/guide.md', cleanUrls: false });
  expect(html).toContain('href="https://example.com/o/r/blob/main/runtime/README.md#y"');
});
