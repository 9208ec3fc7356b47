import './testing/jest.js';
import type { AsymmetricMatchers, Matchers } from 'expect';

declare const matchers: Matchers<void>;
declare const asymmetric: AsymmetricMatchers;
matchers.toBeWebhook('ecwid', 'order.created');
matchers.toMatchWebhook('ecwid', 'order.created', { data: { orderId: asymmetric.any(String) } });
asymmetric.toBeWebhook('ecwid', 'order.created');
// @ts-expect-error no such event
matchers.toBeWebhook('ecwid', 'order.create');
// @ts-expect-error no such member
matchers.toMatchWebhook('ecwid', 'order.created', { data: { oldPaymentStatus: 'PAID' } });

// What @types/jest declares.
declare const global: jest.Matchers<void, unknown>;
declare const expected: jest.Expect;
global.toBeWebhook('ecwid', 'order.created');
expected.toMatchWebhook('ecwid', 'order.created', { storeId: 1 });
// @ts-expect-error no such event
global.toBeWebhook('ecwid', 'order.create');
