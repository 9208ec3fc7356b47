import type { CommonMark, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { describeFields } from '../../catalogue/schema/fields.js';
import { plainText } from '../../generators/render/commonmark.js';
import { visibleText } from '../../generators/render/visible-text.js';
import type { SearchEvent, SearchGuide, SearchIndex, SearchProvider } from '../theme/search/search-index.js';
import { languageTag } from './language-tag.js';
import type { SiteData } from './open-site.js';

/** Search covers this much of a description. More would make the index larger than it is worth. */
const textLength = 240;
/** Of larger payloads, only the first fields are searched. */
const maxFields = 120;

/** The search index of the site: all events, overviews and guides. */
export function buildSearchIndex({ catalogue, addresses }: SiteData, guides: readonly SearchGuide[]): SearchIndex {
  return { providers: catalogue.providers.map((provider) => describeProvider(provider, addresses)), guides };
}

function describeProvider(provider: Provider, addresses: SiteData['addresses']): SearchProvider {
  const fields = new Map(provider.events.map((event) => [event, fieldNames(event, provider)]));
  const [first = new Set<string>(), ...others] = fields.values();
  const shared = new Set([...first].filter((name) => others.length > 0 && others.every((names) => names.has(name))));
  return {
    key: provider.key,
    title: line(provider.title),
    path: addresses.provider(provider),
    language: languageTag(provider.language) ?? '',
    text: describe(provider.description) ?? '',
    fields: [...shared, ...(provider.signature === null ? [] : [line(provider.signature.header)])].join(' '),
    events: provider.events.map((event) => ({
      ...describeEvent(event),
      slug: addresses.slug(event),
      ...filled('fields', [...(fields.get(event) ?? [])].filter((name) => !shared.has(name)).join(' ')),
    })),
  };
}

function describeEvent(event: WebhookEvent): Omit<SearchEvent, 'slug' | 'fields'> {
  return {
    name: line(event.name),
    type: event.typeName,
    ...filled('wire', event.event === event.name ? null : line(event.event)),
    ...filled('title', event.title === null ? null : line(event.title)),
    ...filled('text', describe(event.summary ?? event.description)),
    ...filled('group', event.group === null ? null : line(event.group)),
  };
}

function fieldNames(event: WebhookEvent, { definitions }: Provider): Set<string> {
  const names = describeFields(event.payload, definitions).map(({ path }) => /[^.[\]]+(?=[[\]\d]*$)/.exec(path)?.[0] ?? '');
  return new Set(
    names
      .map(line)
      .filter((name) => /[\p{L}\p{N}]/u.test(name))
      .slice(0, maxFields),
  );
}

/** A description on one line, cut after a word. */
export function describe(text: CommonMark | null): string | null {
  return text === null ? null : cut(line(plainText(text)));
}

/** The beginning of a text that search covers. */
export const cut = (text: string) =>
  text.length <= textLength ? text : `${text.slice(0, textLength).replace(/\s+\S*$|[\uD800-\uDBFF]$/, '')}…`;

const line = (text: string) => visibleText(text).replace(/\s+/g, ' ').trim();

/** A property, unless its value is empty. */
const filled = <Name extends string>(name: Name, value: string | null) =>
  (value === null || value === '' ? {} : { [name]: value }) as { readonly [key in Name]?: string };
