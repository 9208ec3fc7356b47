import { visibleText } from '../render/visible-text.js';
import { buildProviderSchema } from '../schemas/index.js';
import { buildCheckFiles } from './check-files.js';
import type { SiteData } from './open-site.js';

/** A file beside the pages. */
export interface Download {
  /** From the site's root: `/reference/ecwid/schema.json`. */
  readonly path: string;
  readonly type: string;
  readonly contents: string;
}

/** What can be downloaded: of each provider and event the JSON Schema, and the page as Markdown; and what the payload tool fetches. */
export function buildDownloads(site: SiteData): Download[] {
  return [...buildPageDownloads(site), ...buildCheckFiles(site)];
}

function buildPageDownloads({ catalogue, addresses }: SiteData): Download[] {
  return catalogue.providers.flatMap((provider) => [
    {
      path: `${addresses.provider(provider)}schema.json`,
      type: 'application/schema+json; charset=utf-8',
      contents: `${visibleText(JSON.stringify(buildProviderSchema(provider), null, 2))}\n`,
    },
  ]);
}
