import { describe, expect, it } from 'vitest';
import { describeSample } from '../../../cli/scaffold/sample-request.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';

const example = { name: null, summary: null, payload: { type: 'x' }, headers: null, constructed: false, pointer: '/e' };
const schema = {
  type: 'object',
  required: ['type', 'total'],
  properties: { type: { const: 'order.created' }, total: { const: 5 } },
};

describe('the payload of a scaffolded request', () => {
  it.each([
    { name: 'is the first example', event: { payload: schema, examples: [example] }, want: { type: 'x' } },
    { name: 'is valid if there is no example', event: { payload: schema }, want: { type: 'order.created', total: 5 } },
    { name: 'is only the discriminator if no payload is valid', event: { payload: false }, want: { type: 'order.created' } },
  ])('$name', ({ event, want }) => {
    const sample = describeSample(sampleProvider({ events: [sampleEvent(event)] }));
    expect(JSON.parse(sample?.payload ?? '')).toEqual(want);
  });
});
