import type { Catalogue, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { nameFiles } from '../../generators/fixtures/fixture-files.js';
import { findLanguage } from '../../generators/reference/labels.js';

/**
 * The addresses of pages and downloads, from the site's root. A page is a folder, so an event called `report.pdf` is
 * not mistaken for a file. Its downloads are in the same folder. An event's folder has its fixture's name: plain ASCII,
 * and unique even where letter case doesn't count.
 */
export interface Addresses {
  provider(provider: Provider): string;
  event(event: WebhookEvent): string;
  /** The last segment of an event's address, which is also the name of its fixture. */
  slug(event: WebhookEvent): string;
  /** The payload tool in the provider's language, with the event chosen by the query: the page has no anchor for it. */
  check(event: WebhookEvent): string;
}

/** Whether a provider has its own payload tool: if its language is not the site's and has a translation. */
export const hasOwnCheck = ({ language }: Provider): boolean => (findLanguage(language) ?? 'en') !== 'en';

export function nameAddresses({ providers }: Catalogue): Addresses {
  const files = new Map(providers.map((provider) => [provider.key, nameFiles(provider)]));
  const own = new Set(providers.filter(hasOwnCheck).map(({ key }) => key));
  const slug = (event: WebhookEvent) => {
    const names = files.get(event.provider);
    if (names === undefined) throw new Error(`no provider ${JSON.stringify(event.provider)}`);
    return names.first(event);
  };
  return {
    provider: ({ key }) => `/reference/${key}/`,
    event: (event) => `/reference/${event.provider}/${slug(event)}/`,
    slug,
    check: (event) => `${own.has(event.provider) ? `/reference/${event.provider}` : ''}/check?event=${event.provider}/${slug(event)}`,
  };
}
