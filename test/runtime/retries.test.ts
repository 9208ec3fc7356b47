import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryInbox } from '../../runtime/src/index.js';
import { defaultRetry, waitAfter } from '../../runtime/src/work/retry.js';
import { entriesOf, shopReceiver, signedRequest } from './sample-receiver.js';

const added = '{"type":"order.item.added","id":"o1"}';
const retry = { attempts: 3, minMs: 1000, maxMs: 5000 };
const states = async (receiver: ReturnType<typeof shopReceiver>) => (await entriesOf(receiver)).map(({ state }) => state);
const fail = () => {
  throw new Error('no database');
};

describe('the waits', () => {
  test.each([
    { attempt: 1, random: 0, want: 500 },
    { attempt: 1, random: 1, want: 1000 },
    { attempt: 4, random: 1, want: 8000 },
    { attempt: 12, random: 1, want: 2_048_000 },
    { attempt: 13, random: 1, want: 3_600_000 },
    { attempt: 1000, random: 0, want: 1_800_000 },
  ])('after attempt $attempt: $want ms where chance says $random', ({ attempt, random, want }) => {
    expect(waitAfter(attempt, defaultRetry, () => random)).toBe(want);
  });

  test('15 attempts by default, over some three hours', () => {
    const waits = Array.from({ length: defaultRetry.attempts - 1 }, (_, at) => waitAfter(at + 1, defaultRetry, () => 1));
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(3.14, 1);
  });
});

