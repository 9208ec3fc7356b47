import type { Catalogue, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { nameFiles } from '../../generators/fixtures/fixture-files.js';
import { findLanguage } from '../../generators/reference/labels.js';

/**
 * Where pages and downloads stand, from the site's root. A page is a folder, so that no event's name is taken for a file's
 * (`report.pdf`), and its downloads stand beside it. An event's folder is named as its fixture is: plain ASCII, the same however letters
 * are cased, unique.
 */
export interface Addresses {
  provider(provider: Provider): string;
  event(event: WebhookEvent): string;
  /** The last segment of an event's address, which is the name of its fixture too. */
  slug(event: WebhookEvent): string;
  /** The payload tool with the event chosen, in the language of its provider; in the query, for it is no anchor of that page. */
  check(event: WebhookEvent): string;
}

/** Whether a provider has the payload tool on a page of its own: where there are words for it that aren't the site's. */
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
