import type { SearchGuide, SearchIndex, SearchProvider } from './search-index.js';

/** A search entry, and the texts that find it. */
export interface SearchEntry {
  readonly id: number;
  readonly kind: 'event' | 'provider' | 'guide';
  readonly name: string;
  /** What it is part of: an event's provider, a section's page; empty if nothing. */
  readonly context: string;
  readonly text: string;
  /** From the site's root. */
  readonly path: string;
  readonly language: string;
  /** Its other names: the wire name, the type's name, the title. */
  readonly aliases: string;
  readonly group: string;
  readonly code: string;
}

/** Lists the index: events in the document's order, then the overviews, then the guides. */
export function listEntries({ providers, guides }: SearchIndex): SearchEntry[] {
  const found = [...providers.flatMap(eventEntries), ...providers.map(providerEntry), ...guides.flatMap(guideEntries)];
  return found.map((entry, id) => ({ ...entry, id }));
}

function eventEntries({ title, key, path, language, events }: SearchProvider): Omit<SearchEntry, 'id'>[] {
  return events.map((event) => ({
    kind: 'event',
    name: event.name,
    context: title,
    text: event.text ?? event.title ?? '',
    path: `${path}${event.slug}/`,
    language,
    aliases: [event.wire, event.type, event.title].filter((alias) => alias !== undefined).join(' '),
    group: `${event.group ?? ''} ${key}`,
    code: event.fields ?? '',
  }));
}

const providerEntry = ({ title, key, path, language, text, fields }: SearchProvider): Omit<SearchEntry, 'id'> => ({
  kind: 'provider',
  name: title,
  context: '',
  text,
  path,
  language,
  aliases: key,
  group: '',
  code: fields,
});

function guideEntries({ title, path, language, text = '', code = '', sections }: SearchGuide): Omit<SearchEntry, 'id'>[] {
  const entry = { kind: 'guide', language, aliases: '', group: '' } as const;
  return [
    { ...entry, name: title, context: '', text, path, code },
    ...sections.map((section) => ({
      ...entry,
      name: section.heading,
      context: title,
      text: section.text ?? '',
      path: `${path}#${section.anchor}`,
      code: section.code ?? '',
    })),
  ];
}
