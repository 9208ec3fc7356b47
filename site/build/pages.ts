import { labelsFor } from '../../generators/reference/labels.js';
import { heading } from '../../generators/render/markdown.js';
import { hasOwnCheck } from './addresses.js';
import { renderEventPage } from './event-page.js';
import type { SiteData } from './open-site.js';
import { renderProviderPage } from './provider-page.js';

/** What a `.paths` file exports. Parameters must only be parts of addresses: VitePress puts them into scripts. */
export interface DynamicPages {
  paths(): { readonly params: Readonly<Record<string, string>>; readonly content: string }[];
}

/** An overview for every provider. */
export function providerPages(site: SiteData): DynamicPages {
  return {
    paths: () =>
      site.catalogue.providers.map((provider) => ({
        params: { provider: provider.key },
        content: renderProviderPage(provider, site),
      })),
  };
}

/** The payload tool in the language of a provider, if that isn't the site's. */
export function checkPages({ catalogue }: SiteData): DynamicPages {
  return {
    paths: () =>
      catalogue.providers.filter(hasOwnCheck).map(({ key, language }) => {
        const { say } = labelsFor(language);
        return { params: { provider: key }, content: `${heading(1, say('checkHeading'))}\n\n${say('checkIntro')}\n\n<PayloadCheck />\n` };
      }),
  };
}

/** A page for every event. */
export function eventPages(site: SiteData): DynamicPages {
  return {
    paths: () =>
      site.catalogue.providers.flatMap((provider) =>
        provider.events.map((event) => ({
          params: { provider: provider.key, event: site.addresses.slug(event) },
          content: renderEventPage(event, provider, site),
        })),
      ),
  };
}
