import { build } from '@hookbook/events/testing';
import { describe, expect, it } from '#runner';
import { happeningNow, withEndpoint } from './running.js';

describe('what other teams get', () => {
  it('is the event as the provider sent it', () =>
    withEndpoint(async ({ store, deliver }) => {
      await deliver('gately', build('gately', 'payment.succeeded', { id: 'evt_1', data: { amount: 1250, currency: 'eur' } }));
      await deliver('ecwid', happeningNow(build('ecwid', 'order.created', { data: { orderId: 'ABC12', newPaymentStatus: 'PAID' } })));
      const [payment, order] = store.forwarded();
      expect(payment?.payload).toBeWebhook('gately', 'payment.succeeded');
      expect(payment?.payload).toMatchWebhook('gately', 'payment.succeeded', { id: 'evt_1', data: { amount: 1250 } });
      expect(payment?.payload).not.toBeWebhook('gately', 'payment.failed');
      expect(order?.payload).toMatchWebhook('ecwid', 'order.created', { data: { orderId: 'ABC12' } });
    }));

  it('is also what bookkeeping has no interest in, with members that no version of the contract has', () =>
    withEndpoint(async ({ store, deliver }) => {
      await deliver('gately', { ...build('gately', 'member.login'), shoe_size: 43 });
      expect(store.booked()).toEqual([]);
      expect(store.forwarded()[0]?.payload).toBeWebhook('gately', 'member.login', { policy: 'tolerant' });
      expect(store.forwarded()[0]?.payload).toHaveProperty('shoe_size', 43);
    }));
});

describe('build', () => {
  it('takes no event that the provider would not send', () => {
    expect(() => build('gately', 'payment.succeeded', { data: { amount: 12.5 } })).toThrow(/\/data\/amount/);
    // @ts-expect-error the types know it, too
    expect(() => build('gately', 'payment.succeeded', { data: { amount: '12' } })).toThrow(/\/data\/amount/);
  });
});
