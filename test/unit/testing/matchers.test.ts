import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Matchers } from '../../../testkit/src/testing.js';
import { writeKit } from './generated-kit.js';
import { shopCatalogue } from './shop-catalogue.js';

let matchers: Matchers;
let remove: () => void;
beforeAll(async () => {
  const written = await writeKit(shopCatalogue);
  remove = written.remove;
  ({ matchers } = await written.load('testing/index.js'));
});
afterAll(() => remove());

const order = { type: 'order.created', id: 'evt_9', data: { amount: 1, items: [] } };
const text = JSON.stringify(order);
const bytes = new TextEncoder().encode(text);

describe('toBeWebhook takes what a test has at hand', () => {
  test.each([
    { name: 'a parsed body', given: order },
    { name: 'JSON text', given: text },
    { name: 'bytes', given: bytes },
    { name: 'a Buffer', given: Buffer.from(text) },
    { name: 'an ArrayBuffer', given: bytes.buffer },
    { name: 'a request with a parsed body', given: { body: order, headers: {} } },
    { name: 'a request with text', given: { body: text, headers: { 'Content-Type': 'application/json' } } },
    { name: 'a request with bytes and headers of fetch', given: { body: bytes, headers: new Headers() } },
  ])('$name', ({ given }) => {
    expect(matchers.toBeWebhook(given, 'shop', 'order.created')).toMatchObject({ pass: true });
    expect(matchers.toBeWebhook(given, 'shop', 'order.updated')).toMatchObject({ pass: false });
  });

  test.each([
    { name: 'text that is no JSON', given: '{', want: 'expected shop/order.created, but it is not JSON' },
    { name: 'nothing', given: '', want: 'expected shop/order.created, but it is empty' },
    { name: 'bytes that are no UTF-8', given: new Uint8Array([0xff]), want: 'expected shop/order.created, but it is not UTF-8' },
    { name: 'a promise', given: Promise.resolve(order), want: 'expected shop/order.created, but it is a promise: await it first' },
    {
      name: 'a Request whose body was not read',
      given: new Request('http://localhost', { method: 'POST', body: text }),
      want: 'expected shop/order.created, but its body is a stream: read it first, as { body: await request.text(), headers: request.headers }',
    },
  ])('and says what it can do nothing with: $name', ({ given, want }) => {
    const result = matchers.toBeWebhook(given, 'shop', 'order.created');
    expect({ pass: result.pass, message: result.message() }).toEqual({ pass: false, message: want });
  });

  test('an event with members called body and headers is a request, unless it comes as one or as text', () => {
    const event = { light: 1, body: {}, headers: {} };
    expect(matchers.toBeWebhook(event, 'constructor', 'light').pass).toBe(false);
    expect(matchers.toBeWebhook(JSON.stringify(event), 'constructor', 'light').pass).toBe(true);
    expect(matchers.toBeWebhook({ body: event, headers: {} }, 'constructor', 'light').pass).toBe(true);
  });
});

describe('what a failure says', () => {
  const messageOf = (given: unknown, ...[provider, event, options]: [string, string, object?]) => {
    const result = matchers.toBeWebhook(given, provider, event, options);
    expect(result.pass).toBe(false);
    return result.message().replace(/node_modules\S*fixtures/, 'fixtures');
  };

  test('pointer, expectation and value of each error, and the nearest fixture', () => {
    expect(messageOf({ ...order, data: { amount: '12', items: [{}] } }, 'shop', 'order.created').split('\n')).toEqual([
      'expected shop/order.created, judged strictly:',
      '  /data/amount: must be number, but is string "12"',
      '  /data/items/0/sku: must be present, but is missing',
      'The most similar fixture: fixtures/shop/order.created-0.1.json',
    ]);
  });

  test('the nearest fixture is the one with most in common', () => {
    expect(messageOf({ type: 'order.created', id: 1, data: { amount: 0, items: [] } }, 'shop', 'order.created')).toContain(
      'order.created-0.1.json',
    );
  });

  test.each([
    {
      name: 'another event of the provider',
      given: { ...order, type: 'order.updated' },
      event: 'order.created',
      want: 'It is shop/order.updated.',
    },
    {
      name: 'another, and not valid either',
      given: { type: 'order.updated' },
      event: 'order.created',
      want: 'It claims to be shop/order.updated, but is not valid as that either.',
    },
    { name: "another provider's", given: { n: 3 }, event: 'order.created', want: 'It is testing/a/b.' },
    { name: 'one of those that can only be tried', given: { heat: 3 }, event: 'order.created', want: 'It is constructor/heat.' },
  ])('which event it is instead: $name', ({ given, event, want }) => {
    expect(messageOf(given, 'shop', event)).toContain(`\n${want}\n`);
  });

  test('a hundred errors are no wall of text, and nothing steers the terminal', () => {
    const items = Array.from({ length: 200 }, () => ({ sku: 7 }));
    const message = messageOf(
      { ...order, id: '\u001b[31m', data: { amount: 1, items, currency: '\u001b[2J'.repeat(500) } },
      'shop',
      'order.created',
    );
    expect(message).toContain('  and 80 more');
    expect(message.length).toBeLessThan(4000);
    expect(message).toMatch(/^[ -~\n]*$/);
  });

  test('of what is no JSON', () => {
    const around: Record<string, unknown> = { ...order, id: 7n };
    around['data'] = around;
    expect(messageOf(around, 'shop', 'order.created')).toMatch(/^ {2}\/id: must be string, but is bigint$/m);
    expect(messageOf(() => 1, 'shop', 'order.created')).toContain('  the payload: must be object, but is function');
  });

  test('under .not', () => {
    expect(matchers.toBeWebhook(order, 'shop', 'order.created').message()).toBe(
      'expected something other than shop/order.created, but judged strictly it is one',
    );
  });
});

