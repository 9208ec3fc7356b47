import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../catalogue/model/model.js';
import { nameAddresses } from '../../../site/build/addresses.js';
import { buildSearchIndex } from '../../../site/build/search-index.js';
import { openSearch, type Search } from '../../../site/theme/search/find-entries.js';
import { markWords } from '../../../site/theme/search/mark-words.js';
import type { SearchGuide, SearchIndex } from '../../../site/theme/search/search-index.js';
import { generatedCatalogue } from '../generated-catalogue.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const catalogue = generatedCatalogue;
const guides: SearchGuide[] = [
  {
    title: 'Receiving webhooks',
    path: '/receiving.html',
    language: 'en',
    text: 'How an order is received.',
    sections: [{ heading: 'The inbox', anchor: 'the-inbox', text: 'Where deliveries are kept.', code: 'sqliteInbox' }],
  },
];

const indexOf = (of: Catalogue, pages: SearchGuide[] = []) =>
  buildSearchIndex({ catalogue: of, addresses: nameAddresses(of), generated: '', options: { generated: '' } }, pages);

describe('search finds', () => {
  let search: Search;
  beforeAll(async () => {
    search = await openSearch(indexOf(catalogue, guides));
  });
  const found = (text: string) => search(text).map(({ context, name }) => (context === '' ? name : `${context} ${name}`));

  it.each([
    { name: 'an event by its whole name, before those that only have it in theirs', given: 'order.created', want: ['Ecwid order.created'] },
    { name: 'the same in two words', given: 'order created', want: ['Ecwid order.created'] },
    { name: 'the same by the name of its type', given: 'OrderCreated', want: ['Ecwid order.created'] },
    { name: 'the same in capitals', given: 'ORDER.CREATED', want: ['Ecwid order.created'] },
    { name: 'the same while it is typed', given: 'ecwid order.cr', want: ['Ecwid order.created'] },
    { name: 'the same with a typing error', given: 'order.creatd', want: ['Ecwid order.created'] },
    { name: 'an event with the provider in front', given: 'ulule order.up', want: ['Ulule order.updated'] },
    { name: 'an event by a part of a name in camelCase', given: 'storage', want: ['Ecwid application.storageChanged'] },
    { name: 'an event by the name of a field', given: 'newFulfillmentStatus', want: ['Ecwid order.created'] },
    { name: 'French without its accents', given: 'creads evenement', want: ['Creads Partners'] },
    { name: 'a page by its title', given: 'receiving', want: ['Receiving webhooks'] },
    { name: 'a section by its heading', given: 'inbox', want: ['Receiving webhooks The inbox'] },
    { name: 'a section by code in it', given: 'sqliteInbox', want: ['Receiving webhooks The inbox'] },
    { name: 'an overview by the name of the provider', given: 'ecwid', want: ['Ecwid'] },
    { name: 'an overview by the header that its requests are signed in', given: 'X-Gately-Signature', want: ['Gately'] },
  ])('$name', ({ given, want }) => {
    expect(found(given).slice(0, want.length)).toEqual(want);
  });

  it('what several providers have, each with its provider', () => {
    const providers = catalogue.providers.filter(({ events }) => events.some(({ name }) => name === 'user.created'));
    expect(providers.length).toBeGreaterThan(1);
    expect(found('user.created').slice(0, providers.length).sort()).toEqual(providers.map(({ title }) => `${title} user.created`).sort());
  });

  it('the events of one provider alone where it is named', () => {
    expect(new Set(search('ecwid order').map(({ context, name }) => context || name))).toEqual(new Set(['Ecwid']));
  });

  it('all events of a wire name', () => {
    const creads = catalogue.providers.find(({ key }) => key === 'creads')?.events.filter(({ event }) => event === 'resource.created');
    const first = found('resource.created').slice(0, creads?.length);
    expect(first.sort()).toEqual(creads?.map(({ name }) => `Creads Partners ${name}`).sort());
  });

  it.each(['', '   ', '.', 'xyzzyplugh'])('nothing for %j', (text) => {
    expect(search(text)).toEqual([]);
  });

  it('every event, by its provider and name, on its own page', () => {
    const addresses = nameAddresses(catalogue);
    for (const provider of catalogue.providers)
      for (const event of provider.events) expect(search(`${provider.title} ${event.name}`)[0]?.path).toBe(addresses.event(event));
  });
});

describe('the index', () => {
  it('is small enough to be fetched when it is wanted', () => {
    expect(JSON.stringify(indexOf(catalogue)).length).toBeLessThan(40_000);
  });

  it('says what all events have once, with their provider', () => {
    const ecwid = indexOf(catalogue).providers.find(({ key }) => key === 'ecwid');
    expect(ecwid?.fields.split(' ')).toContain('storeId');
    expect(ecwid?.events[2]?.fields?.split(' ')).toEqual(['orderId', 'newPaymentStatus', 'newFulfillmentStatus']);
  });

  it('shows what no one can see, and keeps markup as text', () => {
    const event = sampleEvent({
      name: 'a\u202e<img src=x onerror=alert(1)>',
      description: '**bold** <script>alert(1)</script> {{ 7 * 7 }}',
    });
    const index: SearchIndex = indexOf(sampleCatalogue({ providers: [sampleProvider({ language: '"><script>', events: [event] })] }));
    expect(index.providers[0]).toMatchObject({
      language: '',
      events: [{ name: 'a\\u202e<img src=x onerror=alert(1)>', text: 'bold <script>alert(1)</script> {{ 7 * 7 }}' }],
    });
  });
});

describe('what was looked for is marked', () => {
  it.each([
    { name: 'where a word begins', text: 'An order, no border', words: ['order'], want: 'An [order], no border' },
    { name: 'with its accents', text: 'Un évènement', words: ['evenement'], want: 'Un [évènement]' },
    { name: 'where accents stand apart', text: 'e\u0301ve\u0300nement.', words: ['evenement'], want: '[e\u0301ve\u0300nement].' },
    { name: 'in camelCase', text: 'subscriptionStatusChanged', words: ['status'], want: 'subscription[Status]Changed' },
    { name: 'as one where words overlap', text: 'order.created', words: ['order', 'order.created'], want: '[order.created]' },
    { name: 'beside characters of two units', text: '😀 order 😀', words: ['order'], want: '😀 [order] 😀' },
    { name: 'nowhere', text: '<b>', words: ['order'], want: '<b>' },
    { name: 'in nothing', text: '', words: ['order'], want: '' },
  ])('$name', ({ text, words, want }) => {
    const pieces = markWords(text, words);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('')).toBe(want);
  });
});
