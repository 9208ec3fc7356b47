import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { markdownOptions } from '../../../site/build/markdown.js';
import { openSite } from '../../../site/build/open-site.js';
import { createMarkdownRenderer } from './markdown-renderer.js';

const generated = new URL('../../../generated/', import.meta.url);
/** What people have linked to, a list a provider: the address of a page, and below it its anchors. */
const folder = fileURLToPath(new URL('./anchors/', import.meta.url));

/**
 * `KEEP_ANCHORS=1 npx vitest run test/unit/site/anchors.test.ts` adds to the lists what is new, and holds it from then on. What is gone
 * must be taken from them by hand: links to it are dead.
 */
const keepsNew = process.env['KEEP_ANCHORS'] === '1';

/** The lines of a list as whole addresses: `/reference/ecwid/order.created/#fields`. */
function readList(text: string): string[] {
  let page = '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (!line.startsWith(' ')) page = line;
      return line.startsWith(' ') ? `${page}${line.trim()}` : line;
    });
}

const printList = (pages: ReadonlyMap<string, readonly string[]>) =>
  [...pages].flatMap(([page, anchors]) => [page, ...anchors.map((anchor) => `  #${anchor}`), '']).join('\n');

describe('what people link to stays', () => {
  const { providerPages, eventPages } = openSite({ generated });
  const pages = [...providerPages.paths(), ...eventPages.paths()].map(({ params, content }) => ({
    provider: params['provider'] ?? '',
    event: params['event'],
    content,
  }));
  const providers = [...new Set(pages.map(({ provider }) => provider))];
  const anchors = new Map<string, string[]>();

  beforeAll(async () => {
    const md = await createMarkdownRenderer('/docs', { ...markdownOptions({ generated }), highlight: (code) => code });
    for (const { provider, event, content } of pages) {
      const html = md.render(content, { relativePath: 'index.md', path: '/docs/index.md', cleanUrls: false });
      const address = `/reference/${provider}/${event === undefined ? '' : `${event}/`}`;
      anchors.set(
        address,
        Array.from(html.matchAll(/<(?:a|h[1-6]) [^>]*?\bid="([^"]+)"/g), ([, id]) => id ?? ''),
      );
    }
  });

  it.each(providers)('%s', (provider) => {
    const path = `${folder}${provider}.txt`;
    const found = new Map([...anchors].filter(([address]) => address.startsWith(`/reference/${provider}/`)));
    const listed = existsSync(path) ? readList(readFileSync(path, 'utf8')) : [];
    const there = new Set(readList(printList(found)));
    expect(listed.length).toBeGreaterThan(keepsNew ? -1 : 0);
    expect(listed.filter((address) => !there.has(address))).toEqual([]);
    if (!keepsNew) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, printList(found));
  });

  it('no page has an anchor twice', () => {
    for (const [address, ids] of anchors) expect([address, ids.filter((id, at) => ids.indexOf(id) !== at)]).toEqual([address, []]);
  });

  it('every field of an event has an anchor, and its name leads there', () => {
    expect(anchors.get('/reference/ecwid/order.created/')).toEqual(expect.arrayContaining(['fields', 'field:data', 'field:data.orderId']));
    const page = pages.find(({ provider, event }) => provider === 'ecwid' && event === 'order.created');
    expect(page?.content).toContain('<a id="field:data.orderId"></a>[<span class="around">`data.`</span>`orderId`](#field:data.orderId)');
  });
});
