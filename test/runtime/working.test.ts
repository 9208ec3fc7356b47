import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryInbox } from '../../runtime/src/index.js';
import { entriesOf, order, shopReceiver, signedRequest } from './sample-receiver.js';

const added = '{"type":"order.item.added","id":"o1"}';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Handlers that take a while, and how many of each event ran at once. */
function countRunning() {
  const running = new Map<string, number>();
  const most: Record<string, number> = {};
  const handler = async (_: unknown, { event }: { readonly event: string }) => {
    running.set(event, (running.get(event) ?? 0) + 1);
    most[event] = Math.max(most[event] ?? 0, running.get(event) ?? 0);
    await wait(100);
    running.set(event, (running.get(event) ?? 0) - 1);
  };
  return { most, handler };
}

describe('concurrency', () => {
  test.each([
    { name: '16 by default', concurrency: undefined, want: 16 },
    { name: 'as many as are said', concurrency: 3, want: 3 },
    { name: 'as many of all events', concurrency: { '*': 2 }, want: 2 },
  ])('$name', async ({ concurrency, want }) => {
    const { most, handler } = countRunning();
    const receiver = shopReceiver({ on: { '*': handler }, ...(concurrency && { concurrency }) });
    for (let at = 0; at < 40; at++) await receiver.fetch(signedRequest({ id: `msg_${at}` }));
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(10_000);
    await drained;
    expect(most).toEqual({ 'order.created': want });
  });

  test('of one event, while the others flow', async () => {
    const { most, handler } = countRunning();
    const receiver = shopReceiver({ on: { '*': handler }, concurrency: { '*': 8, 'order.created': 1 } });
    for (let at = 0; at < 30; at++) await receiver.fetch(signedRequest({ id: `msg_${at}`, body: at < 20 ? order : added }));
    await vi.advanceTimersByTimeAsync(350);
    const entries = await entriesOf(receiver);
    expect(entries.filter(({ event, state }) => event === 'order.item.added' && state === 'done')).toHaveLength(10);
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(10_000);
    await drained;
    expect(most).toEqual({ 'order.created': 1, 'order.item.added': 7 });
  });
});

describe('orderBy', () => {
  const body = (id: string, total: number) => JSON.stringify({ type: 'order.created', id, total });

  test('deliveries of one key run one after the other, also over a retry; others pass them', async () => {
    const ran: string[] = [];
    let failed = false;
    const receiver = shopReceiver({
      orderBy: '/id',
      retry: { minMs: 1000 },
      on: {
        'order.created': async ({ id, total }) => {
          if (total === 1 && !failed) {
            failed = true;
            throw new Error('not yet');
          }
          await wait(10);
          ran.push(`${id}${total}`);
        },
      },
    });
    const sent = [body('a', 1), body('a', 2), body('b', 1), body('a', 3), body('b', 2)];
    for (const [at, one] of sent.entries()) await receiver.fetch(signedRequest({ id: `msg_${at}`, body: one }));
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(5000);
    await drained;
    expect(ran).toEqual(['b1', 'b2', 'a1', 'a2', 'a3']);
  });

  test('a body without the key waits for no other', async () => {
    const { most, handler } = countRunning();
    const receiver = shopReceiver({ orderBy: ['/id', '/total'], on: { '*': handler } });
    for (let at = 0; at < 5; at++) await receiver.fetch(signedRequest({ id: `msg_${at}` }));
    await vi.advanceTimersByTimeAsync(500);
    expect(most).toEqual({ 'order.created': 5 });
  });
});

describe('one inbox for several receivers', () => {
  test('one that only stores runs nothing, and drains at once', async () => {
    const inbox = memoryInbox();
    const ran: string[] = [];
    const on = { '*': (_: unknown, { id }: { readonly id: string }) => void ran.push(id) };
    const edge = shopReceiver({ inbox, on, work: false });
    await edge.fetch(signedRequest());
    await edge.drain();
    expect(ran).toEqual([]);
    await shopReceiver({ inbox, on }).drain();
    expect(ran).toEqual(['msg_1']);
  });

  test('what other processes store is found by polling', async () => {
    const inbox = { ...memoryInbox(), pollMs: 1000 };
    const ran: string[] = [];
    const worker = shopReceiver({ inbox, on: { '*': (_, { id }) => void ran.push(id) } });
    await shopReceiver({ inbox, work: false }).fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(1100);
    expect(ran).toEqual(['msg_1']);
    await worker.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('what was left pending runs at start, without a request', async () => {
    const inbox = { ...memoryInbox(), pollMs: 1000 };
    await shopReceiver({ inbox, work: false }).fetch(signedRequest());
    const ran: string[] = [];
    const worker = shopReceiver({ inbox, on: { '*': (_, { id }) => void ran.push(id) } });
    await vi.advanceTimersByTimeAsync(0);
    expect(ran).toEqual(['msg_1']);
    await worker.close();
  });
});

describe('time limits of the answer', () => {
  test.each([
    { name: 'an inbox', options: { inbox: { ...memoryInbox(), store: () => new Promise<never>(() => {}) } }, want: 'inbox-unavailable' },
    { name: 'a look-up of secrets', options: { secrets: () => new Promise<never>(() => {}) }, want: 'secrets-unavailable' },
  ])('$name that hangs is a 503 within answerTimeoutMs', async ({ options, want }) => {
    const receiver = shopReceiver({ ...options, answerTimeoutMs: 1000, onRefused: () => {} });
    const answer = receiver.fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(1000);
    expect((await answer).status).toBe(503);
    expect(await (await answer).json()).toEqual({ error: want });
  });

  test('an outcome that cannot be recorded is tried again', async () => {
    const inbox = memoryInbox();
    let faults = 2;
    const settle: typeof inbox.settle = (...given) => (faults-- > 0 ? Promise.reject(new Error('gone')) : inbox.settle(...given));
    let runs = 0;
    const receiver = shopReceiver({ inbox: { ...inbox, settle }, on: { '*': () => void runs++ } });
    await receiver.fetch(signedRequest());
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(2000);
    await drained;
    expect([runs, (await entriesOf(receiver))[0]?.state]).toEqual([1, 'done']);
  });
});
