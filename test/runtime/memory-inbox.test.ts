import { describe, expect, test } from 'vitest';
import { type Arrival, type Inbox, memoryInbox } from '../../runtime/src/index.js';

const day = 86_400_000;
const arrival = (id: string, body = 'x', receivedAt = 0, provider = 'shop'): Arrival => ({
  provider,
  id,
  event: 'order.created',
  body: Uint8Array.from(Buffer.from(body)),
  headers: [],
  receivedAt,
});

async function ids(inbox: Inbox): Promise<string[]> {
  const seen = [];
  for await (const { id } of inbox.entries()) seen.push(id);
  return seen;
}

async function finish(inbox: Inbox, now: number): Promise<void> {
  for (const lease of await inbox.claim('shop', now, 100)) await inbox.settle(lease, { state: 'done' });
}

describe('store', () => {
  test('one of many at once is stored', async () => {
    const inbox = memoryInbox();
    const results = await Promise.all([...Array(5).fill('x'), 'y', 'y'].map((body) => inbox.store(arrival('a', body))));
    expect(results).toEqual(['stored', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'conflict', 'duplicate']);
  });

  test('ids that look alike joined are apart', async () => {
    const inbox = memoryInbox();
    expect(await inbox.store(arrival('b"]', 'x', 0, 'a'))).toBe('stored');
    expect(await inbox.store(arrival(']', 'x', 0, 'a["b"'))).toBe('stored');
  });

  test('later changes to the bytes change nothing', async () => {
    const inbox = memoryInbox();
    const given = arrival('a');
    await inbox.store(given);
    given.body.fill(0);
    expect(await inbox.store(arrival('a'))).toBe('duplicate');
  });
});

describe('claim and settle', () => {
  test('a delivery is leased once, to its provider, oldest first, never a conflict', async () => {
    const inbox = memoryInbox();
    for (const id of ['a', 'b', 'c']) await inbox.store(arrival(id));
    await inbox.store(arrival('a', 'other'));
    await inbox.store(arrival('d', 'x', 0, 'else'));
    expect((await inbox.claim('shop', 0, 2)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await inbox.claim('shop', 0, 2)).map(({ id }) => id)).toEqual(['c']);
    expect(await inbox.claim('shop', 0, 2)).toEqual([]);
  });

  test('a retry is leased when it is due, with another token', async () => {
    const inbox = memoryInbox();
    await inbox.store(arrival('a'));
    const [first] = await inbox.claim('shop', 0, 1);
    if (first === undefined) throw new Error('nothing to claim');
    expect(await inbox.settle(first, { state: 'pending', error: 'e', retryAt: 10 })).toBe(true);
    expect(await inbox.claim('shop', 9, 1)).toEqual([]);
    const [second] = await inbox.claim('shop', 10, 1);
    expect(second).toMatchObject({ id: 'a', attempts: 2 });
    expect(await inbox.settle(first, { state: 'done' })).toBe(false);
    expect(second && (await inbox.settle(second, { state: 'dead', error: 'e' }))).toBe(true);
    expect(second && (await inbox.settle(second, { state: 'done' }))).toBe(false);
    expect(await inbox.claim('shop', day, 1)).toEqual([]);
  });
});

describe('what is kept', () => {
  test('ids for 30 days', async () => {
    const inbox = memoryInbox();
    await inbox.store(arrival('a'));
    await finish(inbox, 0);
    expect(await inbox.store(arrival('a', 'x', 30 * day))).toBe('duplicate');
    expect(await inbox.store(arrival('a', 'x', 30 * day + 1))).toBe('stored');
  });

  test('what waits for its handlers, however long', async () => {
    const inbox = memoryInbox({ retentionMs: 10 });
    for (const id of ['a', 'b']) await inbox.store(arrival(id));
    const [lease] = await inbox.claim('shop', 0, 1);
    if (lease !== undefined) await inbox.settle(lease, { state: 'done' });
    await inbox.store(arrival('c', 'x', day));
    expect(await ids(inbox)).toEqual(['b', 'c']);
  });

  test('an id is not forgotten to make room for other bytes under it', async () => {
    const inbox = memoryInbox({ maxBytes: 2000 });
    await inbox.store(arrival('a', 'x'.repeat(1000)));
    await finish(inbox, 0);
    await expect(inbox.store(arrival('a', 'y'.repeat(1000)))).rejects.toThrow('full');
    expect(await ids(inbox)).toEqual(['a']);
  });

  test('no more than maxBytes: the oldest settled go first, then nothing more is taken', async () => {
    const inbox = memoryInbox({ maxBytes: 4000 });
    const large = 'x'.repeat(1000);
    for (const id of ['a', 'b']) await inbox.store(arrival(id, large));
    await finish(inbox, 0);
    await inbox.store(arrival('c', large));
    expect(await ids(inbox)).toEqual(['b', 'c']);
    await inbox.store(arrival('d', large));
    expect(await ids(inbox)).toEqual(['c', 'd']);
    await expect(inbox.store(arrival('e', large))).rejects.toThrow('full');
    expect(await inbox.store(arrival('d', large))).toBe('duplicate');
    await finish(inbox, 0);
    expect(await inbox.store(arrival('e', large))).toBe('stored');
  });
});
