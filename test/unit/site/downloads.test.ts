import { describe, expect, it } from 'vitest';
import { buildDownloads } from '../../../site/build/downloads.js';
import { renderEventPage } from '../../../site/build/event-page.js';
import { renderProviderPage } from '../../../site/build/provider-page.js';
import { pages } from '../reference/pages.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { sampleSite } from './sample-site.js';

describe('what can be downloaded', () => {
  const provider = sampleProvider({ events: [sampleEvent(), sampleEvent({ name: 'schema.json', typeName: 'Other' })] });
  const catalogue = sampleCatalogue({ providers: [provider] });
  const site = sampleSite(catalogue);
  const files = new Map(buildDownloads(site).map(({ path, contents }) => [path, contents]));
  /** The addresses that the links of a page have. */
  const linked = (page: string, address: string) =>
    Array.from(page.matchAll(/href="\.\/([^"]+)" download="[\w.-]+"/g), ([, file]) => `${address}${file}`);

  it('stands beside each page, and no event’s folder is in its way', () => {
    const own = [...files.keys()].filter((path) => path.startsWith('/reference/'));
    expect(own).toEqual([
      '/reference/acme/-schema.json',
      '/reference/acme/page.md',
      '/reference/acme/order.created/schema.json',
      '/reference/acme/order.created/page.md',
      '/reference/acme/schema.json/schema.json',
      '/reference/acme/schema.json/page.md',
    ]);
    const links = [
      ...linked(renderProviderPage(provider, site), '/reference/acme/'),
      ...provider.events.flatMap((event) => linked(renderEventPage(event, provider, site), site.addresses.event(event))),
    ];
    expect(links).toEqual(own);
  });

  it('has an anchor that no event has', () => {
    const named = sampleProvider({ events: [sampleEvent({ name: 'downloads' })] });
    const page = renderProviderPage(named, sampleSite(sampleCatalogue({ providers: [named] })));
    expect(Array.from(page.matchAll(/<a id="([^"]*downloads[^"]*)">/g), ([, id]) => id)).toEqual(['downloads', ':downloads:']);
  });

  it('is the page that stands in the repository', () => {
    expect(files.get('/reference/acme/page.md')).toBe(pages(catalogue)['reference/acme.md']);
  });

  it('is Markdown without the site’s components', () => {
    expect(files.get('/reference/acme/order.created/page.md')).not.toMatch(/<div|PageTab|CopyName|v-pre/);
  });

  it('is the schema of one event', () => {
    const schema = JSON.parse(files.get('/reference/acme/order.created/schema.json') ?? '');
    expect(Object.keys(schema.definitions)).toEqual(['OrderCreated']);
  });
});
