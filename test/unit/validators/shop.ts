import type { Provider, Schema, Source } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';

export const pointer = (path: string): Source => ({ kind: 'pointer', pointer: path });
const money: Schema = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number', multipleOf: 0.01, minimum: 0 }, currency: { enum: ['EUR', 'USD'] } },
  additionalProperties: false,
};

/** Two events with an envelope, a shared definition and most of what payloads have. */
export function shop(): Provider {
  const event = (name: string, typeName: string, data: Schema) =>
    sampleEvent({
      name,
      typeName,
      payload: {
        allOf: [{ $ref: '#/definitions/Envelope' }, { type: 'object', required: ['data'], properties: { type: { const: name }, data } }],
      },
      discriminator: [{ source: pointer('/type'), values: [name] }],
    });
  return sampleProvider({
    definitions: [
      {
        typeName: 'Envelope',
        pointer: '',
        schema: {
          type: 'object',
          required: ['id', 'type'],
          properties: { id: { type: 'string', minLength: 1 }, type: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
        },
      },
      { typeName: 'Money', pointer: '', schema: money },
    ],
    events: [
      event('order.created', 'OrderCreated', {
        type: 'object',
        required: ['total'],
        properties: {
          total: { $ref: '#/definitions/Money' },
          tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
          note: { type: ['string', 'null'], maxLength: 5 },
          'a/b~c': { type: 'integer' },
        },
      }),
      event('order.paid', 'OrderPaid', {
        oneOf: [
          {
            type: 'object',
            required: ['card'],
            additionalProperties: false,
            properties: { card: { type: 'string', pattern: '^\\d{4}$' } },
          },
          { type: 'object', required: ['iban'], properties: { iban: { type: 'string' } } },
        ],
      }),
    ],
  });
}
export const order = (data: unknown, more: object = {}) => ({ id: '1', type: 'order.created', at: '2024-02-29T12:00:00Z', data, ...more });
export const good = order({ total: { amount: 19.99, currency: 'EUR' } });
