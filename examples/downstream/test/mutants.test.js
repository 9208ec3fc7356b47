import { loadMutants } from '@hookbook/events/testing';
import { afterAll, beforeAll, describe, expect, it } from '#runner';
import { happeningNow, startEndpoint } from './running.js';

/** @type {import('./running.js').Endpoint} */
let endpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.close());

/** What was booked meanwhile, by the id that only these deliveries have. */
const wellFormed = {
  payment: { kind: 'payment', reference: expect.any(String), amount: expect.any(Number), currency: expect.stringMatching(/^[^a-z]+$/) },
  order: { kind: 'order', reference: expect.any(String), paid: expect.any(Boolean) },
};

/** An id of its own, or the second of them were a duplicate of the first; unless the id is what is wrong. @param {unknown} payload @param {string} member @param {string} id */
function identify(payload, member, id) {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  const given = /** @type {Record<string, unknown>} */ (payload)[member];
  return happeningNow(typeof given === 'string' && given !== '' ? { ...payload, [member]: id } : payload);
}

describe('a payload with one fault, truly signed: is acknowledged, and nothing wrong is booked', () => {
  for (const { name, payload } of loadMutants('gately/payment.succeeded')) {
    it(`gately payment.succeeded, ${name}`, async () => {
      const before = endpoint.store.booked().length;
      expect(await endpoint.deliver('gately', identify(payload, 'id', name))).toBe(200);
      for (const entry of endpoint.store.booked().slice(before)) expect(entry).toEqual(wellFormed.payment);
    });
  }

  // Without a time and an id in it Ecwid could not have signed it.
  const signable = loadMutants('ecwid/order.created').filter(({ pointer }) => !['', '/eventId', '/eventCreated'].includes(pointer));
  for (const { name, payload } of signable) {
    it(`ecwid order.created, ${name}`, async () => {
      const before = endpoint.store.booked().length;
      expect(await endpoint.deliver('ecwid', identify(payload, 'eventId', name))).toBe(200);
      for (const entry of endpoint.store.booked().slice(before)) expect(entry).toEqual(wellFormed.order);
    });
  }
});
