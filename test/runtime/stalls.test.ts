import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Inbox, memoryInbox } from '../../runtime/src/index.js';
import { eventually } from '../eventually.js';
import { entriesOf, order, shopReceiver, signedRequest } from './sample-receiver.js';

const added = '{"type":"order.item.added","id":"o1"}';
const day = 86_400_000;
const refuse = () => {
  throw new Error('refused');
};
const never = () => new Promise<never>(() => {});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is due later is run then', () => {
  test('while a delivery of an event without room is due', async () => {
    const ran: string[] = [];
    const receiver = shopReceiver({
      concurrency: { 'order.created': 1 },
      retry: { minMs: 1000 },
      on: {
        'order.created': () => new Promise((resolve) => setTimeout(resolve, 25_000)),
        'order.item.added': (_, { attempt }) => {
          ran.push(`attempt ${attempt}`);
          if (attempt === 1) throw new Error('not yet');
        },
      },
    });
    for (const [at, body] of [order, order, added].entries()) await receiver.fetch(signedRequest({ id: `msg_${at}`, body }));
    await vi.advanceTimersByTimeAsync(3000);
    expect(ran).toEqual(['attempt 1', 'attempt 2']);
  });

  test('also where that is past what a timer can hold', async () => {
    const attempts: number[] = [];
    const receiver = shopReceiver({
      retry: { minMs: 30 * day },
      on: {
        '*': (_, { attempt }) => {
          attempts.push(attempt);
          if (attempt === 1) throw new Error('not yet');
        },
      },
    });
    vi.spyOn(Math, 'random').mockReturnValue(1);
    await receiver.fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(31 * day);
    expect(attempts).toEqual([1, 2]);
  });
});

describe('an inbox that hangs', () => {
  const hangingOnce = (method: 'claim' | 'settle'): Inbox => {
    const inbox = memoryInbox({ leaseMs: 120_000 });
    let hangs = true;
    const once = (...given: never[]) => {
      if (!hangs) return Reflect.apply(inbox[method], inbox, given);
      hangs = false;
      return never();
    };
    return { ...inbox, [method]: once };
  };

  test.each(['claim', 'settle'] as const)('in a %s is given up with the lease, and worked off', async (method) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const inbox = hangingOnce(method);
    const receiver = shopReceiver({ inbox, concurrency: 1, on: {} });
    await receiver.fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(122_000);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'done' }]);
    expect(String(error.mock.calls[0]?.[1])).toContain('took longer than 120000 ms');
    await receiver.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each([
  { name: 'an error that holds itself', thrown: Object.assign(new AggregateError([]), { errors: [] as unknown[] }) },
  { name: 'an error whose errors are no list', thrown: Object.assign(new AggregateError([]), { errors: null }) },
  { name: 'what has no prototype', thrown: Object.create(null) },
  { name: 'what may not be asked', thrown: new Proxy({}, { getPrototypeOf: refuse }) },
])('$name fails its attempt as any other', async ({ thrown }) => {
  if (Array.isArray(thrown?.errors)) thrown.errors.push(thrown);
  const onDead = vi.fn();
  const receiver = shopReceiver({ onDead, retry: { attempts: 1 }, on: { '*': () => Promise.reject(thrown) } });
  await receiver.fetch(signedRequest());
  await eventually(() => expect(onDead).toHaveBeenCalledOnce());
  await receiver.drain();
  expect(await entriesOf(receiver)).toMatchObject([{ state: 'dead' }]);
});
