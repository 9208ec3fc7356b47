import type { Catalogue, Layout, Provider, WebhookEvent } from '../../../catalogue/model/model.js';
import { referenceGenerator } from '../../../generators/reference/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

export const layouts: readonly Layout[] = ['table', 'payloads', 'sections', 'examples', 'resources'];

/** Every page by its path. */
export function pages(catalogue: Catalogue): Readonly<Record<string, string>> {
  const files = referenceGenerator.generate(catalogue);
  if (files instanceof Promise) throw new Error('pages are made at once');
  return Object.fromEntries(files.map(({ path, contents }) => [path, contents]));
}

export const page = (overrides: Partial<Provider>) =>
  pages(sampleCatalogue({ providers: [sampleProvider(overrides)] }))['reference/acme.md'] ?? '';

export const eventPage = (overrides: Partial<WebhookEvent>, provider: Partial<Provider> = {}) =>
  page({ ...provider, events: [sampleEvent(overrides)] });

export const example = (payload: string, constructed = false) => ({
  name: null,
  summary: null,
  payload,
  headers: null,
  constructed,
  pointer: '',
});