test('tolerantly, unknown members and values of enums pass', () => {
  const newer = { ...order, added: true, data: { ...order.data, currency: 'CHF' } };
  expect(matchers.toBeWebhook(newer, 'shop', 'order.created').pass).toBe(false);
  expect(matchers.toBeWebhook(newer, 'shop', 'order.created', { policy: 'tolerant' }).pass).toBe(true);
  expect(matchers.toBeWebhook({ ...newer, id: 1 }, 'shop', 'order.created', { policy: 'tolerant' }).pass).toBe(false);
});

describe('headers that tell events apart', () => {
  test.each([
    { name: 'the right one', headers: { 'X-Event': 'push' }, pass: true },
    { name: 'in a list, as Node has them', headers: { 'x-event': ['push'] }, pass: true },
    { name: "fetch's", headers: new Headers({ 'X-Event': 'push' }), pass: true },
    {
      name: 'of another event',
      headers: { 'x-event': 'ping' },
      pass: false,
      want: 'expected forge/push, but its headers say that it is forge/ping',
    },
    {
      name: 'of none',
      headers: { 'x-event': 'pull' },
      pass: false,
      want: 'expected forge/push, but must be sent with x-event one of "push", "ping", but is string "pull"',
    },
    {
      name: 'missing',
      headers: {},
      pass: false,
      want: 'expected forge/push, but must be sent with x-event one of "push", "ping", but is missing',
    },
  ])('$name', ({ headers, pass, want }) => {
    const result = matchers.toBeWebhook({ body: { ref: 'main' }, headers }, 'forge', 'push');
    expect(result.pass).toBe(pass);
    if (want !== undefined) expect(result.message().split('\n')[0]).toBe(want);
  });

  test('a body alone is judged alone', () => {
    expect(matchers.toBeWebhook({ ref: 'main' }, 'forge', 'push').pass).toBe(true);
  });
});

describe('toMatchWebhook', () => {
  const given = { ...order, data: { amount: 1, items: [{ sku: 'A', count: 2 }, { sku: 'B' }], note: null } };

  test.each<{ name: string; partial: unknown; pass: boolean; want?: string }>([
    { name: 'nothing', partial: {}, pass: true },
    { name: 'some members', partial: { id: 'evt_9', data: { amount: 1 } }, pass: true },
    { name: 'lists, item by item', partial: { data: { items: [{ sku: 'A' }, {}] } }, pass: true },
    { name: 'null', partial: { data: { note: null } }, pass: true },
    { name: 'undefined: no such member', partial: { data: { currency: undefined } }, pass: true },
    {
      name: 'matchers',
      partial: { id: expect.stringMatching(/^evt_/), data: expect.objectContaining({ amount: expect.any(Number) }) },
      pass: true,
    },
    { name: 'another value', partial: { data: { amount: 2 } }, pass: false, want: '  /data/amount: must be 2, but is 1' },
    {
      name: 'a member that is missing',
      partial: { data: { currency: 'EUR' } },
      pass: false,
      want: '  /data/currency: must be "EUR", but is missing',
    },
    {
      name: 'a member that should not be',
      partial: { data: { note: undefined } },
      pass: false,
      want: '  /data/note: must be missing, but is null',
    },
    {
      name: 'a shorter list',
      partial: { data: { items: [{ sku: 'A' }] } },
      pass: false,
      want: '  /data/items: must be [{"sku":"A"}], but is [{"sku":"A","count":2},{"sku":"B"}]',
    },
    { name: 'a matcher', partial: { id: expect.any(Number) }, pass: false, want: '  /id: must be Any<Number>, but is "evt_9"' },
    {
      name: 'an object for a list',
      partial: { data: { items: {} } },
      pass: false,
      want: '  /data/items: must be {}, but is [{"sku":"A","count":2},{"sku":"B"}]',
    },
    { name: 'what it inherits', partial: { toString: undefined, data: { constructor: undefined } }, pass: true },
  ])('$name', ({ partial, pass, want }) => {
    const result = matchers.toMatchWebhook(JSON.stringify(given), 'shop', 'order.created', partial);
    expect(result.pass).toBe(pass);
    if (want !== undefined)
      expect(result.message().split('\n').slice(0, 2)).toEqual(['expected shop/order.created with these fields:', want]);
  });

  test('an event that is not valid does not match, and both are told', () => {
    const result = matchers.toMatchWebhook({ ...given, id: 1 }, 'shop', 'order.created', { data: { amount: 2 } });
    expect(result.pass).toBe(false);
    expect(result.message()).toContain('/id: must be string, but is number 1');
    expect(result.message()).toContain('/data/amount: must be 2, but is 1');
  });

  test('under .not', () => {
    expect(matchers.toMatchWebhook(given, 'shop', 'order.created', { id: 'evt_9' }).message()).toBe(
      'expected something other than shop/order.created with these fields, but judged strictly it is one',
    );
  });
});

test('a wrong name is an error, also under .not', () => {
  expect(() => matchers.toBeWebhook(order, 'shop', 'order.create')).toThrow('did you mean "order.created"?');
  expect(() => matchers.toBeWebhook(order, 'shpo', 'order.created')).toThrow('did you mean "shop"?');
  expect(() => matchers.toBeWebhook(order, 'shop', 'order.created', { policy: 'lax' as 'strict' })).toThrow(
    new TypeError("policy must be 'strict' or 'tolerant'"),
  );
});
