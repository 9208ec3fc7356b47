import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Delivery, ValidationError } from '../../runtime/src/index.js';
import { entriesOf, shopReceiver, signedRequest, unsignedReceiver } from './sample-receiver.js';

/** What becomes of a body whose signature holds: never a 4xx or 5xx. */
async function receive(body: string | Uint8Array<ArrayBuffer>) {
  const runs: unknown[] = [];
  const deliveries: Delivery[] = [];
  const unknown: Delivery<null>[] = [];
  const invalid: (readonly ValidationError[])[] = [];
  const receiver = shopReceiver({
    on: {
      '*': (event, delivery) => {
        runs.push(event);
        deliveries.push(delivery);
      },
    },
    onUnknown: (delivery) => void unknown.push(delivery),
    onInvalid: (_, errors) => void invalid.push(errors),
  });
  const { status } = await receiver.fetch(signedRequest({ body }));
  await receiver.drain();
  const [entry] = await entriesOf(receiver);
  return {
    status,
    state: entry?.state,
    event: entry?.event,
    error: entry?.error,
    stored: Buffer.from(entry?.body ?? []),
    runs,
    deliveries,
    unknown,
    invalid,
  };
}

const deep = (depth: number) => `{"type":"order.created","id":"o1","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('a verified body', () => {
  test.each([
    { name: 'an event', body: '{"type":"order.created","id":"o1"}', state: 'done' },
    { name: 'more than the schema says', body: '{"type":"order.created","id":"o1","new":{"a":[1]}}', state: 'done' },
    { name: 'white space around it', body: ' \r\n{"type":"order.created","id":"o1"}\t', state: 'done' },
    { name: 'integers beyond 2^53', body: '{"type":"order.created","id":"o1","total":9007199254740993}', state: 'done' },
    { name: 'a name twice, off the path', body: '{"type":"order.created","id":"o1","id":"o2"}', state: 'done' },
    { name: '__proto__ off the path', body: '{"type":"order.created","id":"o1","__proto__":{"admin":true}}', state: 'done' },
    { name: 'a hundred levels', body: deep(100), state: 'done' },
    { name: 'an unknown event', body: '{"type":"order.eaten","id":"o1"}', state: 'unknown' },
    { name: 'no event', body: '{"id":"o1"}', state: 'unknown' },
    { name: 'an inherited event', body: '{"__proto__":{"type":"order.created"},"id":"o1"}', state: 'unknown' },
    { name: 'an event called __proto__', body: '{"type":"__proto__"}', state: 'unknown' },
    { name: 'an event called constructor', body: '{"type":"constructor"}', state: 'unknown' },
    { name: 'an event with NUL in it', body: '{"type":"order.created\\u0000"}', state: 'unknown' },
    { name: 'a list of events', body: '{"type":["order.created"],"id":"o1"}', state: 'unknown' },
    { name: 'the event twice', body: '{"type":"order.eaten","id":"o1","type":"order.created"}', state: 'unknown' },
    { name: 'the event twice, the same', body: '{"type":"order.created","id":"o1","type":"order.created"}', state: 'unknown' },
    { name: 'the event twice, once escaped', body: '{"type":"order.eaten","id":"o1","\\u0074ype":"order.created"}', state: 'unknown' },
    { name: 'a list', body: '[{"type":"order.created"}]', state: 'unknown' },
    { name: 'null', body: 'null', state: 'unknown' },
    { name: 'a number', body: '1', state: 'unknown' },
    { name: 'a string', body: '"order.created"', state: 'unknown' },
    { name: 'a schema mismatch', body: '{"type":"order.created","id":1}', state: 'invalid' },
    { name: 'not JSON', body: 'hello', state: 'invalid' },
    { name: 'empty', body: '', state: 'invalid' },
    { name: 'form data', body: 'type=order.created', state: 'invalid' },
    { name: 'two documents', body: '{"type":"order.created","id":"o1"}{}', state: 'invalid' },
    { name: 'a trailing comma', body: '{"type":"order.created","id":"o1",}', state: 'invalid' },
    { name: 'a byte order mark', body: '\uFEFF{"type":"order.created","id":"o1"}', state: 'invalid' },
    { name: 'overlong UTF-8', body: Uint8Array.from(Buffer.from('7b2274797065223a22c0af227d', 'hex')), state: 'invalid' },
    { name: 'UTF-16', body: Uint8Array.from(Buffer.from('{"type":"order.created"}', 'utf16le')), state: 'invalid' },
    { name: 'half a surrogate pair in UTF-8', body: Uint8Array.from(Buffer.from('22eda08022', 'hex')), state: 'invalid' },
    { name: 'half a million levels', body: deep(500_000), state: 'invalid' },
    { name: 'half a million open brackets', body: '['.repeat(500_000), state: 'invalid' },
  ])('$name: $state', async ({ body, state }) => {
    const seen = await receive(body);
    expect(seen.status).toBe(202);
    expect(seen.state).toBe(state);
    expect(seen.stored.equals(Buffer.from(body))).toBe(true);
    expect(seen.runs).toHaveLength(state === 'done' ? 1 : 0);
    expect(seen.unknown).toHaveLength(state === 'unknown' ? 1 : 0);
    expect(seen.invalid).toHaveLength(state === 'invalid' ? 1 : 0);
    expect(seen.error === null).toBe(state === 'done');
  });

  test('whatever bytes are signed are stored as they are, and acknowledged', async () => {
    const near = fc.tuple(fc.json(), fc.nat(), fc.uint8Array({ maxLength: 3 })).map(([json, at, insert]) => {
      const bytes = Buffer.from(json);
      const cut = at % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, cut), insert, bytes.subarray(cut)]);
    });
    const receiver = shopReceiver({ onUnknown: () => {}, onInvalid: () => {} });
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(near, fc.uint8Array()), async (bytes) => {
        const body = Uint8Array.from(bytes);
        const id = `msg_${sent++}`;
        expect((await receiver.fetch(signedRequest({ body, id }))).status).toBe(202);
        const entry = (await entriesOf(receiver)).at(-1);
        expect({ id: entry?.id, body: [...(entry?.body ?? [])] }).toEqual({ id, body: [...body] });
      }),
      { numRuns: 300 },
    );
    await receiver.drain();
  });

  test('a mismatch says where', async () => {
    const { invalid, error, event } = await receive('{"type":"order.created","id":1}');
    expect(invalid).toEqual([[{ pointer: '/id', keyword: 'type', expected: 'string', found: 'number', message: 'must be string' }]]);
    expect({ error, event }).toEqual({ error: '/id: must be string', event: 'order.created' });
  });

  test('a mismatch keeps nothing of the body beside the body itself', async () => {
    const error = {
      pointer: '/id',
      keyword: 'type',
      expected: 'integer',
      found: 'string "s3cret"',
      message: 'must be integer, but is string "s3cret"',
    };
    const validate = () => ({ valid: false, errors: [error] });
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({}, { validators: { 'order.created': { validate }, 'order.item.added': { validate } } });
    await receiver.fetch(signedRequest());
    await receiver.drain();
    expect((await entriesOf(receiver))[0]?.error).toBe('/id: must be integer');
    expect(JSON.stringify(warn.mock.calls)).not.toContain('s3cret');
    vi.restoreAllMocks();
  });

  test('what the sender wrote can forge no line in the log', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const validate = (value: unknown) => ({
      valid: false,
      errors: Object.keys(value as object).map((key) => ({ pointer: `/${key}`, keyword: 'k', expected: '', found: '', message: 'm' })),
    });
    const receiver = shopReceiver({}, { validators: { 'order.created': { validate }, 'order.item.added': { validate } } });
    await receiver.fetch(signedRequest({ body: `{"a\\nhookbook: \u009b31m":1,"type":"order.created","${'k'.repeat(5000)}":1}` }));
    await receiver.drain();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^[ -~]{50,500}$/)]]);
    vi.restoreAllMocks();
  });

  test('what a number could not hold is told, and stands in the bytes', async () => {
    const { deliveries } = await receive('{"type":"order.created","id":"o1","total":9007199254740993}');
    expect(deliveries[0]?.warnings).toEqual([{ pointer: '/total', message: '9007199254740993 is beyond what a number holds exactly' }]);
    expect(Buffer.from(deliveries[0]?.body ?? []).toString()).toContain('9007199254740993');
  });

  test('a validator that overflows is an attempt that failed, not a crash', async () => {
    const validate = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const receiver = unsignedReceiver(
      { onDead: () => {} },
      { validators: { 'order.created': { validate }, 'order.item.added': { validate } } },
    );
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    await receiver.close();
    const [entry] = await entriesOf(receiver);
    expect(entry).toMatchObject({ state: 'pending', error: 'RangeError: Maximum call stack size exceeded' });
  });
});

test('an event can be told by a header', async () => {
  const events: string[] = [];
  const receiver = unsignedReceiver(
    { on: { '*': (_, { event }) => void events.push(event) } },
    {
      discriminator: [{ kind: 'header', header: 'x-event' }],
      findEvent: (_, header) => (header?.('x-event') === 'added' ? 'order.item.added' : null),
    },
  );
  await receiver.fetch(signedRequest({ body: '{"id":"o1"}', headers: { 'X-Event': 'added' } }));
  await receiver.drain();
  expect(events).toEqual(['order.item.added']);
});
