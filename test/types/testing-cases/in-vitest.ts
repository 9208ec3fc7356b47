import './testing/vitest.js';
import { expect } from 'vitest';
import { matchers } from './testing/index.js';

expect.extend(matchers);
expect({}).toBeWebhook('ecwid', 'order.created');
expect({}).not.toBeWebhook('ecwid', 'order.created', { policy: 'tolerant' });
expect({}).toMatchWebhook('ecwid', 'order.created', { data: { orderId: expect.stringMatching(/^B/) }, storeId: expect.any(Number) });
expect([{}]).toContainEqual(expect.toBeWebhook('ecwid', 'order.created'));
// @ts-expect-error no such event
expect({}).toBeWebhook('ecwid', 'order.create');
// @ts-expect-error no such policy
expect({}).toBeWebhook('ecwid', 'order.created', { policy: 'lax' });
// @ts-expect-error no such member
expect({}).toMatchWebhook('ecwid', 'order.created', { data: { oldPaymentStatus: 'PAID' } });
// @ts-expect-error another type
expect({}).toMatchWebhook('ecwid', 'order.created', { storeId: '1' });
