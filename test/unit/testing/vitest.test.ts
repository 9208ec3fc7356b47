import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebhookMatchers } from '../../../testkit/src/testing.js';
import { writeKit } from './generated-kit.js';
import { shopCatalogue } from './shop-catalogue.js';

type Registered = WebhookMatchers<Record<string, Record<string, never>>>;
type Expecting = Registered & {
  not: Registered;
  rejects: Registered;
  resolves: WebhookMatchers<Record<string, Record<string, never>>, Promise<void>>;
};
/** `expect` as an app's types have it, which imports the generated module. */
const expecting = (received: unknown) => expect(received) as unknown as Expecting;
const asymmetric = expect as unknown as WebhookMatchers<Record<string, Record<string, never>>, unknown>;

let order: unknown;
let remove: () => void;
beforeAll(async () => {
  const kit = await writeKit(shopCatalogue);
  remove = kit.remove;
  await kit.load('testing/vitest.js');
  order = (await kit.load('testing/index.js')).loadFixture('shop/order.created');
});
afterAll(() => remove());

test('one import registers the matchers in vitest', async () => {
  expecting(order).toBeWebhook('shop', 'order.created');
  expecting(order).not.toBeWebhook('shop', 'order.updated');
  expecting(JSON.stringify(order)).toMatchWebhook('shop', 'order.created', { id: expect.stringMatching(/^evt/) } as never);
  await expecting(Promise.resolve(order)).resolves.toBeWebhook('shop', 'order.created');
  expect([{ received: order }]).toContainEqual({ received: asymmetric.toBeWebhook('shop', 'order.created') });
});

test('what fails says why', () => {
  expect(() => expecting({ type: 'order.created' }).toBeWebhook('shop', 'order.created')).toThrow(
    /^expected shop\/order\.created, judged strictly:\n {2}\/id: must be present, but is missing\n/,
  );
  expect(() => expecting(order).not.toBeWebhook('shop', 'order.created')).toThrow(/^expected something other than shop\/order\.created,/);
  expect(() => expecting(order).not.toBeWebhook('shop', 'order.create')).toThrow('did you mean "order.created"?');
});
