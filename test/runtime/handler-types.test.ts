import { expect, expectTypeOf, test } from 'vitest';
import type { CommonOptions, Delivery, EventPattern, Handlers, SignedOptions, UnsignedOptions } from '../../runtime/src/index.js';
import type { ShopEvents } from './sample-receiver.js';

// `npm run typecheck` is what holds these; at run time there is nothing to see.
test('handlers are typed by event and by wildcard', () => {
  expectTypeOf<EventPattern<keyof ShopEvents>>().toEqualTypeOf<'order.created' | 'order.item.added' | 'order.*' | 'order.item.*' | '*'>();
  type Either = ShopEvents[keyof ShopEvents];
  const on: Handlers<ShopEvents> = {
    'order.created': (event, delivery) => {
      expectTypeOf(event).toEqualTypeOf<ShopEvents['order.created']>();
      expectTypeOf(delivery).toEqualTypeOf<Delivery<'order.created'>>();
    },
    'order.item.*': async (event) => expectTypeOf(event).toEqualTypeOf<ShopEvents['order.item.added']>() && undefined,
    'order.*': (event) => void expectTypeOf(event).toEqualTypeOf<Either>(),
    '*': (event, { event: name }) => {
      expectTypeOf(event).toEqualTypeOf<Either>();
      expectTypeOf(name).toEqualTypeOf<keyof ShopEvents>();
    },
  };
  expectTypeOf<SignedOptions<ShopEvents>['on']>().toEqualTypeOf(on);
  // @ts-expect-error no such event
  const unknown: Handlers<ShopEvents> = { 'order.deleted': () => {} };
  // @ts-expect-error no event begins so
  const wildcard: Handlers<ShopEvents> = { 'user.*': () => {} };
  // @ts-expect-error a signed provider needs secrets
  const noSecrets: SignedOptions<ShopEvents> = { on };
  // @ts-expect-error a signed provider can't be run unsigned
  const unsigned: SignedOptions<ShopEvents> = { on, secrets: 's', unsigned: true };
  // @ts-expect-error an unsigned one has to say so
  const silent: UnsignedOptions<ShopEvents> = { on };
  // @ts-expect-error and has no secrets
  const secrets: UnsignedOptions<ShopEvents> = { on, unsigned: true, secrets: 's' };
  // @ts-expect-error no such option
  const misspelt: CommonOptions<ShopEvents> = { on, onUnkown: () => {} };
  // @ts-expect-error a limit for no event
  const limit: CommonOptions<ShopEvents> = { on, concurrency: { 'order.deleted': 1 } };
  const limits: CommonOptions<ShopEvents> = { on, concurrency: { '*': 16, 'order.created': 1 }, orderBy: ['/id'] };
  expect([unknown, wildcard, noSecrets, unsigned, silent, secrets, misspelt, limit, limits]).toHaveLength(9);
});
