import fc from 'fast-check';
import { arbitrary } from './testing/fast-check.js';
import type { OrderCreated } from './types/strict/ecwid.js';

const orders: fc.Arbitrary<OrderCreated> = arbitrary('ecwid', 'order.created');
fc.assert(fc.property(orders, ({ data }) => data.orderId.length >= 0));
// @ts-expect-error another event
export const others: fc.Arbitrary<OrderCreated> = arbitrary('ecwid', 'order.updated');
// @ts-expect-error no such event
arbitrary('ecwid', 'order.create');
