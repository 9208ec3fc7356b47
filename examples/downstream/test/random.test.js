import { arbitrary } from '@hookbook/events/testing/fast-check';
import fc from 'fast-check';
import { describe, expect, it } from '#runner';
import { book, Incomplete } from '../src/bookkeeping.js';

describe('whatever the contract allows', () => {
  it('gately payment.succeeded: is booked to the cent, or set aside for a member that is optional', () => {
    fc.assert(
      fc.property(arbitrary('gately', 'payment.succeeded'), (event) => {
        const { amount, currency, id } = event.data;
        const bookable = id !== '' && Number.isSafeInteger(amount) && currency !== undefined && currency !== '';
        if (bookable) expect(book('gately', 'payment.succeeded', event)).toMatchObject({ kind: 'payment', reference: id, amount });
        else expect(() => book('gately', 'payment.succeeded', event)).toThrow(Incomplete);
      }),
    );
  });

  it('ecwid order.created: is booked', () => {
    fc.assert(
      fc.property(arbitrary('ecwid', 'order.created'), (event) => {
        const { orderId, newPaymentStatus } = event.data;
        if (orderId === '' || newPaymentStatus === '') return;
        expect(book('ecwid', 'order.created', event)).toEqual({ kind: 'order', reference: orderId, paid: newPaymentStatus === 'PAID' });
      }),
    );
  });
});
