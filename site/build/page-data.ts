import type { PageData } from 'vitepress';
import { labelsFor } from '../../generators/reference/labels.js';
import { plainText } from '../../generators/render/commonmark.js';
import { pageTitle } from '../../generators/render/page-title.js';
import type { SiteData } from './open-site.js';

/** Search engines cut longer descriptions. */
const descriptionLength = 160;

/** The title and description of a provider's or event's page. Not from its heading, which VitePress doesn't encode. */
export function describePage({ params, relativePath }: PageData, { catalogue, addresses }: SiteData): Partial<PageData> | undefined {
  const provider = catalogue.providers.find(({ key }) => key === params?.['provider']);
  if (provider === undefined) return;
  if (relativePath.endsWith('/check.md')) return { title: labelsFor(provider.language).say('checkHeading') };
  if (params?.['event'] === undefined) return { title: pageTitle(provider.title), description: describe(provider.description) };
  const event = provider.events.find((each) => addresses.slug(each) === params['event']);
  if (event === undefined) return;
  return { title: pageTitle(`${event.name} · ${provider.title}`), description: describe(event.summary ?? event.description) };
}

function describe(text: string | null): string {
  const line = pageTitle(text === null ? '' : plainText(text));
  return line.length <= descriptionLength ? line : `${Array.from(line).slice(0, descriptionLength).join('').trimEnd()}…`;
}
