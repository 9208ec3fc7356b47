import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeKit } from './generated-kit.js';
import { shopCatalogue } from './shop-catalogue.js';

interface Kit {
  loadFixture(key: string, name?: string | null): Record<string, unknown>;
  listFixtures(provider?: string, event?: string): { event: string; name: string | null; path: string }[];
  loadMutants(key: string): { name: string }[];
  build(provider: string, event: string, overrides?: unknown): Record<string, unknown>;
  providers: Record<
    string,
    { events: string[]; sample(event: string): { payload: unknown }; validate(event: string, value: unknown): unknown }
  >;
}

let kit: Kit;
let remove: () => void;
beforeAll(async () => {
  const written = await writeKit(shopCatalogue);
  remove = written.remove;
  kit = await written.load('testing/index.js');
});
afterAll(() => remove());

const failure = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not throw');
};

describe('fixtures', () => {
  test('the first, one by its name, fresh every time', () => {
    const one = kit.loadFixture('shop/order.created');
    expect(one).toMatchObject({ id: 'evt_1', data: { amount: 12.5 } });
    Object.assign(one['data'] as object, { amount: 1 });
    expect(kit.loadFixture('shop/order.created')).toMatchObject({ data: { amount: 12.5 } });
    expect(kit.loadFixture('shop/order.created', null)).toMatchObject({ id: 'evt_1' });
    expect(kit.loadFixture('shop/order.created', 'free')).toMatchObject({ id: 'evt_2' });
  });

  test('what there is, and where', () => {
    expect(kit.listFixtures('shop', 'order.updated')).toEqual([
      {
        event: 'shop/order.updated',
        name: null,
        origin: 'example',
        headers: {},
        contentType: 'application/json',
        path: expect.stringMatching(/fixtures.shop.order\.updated-1\.json$/),
      },
      {
        event: 'shop/order.updated',
        name: 'free',
        origin: 'example',
        headers: {},
        contentType: 'application/json',
        path: expect.stringMatching(/order\.updated-1\.1\.json$/),
      },
    ]);
    expect(kit.listFixtures('forge').map(({ event }) => event)).toEqual(['forge/push', 'forge/ping']);
    expect(kit.listFixtures()).toHaveLength(4 + 2 + 7 + 2);
    for (const { event, name } of kit.listFixtures()) expect(kit.loadFixture(event, name)).toBeTypeOf('object');
  });

  test('mutants', () => {
    expect(kit.loadMutants('shop/order.created')).toEqual([{ name: 'type', pointer: '', keyword: 'type', payload: 1 }]);
  });

  test.each(['__proto__', 'constructor', "it's", 'a/b', '名前', 'line\nbreak', 'toString'].map((name, n) => ({ name, n })))(
    'an event called $name is like any other',
    ({ name, n }) => {
      expect(kit.loadFixture(`testing/${name}`)).toEqual({ n });
      expect(kit.build('testing', name, { more: true })).toEqual({ n, more: true });
      expect(kit.providers['testing']?.sample(name).payload).toEqual({ n });
    },
  );

  test.each([
    {
      name: 'a slip in the event',
      run: () => kit.loadFixture('shop/order.create'),
      want: 'there is no event of shop called "order.create"; did you mean "order.created"?',
    },
    {
      name: 'a slip in the provider',
      run: () => kit.loadFixture('shpo/order.created'),
      want: 'there is no provider "shpo"; did you mean "shop"?',
    },
    {
      name: 'the dot of keys in lists',
      run: () => kit.loadFixture('shop.order.created'),
      want: 'there is no event "shop.order.created"; did you mean "shop/order.created"? Events are written provider/event.',
    },
    {
      name: 'nothing like any',
      run: () => kit.build('shop', 'refund', {}),
      want: 'there is no event of shop called "refund"; there are "order.created", "order.updated"',
    },
    {
      name: 'a slip in the fixture',
      run: () => kit.loadFixture('shop/order.created', 'fre'),
      want: 'there is no fixture of shop/order.created called "fre"; did you mean "free"?',
    },
    {
      name: 'a fixture beside the only one',
      run: () => kit.loadFixture('forge/push', 'other'),
      want: 'forge/push has one fixture, which has no name: leave the name out',
    },
    {
      name: 'what every object inherits',
      run: () => kit.loadFixture('toString/x'),
      want: 'there is no provider "toString"; did you mean "testing"?',
    },
    {
      name: 'an inherited event',
      run: () => kit.listFixtures('shop', 'constructor'),
      want: 'there is no event of shop called "constructor"; there are "order.created", "order.updated"',
    },
    {
      name: 'what no text is',
      run: () => kit.loadFixture(undefined as unknown as string),
      want: /^there is no event undefined; there are .* Events are written provider\/event\.$/,
    },
    {
      name: 'text that steers a terminal',
      run: () => kit.build('\u001b[2Jshop', 'x'),
      want: 'there is no provider "\\u001b[2Jshop"; did you mean "shop"?',
    },
  ])('an unknown name is an error that lists near ones: $name', ({ run, want }) => {
    const error = failure(run);
    expect(error).toBeInstanceOf(TypeError);
    if (want instanceof RegExp) expect(error.message).toMatch(want);
    else expect(error.message).toBe(want);
  });
});

