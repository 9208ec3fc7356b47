import type { Json, WebhookEvent } from '../../../catalogue/model/model.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const example = (payload: Json, name: string | null = null): WebhookEvent['examples'][number] => ({
  name,
  summary: null,
  payload,
  headers: null,
  constructed: false,
  pointer: '',
});

const order = (name: string, typeName: string) =>
  sampleEvent({
    provider: 'shop',
    name,
    typeName,
    payload: {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'id', 'data'],
      properties: {
        type: { const: name },
        id: { type: 'string' },
        data: {
          type: 'object',
          required: ['amount', 'items'],
          properties: {
            amount: { type: 'number', minimum: 0 },
            currency: { enum: ['EUR', 'USD'] },
            items: {
              type: 'array',
              items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, count: { type: 'integer' } } },
            },
            note: { type: ['string', 'null'] },
          },
        },
      },
    },
    examples: [
      example({
        type: name,
        id: 'evt_1',
        data: { amount: 12.5, currency: 'EUR', items: [{ sku: 'A', count: 2 }, { sku: 'B' }], note: null },
      }),
      example({ type: name, id: 'evt_2', data: { amount: 0, items: [] } }, 'free'),
    ],
  });

const push = (name: string) => ({
  ...sampleEvent({
    provider: 'forge',
    name,
    typeName: name === 'push' ? 'Push' : 'Ping',
    payload: { type: 'object', properties: { ref: { type: 'string' } } },
  }),
  discriminator: [{ source: { kind: 'header', header: 'x-event' } as const, values: [name] }],
  examples: [example({ ref: 'main' })],
});

const odd = ['__proto__', 'constructor', "it's", 'a/b', '名前', 'line\nbreak', 'toString'].map((name, index) => ({
  ...sampleEvent({
    provider: 'testing',
    name,
    typeName: `Odd${index}`,
    payload: { type: 'object', required: ['n'], properties: { n: { const: index } } },
  }),
  examples: [example({ n: index })],
  discriminator: [{ source: { kind: 'pointer', pointer: '/n' } as const, values: [index] }],
}));

const alike = ['light', 'heat'].map((name) => ({
  ...sampleEvent({
    provider: 'constructor',
    name,
    typeName: name === 'light' ? 'Light' : 'Heat',
    payload: { type: 'object', required: [name], properties: { [name]: { type: 'number' }, body: {}, headers: {} } },
  }),
  examples: [example({ [name]: 1 })],
  discriminator: [],
}));

/**
 * Orders that are told apart by a member, a forge that tells its events apart by a header, a provider called `testing` with odd
 * names of events, and one called `constructor` whose events can't be told apart.
 */
export const shopCatalogue = sampleCatalogue({
  providers: [
    sampleProvider({
      key: 'shop',
      identifier: 'Shop',
      events: [order('order.created', 'OrderCreated'), order('order.updated', 'OrderUpdated')],
    }),
    sampleProvider({
      key: 'forge',
      identifier: 'Forge',
      events: [push('push'), push('ping')],
      discriminator: { sources: [{ kind: 'header', header: 'x-event' }] },
    }),
    sampleProvider({
      key: 'testing',
      identifier: 'Testing',
      events: odd,
      discriminator: { sources: [{ kind: 'pointer', pointer: '/n' }] },
    }),
    sampleProvider({ key: 'constructor', identifier: 'Constructor', events: alike, discriminator: null }),
  ],
});
