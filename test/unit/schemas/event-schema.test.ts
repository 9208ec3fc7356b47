import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { buildEventSchema } from '../../../generators/schemas/index.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';

const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const definitions = Object.entries({
  Used: { type: 'object', required: ['next'], properties: { next: ref('Next') } },
  Next: { type: ['object', 'null'], properties: { back: ref('Used') } },
  Other: { type: 'string' },
}).map(([typeName, schema]) => ({ typeName, schema, pointer: `/components/schemas/${typeName}` }));

it("an event's schema stands alone, and holds what the event needs and no more", () => {
  const event = sampleEvent({ payload: { type: 'object', additionalProperties: false, properties: { used: ref('Used') } } });
  const schema = buildEventSchema(event, sampleProvider({ definitions, events: [event] }));
  expect(schema['title']).toBe('Acme: the payload of order.created');
  expect(Object.keys(schema['definitions'] ?? {})).toEqual(['Used', 'Next', 'OrderCreated']);
  const validate = new Ajv().compile(schema);
  expect(validate({ used: { next: { back: { next: null } } } })).toBe(true);
  expect(validate({ used: { next: { back: {} } } })).toBe(false);
  expect(validate({ other: 1 })).toBe(false);
});

it.each([true, false])('of a payload of %s', (payload) => {
  const event = sampleEvent({ payload });
  expect(new Ajv().compile(buildEventSchema(event, sampleProvider({ events: [event] })))({})).toBe(payload);
});
