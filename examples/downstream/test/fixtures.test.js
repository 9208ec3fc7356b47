import { listFixtures, loadFixture, providers } from '@hookbook/events/testing';
import { describe, expect, it } from '#runner';
import { knownEvents } from '../src/known-events.js';
import { happeningNow, withEndpoint } from './running.js';

describe('what bookkeeping reads is in the contract', () => {
  it('gately payment.succeeded', () => {
    expect(loadFixture('gately/payment.succeeded')).toMatchWebhook('gately', 'payment.succeeded', {
      data: { id: expect.any(String), amount: expect.any(Number), currency: expect.any(String) },
    });
  });

  it('ecwid order.created and order.updated', () => {
    const read = { data: { orderId: expect.any(String), newPaymentStatus: expect.any(String) } };
    expect(loadFixture('ecwid/order.created')).toMatchWebhook('ecwid', 'order.created', read);
    expect(loadFixture('ecwid/order.updated')).toMatchWebhook('ecwid', 'order.updated', read);
  });
});

describe('every event of the contract is one that we have looked at', () => {
  it('of gately', () => expect(knownEvents.get('gately')).toEqual(providers.gately.events));
  it('of ecwid', () => expect(knownEvents.get('ecwid')).toEqual(providers.ecwid.events));
});

describe('every fixture is acknowledged', () => {
  for (const provider of /** @type {const} */ (['gately', 'ecwid'])) {
    it(`of ${provider}: and is passed on, or set aside with a reason`, () =>
      withEndpoint(async ({ store, deliver }) => {
        const fixtures = listFixtures().filter(({ event }) => event.startsWith(`${provider}/`));
        expect(fixtures.length).toBeGreaterThan(0);
        for (const [index, { event, name }] of fixtures.entries()) {
          const payload = happeningNow(loadFixture(event, name));
          // Fixtures of one event share its id, and would be duplicates of each other.
          const id = provider === 'gately' ? { id: `evt_${index}` } : { eventId: `event-${index}` };
          expect({ event, name, status: await deliver(provider, { ...payload, ...id }) }).toEqual({ event, name, status: 200 });
        }
        expect(store.forwarded().length + store.aside().length).toBe(fixtures.length);
        for (const { aside } of store.aside()) expect(aside).toMatch(/^(gately|ecwid) [\w.]+: \/data\/\w+ is missing$/);
      }));
  }
});

describe('the examples of the document are booked', () => {
  it('a payment, and an order', () =>
    withEndpoint(async ({ store, deliver }) => {
      const payment = loadFixture('gately/payment.succeeded');
      const order = happeningNow(loadFixture('ecwid/order.created'));
      await deliver('gately', payment);
      await deliver('ecwid', order);
      expect(store.booked()).toEqual([
        { kind: 'payment', reference: payment.data.id, amount: payment.data.amount, currency: payment.data.currency?.toUpperCase() },
        { kind: 'order', reference: order.data.orderId, paid: order.data.newPaymentStatus === 'PAID' },
      ]);
    }));
});