describe('build', () => {
  test.each([
    {
      name: 'nothing',
      given: undefined,
      want: { amount: 12.5, currency: 'EUR', items: [{ sku: 'A', count: 2 }, { sku: 'B' }], note: null },
    },
    {
      name: 'members merge deeply',
      given: { data: { amount: 3 } },
      want: { amount: 3, currency: 'EUR', items: [{ sku: 'A', count: 2 }, { sku: 'B' }], note: null },
    },
    {
      name: 'lists replace',
      given: { data: { items: [{ sku: 'C' }] } },
      want: { amount: 12.5, currency: 'EUR', items: [{ sku: 'C' }], note: null },
    },
    {
      name: 'undefined removes',
      given: { data: { currency: undefined, note: undefined } },
      want: { amount: 12.5, items: [{ sku: 'A', count: 2 }, { sku: 'B' }] },
    },
    {
      name: 'new members come last',
      given: { data: { more: { deep: [] } } },
      want: { amount: 12.5, currency: 'EUR', items: [{ sku: 'A', count: 2 }, { sku: 'B' }], note: null, more: { deep: [] } },
    },
  ])('$name', ({ given, want }) => {
    const built = kit.build('shop', 'order.created', given);
    expect(built).toEqual({ type: 'order.created', id: 'evt_1', data: want });
    expect(JSON.stringify(built)).toBe(JSON.stringify({ type: 'order.created', id: 'evt_1', data: want }));
  });

  test('shares nothing with the overrides', () => {
    const items = [{ sku: 'C' }];
    const built = kit.build('shop', 'order.created', { data: { items } });
    items[0] = { sku: 'D' };
    expect(built).toMatchObject({ data: { items: [{ sku: 'C' }] } });
  });

  test('says what is wrong, where, and how to do it on purpose', () => {
    const error = failure(() =>
      kit.build('shop', 'order.created', { id: 7, extra: 1, data: { amount: undefined, items: [{ count: 1 }], currency: { a: 1 } } }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message.split('\n')).toEqual([
      'build("shop", "order.created"): the payload with these overrides is not valid by the strict schema',
      '  /extra: must be absent, but is number 1',
      '  /id: must be string, but is number 7',
      '  /data/amount: must be present, but is missing',
      '  /data/currency: must be one of "EUR", "USD", but is object {"a":1}',
      '  /data/items/0/sku: must be present, but is missing',
      'To build an invalid payload on purpose, spread a valid one: { ...build("shop", "order.created"), field: \'wrong\' }',
    ]);
  });

  test('members called __proto__ and constructor are data', () => {
    const overrides = JSON.parse('{"data":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}');
    const built = kit.build('shop', 'order.created', overrides);
    expect(Object.hasOwn(built['data'] as object, '__proto__')).toBe(true);
    expect((built['data'] as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(built)).toContain('"__proto__":{"polluted":true}');
    expect(JSON.stringify(kit.build('shop', 'order.created', { data: { ['__proto__']: undefined } }))).not.toContain('__proto__');
  });

  test('overrides that refer to themselves are an error', () => {
    const data: Record<string, unknown> = {};
    data['more'] = [data];
    expect(failure(() => kit.build('shop', 'order.created', { data })).message).toBe(
      'the overrides refer to themselves at /data/more/0; a payload is JSON',
    );
  });

  test('what is no JSON is named by the validator', () => {
    expect(failure(() => kit.build('shop', 'order.created', { id: new Date(0) })).message).toContain('/id: must be string, but is object');
  });
});

test('the providers, as a simulator plays them', () => {
  expect(Object.keys(kit.providers)).toEqual(['shop', 'forge', 'testing', 'constructor']);
  const { shop } = kit.providers;
  expect(shop).toMatchObject({ provider: 'shop', events: ['order.created', 'order.updated'], delivery: { query: [] } });
  expect(shop?.sample('order.created')).toEqual({
    payload: kit.loadFixture('shop/order.created'),
    headers: {},
    contentType: 'application/json',
  });
  expect(shop?.validate('order.created', {})).toMatchObject({ valid: false });
  expect(shop?.validate('order.created', kit.loadFixture('shop/order.created'))).toMatchObject({ valid: true });
  expect(failure(() => shop?.sample('order.create')).message).toContain('did you mean "order.created"?');
});