describe('a handler that fails', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test('runs again later, though the clock stands still', async () => {
    const attempts: number[] = [];
    const receiver = shopReceiver({
      retry,
      on: {
        '*': (_, { attempt }) => {
          attempts.push(attempt);
          if (attempt < 3) fail();
        },
      },
    });
    await receiver.fetch(signedRequest());
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(490);
    expect(attempts).toEqual([1]);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'pending', attempts: 1, error: 'Error: no database' }]);
    await vi.advanceTimersByTimeAsync(520);
    expect(attempts).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(6000);
    await drained;
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'done', attempts: 3, error: null }]);
  });

  test('is dead after the last time, told to onDead, while others flow', async () => {
    const dead: unknown[] = [];
    const done: string[] = [];
    const receiver = shopReceiver({
      retry,
      on: { 'order.created': fail, 'order.item.added': (_, { id }) => void done.push(id) },
      onDead: ({ id, attempt }, error) => void dead.push([id, attempt, String(error)]),
    });
    await receiver.fetch(signedRequest());
    await receiver.fetch(signedRequest({ id: 'msg_2', body: added }));
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(10);
    expect(done).toEqual(['msg_2']);
    await vi.advanceTimersByTimeAsync(10_000);
    await drained;
    expect(dead).toEqual([['msg_1', 3, 'Error: no database']]);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'dead', attempts: 3, error: 'Error: no database' }, { state: 'done' }]);
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    expect(await states(receiver)).toEqual(['dead', 'done']);
  });

  test.each([
    { name: 'nothing', thrown: undefined, want: 'undefined' },
    { name: 'what is no text', thrown: Object.create(null), want: 'an error that cannot be described' },
    { name: 'what no database keeps', thrown: new Error('\u0000\ud800'), want: 'Error: \ufffd\ufffd' },
    { name: 'a novel', thrown: new Error('x'.repeat(1_000_000)), want: `Error: ${'x'.repeat(1993)}` },
  ])('may throw $name', async ({ thrown, want }) => {
    const receiver = shopReceiver({
      retry,
      on: {
        '*': () => {
          throw thrown;
        },
      },
      onDead: () => {},
    });
    await receiver.fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'dead', attempts: 3, error: want }]);
  });

  test('is told on the console without onDead, and so is an onDead that fails', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const onDead of [undefined, fail]) {
      const receiver = shopReceiver({ retry, on: { '*': fail }, ...(onDead && { onDead }) });
      await receiver.fetch(signedRequest());
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await states(receiver)).toEqual(['dead']);
    }
    expect(error).toHaveBeenCalledTimes(2);
  });

  test.each(['onUnknown', 'onInvalid'])('%s fails like a handler', async (name) => {
    const dead: string[] = [];
    const receiver = shopReceiver({ retry, [name]: fail, onDead: ({ id }) => void dead.push(id) });
    await receiver.fetch(signedRequest({ body: name === 'onUnknown' ? '{}' : 'x' }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(dead).toEqual(['msg_1']);
  });

  test('close waits for what runs and leaves the rest pending', async () => {
    const ended: string[] = [];
    const receiver = shopReceiver({
      retry,
      on: {
        'order.created': fail,
        'order.item.added': async () => {
          await new Promise((resolve) => setTimeout(resolve, 500));
          ended.push('added');
        },
      },
    });
    await receiver.fetch(signedRequest());
    await receiver.fetch(signedRequest({ id: 'msg_2', body: added }));
    await vi.advanceTimersByTimeAsync(10);
    const closed = receiver.close();
    await vi.advanceTimersByTimeAsync(600);
    await closed;
    expect(ended).toEqual(['added']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await states(receiver)).toEqual(['pending', 'done']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not stranded by a clock that goes back ten minutes, or forward', async () => {
    for (const shift of [-600_000, 600_000]) {
      let runs = 0;
      const receiver = shopReceiver({
        retry,
        on: {
          '*': () => {
            runs += 1;
            if (runs === 1) fail();
          },
        },
      });
      await receiver.fetch(signedRequest());
      await vi.advanceTimersByTimeAsync(10);
      vi.setSystemTime(Date.now() + shift);
      await vi.advanceTimersByTimeAsync(1100);
      expect(runs).toBe(2);
      expect(await states(receiver)).toEqual(['done']);
    }
  });

  test('and takes the process with it each time is dead without another run', async () => {
    const inbox = memoryInbox({ leaseMs: 1000 });
    const dead: string[] = [];
    const stored = shopReceiver({ inbox, work: false });
    await stored.fetch(signedRequest());
    for (let round = 0; round < retry.attempts; round++) {
      expect((await inbox.claim({ provider: 'shop', limit: 1, limits: {} })).leases).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
    }
    const runs: number[] = [];
    const on = { '*': () => void runs.push(1) };
    const onDead = (_: unknown, error: unknown) => void dead.push(String(error));
    await shopReceiver({ inbox, retry, on, onDead, handlerTimeoutMs: 100 }).drain();
    expect(runs).toEqual([]);
    expect(dead).toEqual(['Error: the process ended, or lost its lease, in the last of 3 attempts']);
    expect(await states(stored)).toEqual(['dead']);
  });
});

describe('a handler that takes too long', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('has failed when its time is up, is told so, and holds up no one else', async () => {
    const aborted: unknown[] = [];
    const receiver = shopReceiver({
      handlerTimeoutMs: 1000,
      retry: { attempts: 1 },
      concurrency: 1,
      onDead: () => {},
      on: {
        'order.created': (_, { signal }) => {
          signal.addEventListener('abort', () => aborted.push(signal.reason));
          return new Promise(() => {});
        },
      },
    });
    await receiver.fetch(signedRequest());
    await receiver.fetch(signedRequest({ id: 'msg_2', body: added }));
    const drained = receiver.drain();
    await vi.advanceTimersByTimeAsync(990);
    expect(await states(receiver)).toEqual(['pending', 'pending']);
    await vi.advanceTimersByTimeAsync(20);
    await drained;
    expect(String(aborted)).toBe('TimeLimitError: the handler of order.created took longer than 1000 ms');
    expect(await entriesOf(receiver)).toMatchObject([
      { state: 'dead', error: 'TimeLimitError: the handler of order.created took longer than 1000 ms' },
      { state: 'done' },
    ]);
  });
});

test('an inbox that cannot be read fails drain, and is tried again', async () => {
  vi.useFakeTimers();
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const inbox = memoryInbox();
  let broken = true;
  let runs = 0;
  const claim: typeof inbox.claim = (...given) => (broken ? Promise.reject(new Error('gone')) : inbox.claim(...given));
  const receiver = shopReceiver({ inbox: { ...inbox, claim }, on: { '*': () => void runs++ } });
  expect((await receiver.fetch(signedRequest())).status).toBe(202);
  await expect(receiver.drain()).rejects.toThrow('gone');
  expect(error).toHaveBeenCalled();
  broken = false;
  await vi.advanceTimersByTimeAsync(1000);
  await receiver.drain();
  expect(runs).toBe(1);
  vi.useRealTimers();
  vi.restoreAllMocks();
});
