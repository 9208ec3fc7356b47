import {
  build,
  type EventKey,
  type EventOf,
  listFixtures,
  loadFixture,
  loadMutants,
  matchers,
  type Overrides,
  providers,
} from './testing/index.js';
import type { OrderCreated, OrderUpdated } from './types/strict/ecwid.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

// Fixtures have their event's type, to the letter.
const order = loadFixture('ecwid/order.created');
type _Fixture = Expect<Equal<typeof order, OrderCreated>>;
type _Named = Expect<Equal<EventOf<'ecwid/order.updated'>, OrderUpdated>>;
loadFixture('ecwid/order.created', 'minimal').data.orderId.toUpperCase();
loadFixture('ecwid/order.created', null);
// @ts-expect-error no such event
loadFixture('ecwid/order.create');
// @ts-expect-error no such provider
loadFixture('shop/order.created');
// @ts-expect-error another provider's event
loadFixture('acme/order.created');
// @ts-expect-error the catalogue's own spelling
loadFixture('ecwid.order.created');

// What is listed can be loaded.
for (const { event, name } of listFixtures('ecwid')) loadFixture(event, name);
for (const provider of ['ecwid', 'gately'] as const) for (const { event } of listFixtures(provider)) loadFixture(event);
for (const { event, name, path } of listFixtures()) loadFixture(event, `${name}${path}`);
for (const { event } of listFixtures('ecwid', 'order.created')) {
  type _Key = Expect<Equal<typeof event, 'ecwid/order.created'>>;
}
// @ts-expect-error no such event
listFixtures('ecwid', 'user.created');
loadMutants('ecwid/order.created')[0]?.keyword.toUpperCase();
// @ts-expect-error no such event
loadMutants('ecwid/order.create');
// @ts-expect-error 117 of them, and this is none
export const key: EventKey = 'ecwid/order';

// Overrides are of the event's own members; the result is the event.
const built = build('ecwid', 'order.created', { entityId: 7, data: { orderId: 'B' } });
type _Built = Expect<Equal<typeof built, OrderCreated>>;
build('ecwid', 'order.created');
const overrides: Overrides<'ecwid/order.created'> = { storeId: 1 };
build('ecwid', 'order.created', overrides);
// @ts-expect-error no such event
build('ecwid', 'order.create');
// @ts-expect-error another provider's
build('acme', 'order.created');
// @ts-expect-error no such member
build('ecwid', 'order.created', { data: { oldPaymentStatus: 'PAID' } });
// @ts-expect-error another type
build('ecwid', 'order.created', { data: { orderId: 7 } });
// @ts-expect-error another event's discriminator
build('ecwid', 'order.created', { eventType: 'order.updated' });

// Each provider, for the simulator.
providers.ecwid.sample('order.created').headers['x'];
// @ts-expect-error no such event
providers.ecwid.sample('user.created');
// @ts-expect-error no such provider
providers.shop;

matchers.toBeWebhook({}, 'ecwid', 'order.created').message().toUpperCase();
