import { describe, expect, test } from 'vitest';
import { type Arrival, type Inbox, memoryInbox } from '../../runtime/src/index.js';

const day = 86_400_000;
const arrival = (id: string, body = 'x', provider = 'shop'): Arrival => ({
  provider,
  id,
  event: 'order.created',
  body: Uint8Array.from(Buffer.from(body)),
  headers: [],
  receivedAt: 0,
  orderingKey: null,
});

async function ids(inbox: Inbox): Promise<string[]> {
  const seen = [];
  for await (const { id } of inbox.entries()) seen.push(id);
  return seen;
}

async function finish(inbox: Inbox): Promise<void> {
  const { leases } = await inbox.claim({ provider: 'shop', limit: 100, limits: {} });
  for (const lease of leases) await inbox.settle(lease, { state: 'done' });
}

test('ids that look alike joined are apart', async () => {
  const inbox = memoryInbox();
  expect(await inbox.store(arrival('b"]', 'x', 'a'))).toBe('stored');
  expect(await inbox.store(arrival(']', 'x', 'a["b"'))).toBe('stored');
});

describe('what is kept', () => {
  test('ids for 30 days', async () => {
    let now = 0;
    const inbox = memoryInbox({ now: () => now });
    await inbox.store(arrival('a'));
    await finish(inbox);
    now = 30 * day;
    expect(await inbox.store(arrival('a'))).toBe('duplicate');
    now += 1;
    expect(await inbox.store(arrival('a'))).toBe('stored');
  });

  test('what waits for its handlers or is dead, however long', async () => {
    let now = 0;
    const inbox = memoryInbox({ retentionMs: 10, now: () => now });
    for (const id of ['a', 'b', 'c']) await inbox.store(arrival(id));
    const { leases } = await inbox.claim({ provider: 'shop', limit: 2, limits: {} });
    for (const [at, lease] of leases.entries()) await inbox.settle(lease, at === 0 ? { state: 'done' } : { state: 'dead', error: 'e' });
    now = day;
    await inbox.store(arrival('d'));
    expect(await ids(inbox)).toEqual(['b', 'c', 'd']);
  });

  test('an id is not forgotten to make room for other bytes under it', async () => {
    const inbox = memoryInbox({ maxBytes: 2000 });
    await inbox.store(arrival('a', 'x'.repeat(1000)));
    await finish(inbox);
    await expect(inbox.store(arrival('a', 'y'.repeat(1000)))).rejects.toThrow('full');
    expect(await ids(inbox)).toEqual(['a']);
  });

  test('no more than maxBytes: the oldest settled go first, then nothing more is taken', async () => {
    const inbox = memoryInbox({ maxBytes: 4000 });
    const large = 'x'.repeat(1000);
    for (const id of ['a', 'b']) await inbox.store(arrival(id, large));
    await finish(inbox);
    await inbox.store(arrival('c', large));
    expect(await ids(inbox)).toEqual(['b', 'c']);
    await inbox.store(arrival('d', large));
    expect(await ids(inbox)).toEqual(['c', 'd']);
    await expect(inbox.store(arrival('e', large))).rejects.toThrow('full');
    expect(await inbox.store(arrival('d', large))).toBe('duplicate');
    await finish(inbox);
    expect(await inbox.store(arrival('e', large))).toBe('stored');
  });
});

describe('a backlog', () => {
  test('is claimed without a look at all of it', async () => {
    let looks = 0;
    const inbox = memoryInbox({ now: () => ++looks });
    for (let at = 0; at < 1000; at++) await inbox.store(arrival(String(at)));
    looks = 0;
    expect((await inbox.claim({ provider: 'shop', limit: 2, limits: {} })).waitMs).toBe(0);
    expect(looks).toBeLessThan(100);
  });

  test('counts its headers', async () => {
    const inbox = memoryInbox({ maxBytes: 10_000 });
    const large = (id: string): Arrival => ({ ...arrival(id), headers: [['x-large', 'x'.repeat(4000)]] });
    await inbox.store(large('a'));
    await inbox.store(large('b'));
    await expect(inbox.store(large('c'))).rejects.toThrow('full');
  });
});

test('an id whose delivery was pruned is new again, though a conflict with it is kept', async () => {
  let now = 0;
  const inbox = memoryInbox({ now: () => now });
  await inbox.store(arrival('a', 'x'));
  await finish(inbox);
  now = day;
  expect(await inbox.store(arrival('a', 'y'))).toBe('conflict');
  expect(await inbox.prune(day / 2)).toBe(1);
  expect(await inbox.store(arrival('a', 'x'))).toBe('stored');
  expect(await inbox.store(arrival('a', 'y'))).toBe('duplicate');
  expect((await inbox.claim({ provider: 'shop', limit: 9, limits: {} })).leases).toHaveLength(1);
});

test.each([
  { name: 'leaseMs', value: Number.NaN },
  { name: 'leaseMs', value: 0 },
  { name: 'maxBytes', value: Number.NaN },
  { name: 'retentionMs', value: -1 },
])('$name of $value is an error that says so', ({ name, value }) => {
  expect(() => memoryInbox({ [name]: value })).toThrow(`memoryInbox: ${name} must be a number from`);
});
