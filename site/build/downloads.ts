import type { JsonObject, Provider } from '../../catalogue/model/model.js';
import { renderEvent, renderProvider } from '../../generators/reference/index.js';
import { visibleText } from '../../generators/render/visible-text.js';
import { buildEventSchema, buildProviderSchema } from '../../generators/schemas/index.js';
import type { Addresses } from './addresses.js';
import { buildCheckFiles } from './check-files.js';
import type { SiteData } from './open-site.js';

/** A file next to the pages. */
export interface Download {
  /** From the site's root: `/reference/ecwid/schema.json`. */
  readonly path: string;
  readonly type: string;
  readonly contents: string;
}

/** The names of the files next to a page. */
export interface PageFiles {
  readonly schema: string;
  readonly markdown: string;
}

export const eventFiles: PageFiles = { schema: 'schema.json', markdown: 'page.md' };

/** Events' folders are next to the overview. `-schema.json` is a name that no folder can have. */
export function providerFiles({ events }: Provider, addresses: Addresses): PageFiles {
  const folders = new Set(events.map((event) => addresses.slug(event).toLowerCase()));
  const free = (file: string) => (folders.has(file) ? `-${file}` : file);
  return { schema: free(eventFiles.schema), markdown: free(eventFiles.markdown) };
}

/** The JSON Schema and the Markdown page of each provider and event, and the files that the payload tool fetches. */
export function buildDownloads(site: SiteData): Download[] {
  return [...buildPageDownloads(site), ...buildCheckFiles(site)];
}

function buildPageDownloads({ catalogue, addresses }: SiteData): Download[] {
  return catalogue.providers.flatMap((provider) => [
    ...pageDownloads(
      addresses.provider(provider),
      providerFiles(provider, addresses),
      buildProviderSchema(provider),
      renderProvider(provider),
    ),
    ...provider.events.flatMap((event) =>
      pageDownloads(addresses.event(event), eventFiles, buildEventSchema(event, provider), renderEvent(event, provider)),
    ),
  ]);
}

function pageDownloads(address: string, files: PageFiles, schema: JsonObject, page: string): Download[] {
  return [
    {
      path: `${address}${files.schema}`,
      type: 'application/schema+json; charset=utf-8',
      contents: `${visibleText(JSON.stringify(schema, null, 2))}\n`,
    },
    { path: `${address}${files.markdown}`, type: 'text/markdown; charset=utf-8', contents: page },
  ];
}
