import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Inbox, memoryInbox } from '../../runtime/src/index.js';
import { entriesOf, shopReceiver, signedRequest } from './sample-receiver.js';

const commitMs = 10;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** An inbox whose claims and settlements take as long as a commit does, and how often it was asked for a claim that gave something. */
function committingInbox(given: Inbox = memoryInbox()) {
  const claims: number[] = [];
  const inbox: Inbox = {
    ...given,
    claim: async (wanted) => {
      await wait(commitMs);
      const claim = await given.claim(wanted);
      if (claim.leases.length > 0) claims.push(claim.leases.length);
      return claim;
    },
    settle: async (lease, outcome) => {
      await wait(commitMs);
      return given.settle(lease, outcome);
    },
  };
  return { inbox, claims };
}

async function storeMany(inbox: Inbox, count: number): Promise<void> {
  const edge = shopReceiver({ inbox, on: {}, work: false });
  for (let at = 0; at < count; at++) await edge.fetch(signedRequest({ id: `msg_${at}` }));
}

const leased = async (inbox: Inbox) => (await entriesOf({ inbox })).filter(({ state, attempts }) => state === 'pending' && attempts > 0);

describe('leasing ahead of the handlers', () => {
  test('handlers that do nothing are not held up by commits: what waits is claimed many at a time', async () => {
    const { inbox, claims } = committingInbox();
    await storeMany(inbox, 2000);
    let ran = 0;
    const worker = shopReceiver({ inbox, on: { '*': () => void ran++ } });
    const drained = worker.drain();
    await vi.advanceTimersByTimeAsync(30 * commitMs);
    expect(ran).toBe(2000);
    expect(claims.length).toBeLessThan(25); // 16 at a time they would be 125
    await vi.runAllTimersAsync();
    await drained;
    await worker.close();
  });

  test('slow handlers leave to other processes what they could not start soon', async () => {
    const { inbox } = committingInbox();
    await storeMany(inbox, 200);
    const worker = shopReceiver({ inbox, on: { '*': () => wait(5_000) }, handlerTimeoutMs: 10_000 });
    worker.drain().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await leased(inbox)).toHaveLength(16);
  });

  test('deliveries that wait for handlers that have become slow are given back, and their attempts do not count', async () => {
    const { inbox } = committingInbox();
    await storeMany(inbox, 400);
    let ran = 0;
    const worker = shopReceiver({ inbox, on: { '*': () => (ran++ < 50 ? undefined : wait(20_000)) } });
    worker.drain().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ran).toBe(66);
    expect(await leased(inbox)).toHaveLength(16);
    const other: string[] = [];
    const second = shopReceiver({ inbox, on: { '*': (_, { id, attempt }) => void other.push(`${id} ${attempt}`) } });
    second.drain().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(other).toEqual(Array.from({ length: 334 }, (_, at) => `msg_${at + 66} 1`));
  });

  test('an event with a limit is leased no further than that', async () => {
    const { inbox, claims } = committingInbox();
    await storeMany(inbox, 40);
    const worker = shopReceiver({ inbox, concurrency: { 'order.created': 2 }, on: { '*': () => undefined } });
    const drained = worker.drain();
    await vi.advanceTimersByTimeAsync(60_000);
    await drained;
    expect(Math.max(...claims)).toBe(2);
  });

  test('large bodies are not piled up in memory', async () => {
    const { inbox, claims } = committingInbox(memoryInbox({ maxBytes: 2 ** 30 }));
    const edge = shopReceiver({ inbox, on: {}, work: false });
    const body = JSON.stringify({ type: 'order.created', id: 'x'.repeat(1_000_000) });
    for (let at = 0; at < 60; at++) await edge.fetch(signedRequest({ id: `msg_${at}`, body }));
    const worker = shopReceiver({ inbox, on: { '*': () => undefined } });
    const drained = worker.drain();
    await vi.advanceTimersByTimeAsync(2_000);
    await drained;
    expect(Math.max(...claims)).toBeLessThanOrEqual(32);
  });

  test('closing gives back what has not begun, and waits for what has', async () => {
    const { inbox } = committingInbox();
    await storeMany(inbox, 300);
    let ran = 0;
    const worker = shopReceiver({ inbox, on: { '*': () => (ran++ < 20 ? undefined : wait(500)) } });
    worker.drain().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(4 * commitMs);
    const closing = worker.close();
    await vi.advanceTimersByTimeAsync(2_000);
    await closing;
    expect(vi.getTimerCount()).toBe(0);
    const entries = await entriesOf({ inbox });
    expect(entries.filter(({ state }) => state === 'done')).toHaveLength(ran);
    expect(entries.filter(({ state }) => state === 'pending').map(({ attempts }) => attempts)).toEqual(Array(300 - ran).fill(0));
    expect(ran).toBeLessThan(100);
  });

  test('a delivery is not started so late that it could outlast its lease', async () => {
    const ended: string[] = [];
    const { inbox } = committingInbox(memoryInbox({ leaseMs: 1_000 }));
    await storeMany(inbox, 300);
    let ran = 0;
    const worker = shopReceiver({
      inbox,
      handlerTimeoutMs: 450,
      on: { '*': () => (ran++ < 40 ? undefined : wait(440)) },
      onResult: ({ outcome }) => void ended.push(outcome),
    });
    worker.drain().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(ended).toEqual(Array(300).fill('done'));
  });
});
