import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { memoryInbox, type Receiver } from '../../runtime/src/index.js';
import { toLambdaHandler } from '../../runtime/src/lambda.js';
import { toNodeListener } from '../../runtime/src/node.js';
import { exchange, head, listen } from './raw-requests.js';
import { order, shopReceiver, signedRequest } from './sample-receiver.js';

const room = 10_000;
const limits = { maxBodyBytes: room, maxBytesInFlight: room, onRefused: () => {} };
const large = `{"type":"order.created","id":"${'x'.repeat(room - 40)}"}`;

/** A request whose body sends these bytes and then stalls, until `end` or `fail`. */
function stalling(bytes: number, length?: number) {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const pulled = vi.fn();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        control = controller;
      },
      pull: (controller) => {
        if (pulled.mock.calls.length === 0) controller.enqueue(new Uint8Array(bytes));
        pulled();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'application/json', ...(length !== undefined && { 'content-length': String(length) }) };
  const request = new Request('http://localhost/hook', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  return { request, pulled, end: () => control?.close(), fail: () => control?.error(new Error('reset')) };
}

const reasonOf = async (answer: Promise<Response>) => (await answer).headers.get('retry-after') ?? (await answer).status;
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Fills the room with a body that stalls. */
async function fill(receiver: Receiver) {
  const stalled = stalling(room);
  const answer = receiver.fetch(stalled.request);
  await settled();
  return { ...stalled, answer };
}

describe('bytes in flight past maxBytesInFlight', () => {
  test('a request that says it has no room is refused with Retry-After, unread', async () => {
    const receiver = shopReceiver(limits);
    await fill(receiver);
    const { request, pulled } = stalling(10, 10);
    const response = await receiver.fetch(request);
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([503, '10', { error: 'overloaded' }]);
    expect(pulled).not.toHaveBeenCalled();
  });

  test('one that does not say so is refused when it has none', async () => {
    const receiver = shopReceiver(limits);
    const held = stalling(4000, 6000);
    void receiver.fetch(held.request);
    await settled();
    const { request, pulled } = stalling(9000);
    expect(await reasonOf(receiver.fetch(request))).toBe('10');
    expect(pulled).toHaveBeenCalled();
  });

  test('a body holds what arrived of it, not what it announces', async () => {
    const receiver = shopReceiver(limits);
    for (let at = 0; at < 2; at++) void receiver.fetch(stalling(1, 9000).request);
    await settled();
    const small = signedRequest({ headers: { 'content-length': String(order.length) } });
    expect((await receiver.fetch(small)).status).toBe(202);
  });

  test('each receiver has its own', async () => {
    await fill(shopReceiver(limits));
    expect((await shopReceiver(limits).fetch(signedRequest({ body: large }))).status).toBe(202);
  });
});

describe('the room is free again after a request', () => {
  const failing = { ...memoryInbox(), store: async () => Promise.reject(new Error('disk full')) };
  const hanging = { ...memoryInbox(), store: () => new Promise<never>(() => {}) };

  test.each([
    { name: 'that was stored', options: {}, send: (receiver: Receiver) => receiver.fetch(signedRequest({ body: large })), want: 202 },
    {
      name: 'whose signature is wrong',
      options: {},
      send: (receiver: Receiver) => receiver.fetch(signedRequest({ body: large, secret: `whsec_${'B'.repeat(32)}` })),
      want: 401,
    },
    {
      name: 'that breaks off',
      options: {},
      send: async (receiver: Receiver) => {
        const { answer, fail } = await fill(receiver);
        fail();
        return answer;
      },
      want: 400,
    },
    {
      name: 'that stalls too long',
      options: { bodyTimeoutMs: 20 },
      send: async (receiver: Receiver) => (await fill(receiver)).answer,
      want: 408,
    },
    { name: 'that is too large', options: {}, send: (receiver: Receiver) => receiver.fetch(stalling(room + 1).request), want: 413 },
    {
      name: 'whose secrets fail',
      options: { secrets: () => Promise.reject(new Error('vault')) },
      send: (receiver: Receiver) => receiver.fetch(signedRequest({ body: large })),
      want: 503,
    },
    {
      name: 'that the inbox fails to store',
      options: { inbox: failing },
      send: (receiver: Receiver) => receiver.fetch(signedRequest({ body: large })),
      want: 503,
    },
    {
      name: 'that the inbox never stores',
      options: { inbox: hanging, answerTimeoutMs: 20 },
      send: (receiver: Receiver) => receiver.fetch(signedRequest({ body: large })),
      want: 503,
    },
  ])('$name', async ({ options, send, want }) => {
    const receiver = shopReceiver({ ...limits, ...options });
    for (let at = 0; at < 3; at++) expect((await send(receiver)).status).toBe(want);
    const { request, pulled } = stalling(room, room);
    void receiver.fetch(request);
    await settled();
    expect(pulled).toHaveBeenCalled(); // it was not refused unread
  });
});

describe('senders that stall', () => {
  test('give way to others after a second, oldest first, and are told so', async () => {
    let clock = 0;
    const spy = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    onTestFinished(() => spy.mockRestore());
    const receiver = shopReceiver(limits);
    const slow = [stalling(5000, 5000), stalling(5000, 5000)].map(({ request }) => receiver.fetch(request));
    await settled();
    clock = 900;
    expect(await reasonOf(receiver.fetch(signedRequest()))).toBe('10');
    clock = 1001;
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    expect(await reasonOf(slow[0] as Promise<Response>)).toBe('10');
    const second = await Promise.race([slow[1], settled().then(() => 'still reading')]);
    expect(second).toBe('still reading');
  });

  test('a body that has arrived gives way to nothing', async () => {
    let store = () => {};
    const inbox = memoryInbox();
    const waiting = new Promise<void>((resolve) => {
      store = resolve;
    });
    const receiver = shopReceiver({ ...limits, inbox: { ...inbox, store: (arrival) => waiting.then(() => inbox.store(arrival)) } });
    const first = receiver.fetch(signedRequest({ body: large }));
    await settled();
    const later = performance.now() + 2000;
    const spy = vi.spyOn(performance, 'now').mockImplementation(() => later);
    onTestFinished(() => spy.mockRestore());
    expect(await reasonOf(receiver.fetch(stalling(room, room).request))).toBe('10');
    store();
    expect((await first).status).toBe(202);
  });
});

describe('Retry-After', () => {
  test('arrives over a socket', async () => {
    const receiver = shopReceiver(limits);
    await fill(receiver);
    const answer = await exchange(await listen(toNodeListener(receiver)), head() + order);
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/^retry-after: 10\r$/im);
  });

  test('is in what a function of AWS Lambda returns', async () => {
    const receiver = shopReceiver(limits);
    await fill(receiver);
    const event = {
      ...{ version: '2.0', rawPath: '/', isBase64Encoded: false, body: order },
      requestContext: { http: { method: 'POST' } },
      headers: { ...Object.fromEntries(signedRequest().headers) },
    };
    expect(await toLambdaHandler(receiver)(event)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '10' } });
  });
});
