import { describe, expect, test as testAlone } from 'vitest';
import { type EntryState, entryStates, type Inbox } from '../../runtime/src/inbox/inbox.js';
import { leaseMs, type OpenInbox, retentionMs } from './opened-inbox.js';
import { arrival, bytesOf, claim, claimIds, claimOne, finishAll, list, listIds, storeAll, testWith } from './sample.js';

/** One delivery in each state, whose id and event are its state's name. */
async function fill(inbox: Inbox): Promise<void> {
  for (const state of entryStates) {
    const named = state === 'conflict' ? 'done' : state;
    const body = bytesOf(state === 'conflict' ? 'other' : state);
    await inbox.store(arrival(named, { event: state, body, receivedAt: entryStates.indexOf(state) }));
    if (state === 'conflict') continue;
    const { leases } = await claim(inbox, 9, { pending: 0 });
    for (const lease of leases) if (state !== 'pending') await inbox.settle(lease, state === 'done' ? { state } : { state, error: state });
  }
}

export function describeKept(open: OpenInbox): void {
  const test = testWith(open);
  const events = async (inbox: Inbox) => (await list(inbox)).map(({ event }) => event);

  describe('entries', () => {
    test('are all, in the order they were stored', async ({ inbox }) => {
      await fill(inbox);
      expect((await list(inbox)).map(({ event, state }) => [event, state])).toEqual(entryStates.map((state) => [state, state]));
      expect(await list(inbox, {})).toEqual(await list(inbox));
    });

    test('are those that a filter fits', async ({ inbox }) => {
      await fill(inbox);
      await storeAll(inbox, arrival('dead', { provider: 'else', event: 'dead' }));
      for (const state of entryStates.slice(1)) expect((await list(inbox, { state })).map(({ event }) => event)).toEqual([state]);
      const [done, conflict] = await list(inbox, { id: 'done' });
      expect([done?.event, conflict?.event]).toEqual(['done', 'conflict']);
      for (const one of [done, conflict]) expect(one && (await list(inbox, { key: one.key }))).toEqual([one]);
      expect((await list(inbox, { provider: 'else' })).map(({ id }) => id)).toEqual(['dead']);
      expect((await list(inbox, { event: 'dead' })).map(({ provider }) => provider)).toEqual(['shop', 'else']);
      expect((await list(inbox, { provider: 'else', event: 'dead', state: 'dead' })).map(({ id }) => id)).toEqual([]);
      for (const key of ['', '0', 'x', `${done?.key}.0`, ` ${done?.key}`, '9'.repeat(30)]) expect(await list(inbox, { key })).toEqual([]);
    });

    test('say until when what is pending waits, for a retry or for its lease to end', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const dueAt = async () => (await list(inbox))[0]?.dueAt ?? null;
      const stored = (await dueAt()) ?? Number.NaN;
      const lease = await claimOne(inbox);
      expect(((await dueAt()) ?? 0) - stored).toBeGreaterThanOrEqual(leaseMs);
      await inbox.settle(lease, { state: 'pending', error: 'e', retryInMs: 20_000 });
      const waits = ((await dueAt()) ?? 0) - stored;
      expect(waits).toBeGreaterThanOrEqual(20_000);
      expect(waits).toBeLessThan(leaseMs);
    });

    test('have nothing to wait for once they are settled', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      await finishAll(inbox);
      expect((await list(inbox)).map(({ dueAt }) => dueAt)).toEqual([null]);
    });

    test('of more than a page come in order, while others are stored and settled', async ({ inbox }) => {
      await Promise.all(Array.from({ length: 250 }, (_, at) => inbox.store(arrival(`id ${at}`))));
      const seen = new Set<string>();
      for await (const { id } of inbox.entries()) {
        if (seen.size === 0) await finishAll(inbox);
        if (seen.size === 1) await storeAll(inbox, 'late');
        seen.add(id);
      }
      expect([...seen].filter((id) => id !== 'late')).toEqual((await listIds(inbox)).filter((id) => id !== 'late'));
    });

    test('may be left before their end', async ({ inbox }) => {
      await storeAll(inbox, 'a', 'b');
      for await (const { id } of inbox.entries()) {
        expect(id).toBe('a');
        break;
      }
      expect(await inbox.store(arrival('c'))).toBe('stored');
    });
  });

  describe('replay', () => {
    test('makes what was settled pending again, due at once, its attempts forgotten', async ({ inbox }) => {
      await fill(inbox);
      for (const state of ['done', 'unknown', 'invalid', 'dead'] as const) {
        expect(await inbox.replay({ state })).toBe(1);
        expect(await list(inbox, { event: state })).toMatchObject([{ state: 'pending', attempts: 0, error: null }]);
        expect(await claimOneOf(inbox, state)).toMatchObject({ event: state, attempts: 1 });
      }
    });

    async function claimOneOf(inbox: Inbox, event: EntryState) {
      const { leases } = await claim(inbox, 9, { pending: 0 });
      expect(leases.map((lease) => lease.event)).toEqual([event]);
      return leases[0];
    }

    test('never makes a conflict something to claim', async ({ inbox }) => {
      await fill(inbox);
      expect(await inbox.replay({ state: 'conflict' })).toBe(0);
      expect(await inbox.replay({ id: 'done' })).toBe(1);
      expect((await list(inbox, { id: 'done' })).map(({ state }) => state)).toEqual(['pending', 'conflict']);
    });

    test('takes the filter, and leaves what is pending as it is', async ({ inbox }) => {
      await storeAll(inbox, 'a', 'b');
      await finishAll(inbox);
      await storeAll(inbox, 'c', 'd');
      const [c, d] = (await claim(inbox)).leases;
      if (c === undefined || d === undefined) throw new Error('two were stored');
      await inbox.settle(d, { state: 'pending', error: 'e', retryInMs: 50_000 });
      expect(await inbox.replay({ id: 'a' })).toBe(1);
      expect(await inbox.replay({ id: 'nothing' })).toBe(0);
      expect(await inbox.replay({})).toBe(1);
      expect(await claimIds(inbox)).toEqual(['a', 'b']);
      expect(await inbox.settle(c, { state: 'done' })).toBe(true);
      expect(await list(inbox, { id: 'd' })).toMatchObject([{ attempts: 1, error: 'e' }]);
    });
  });

  describe('prune', () => {
    test('forgets what was settled and stored longer ago, and its id', async ({ inbox, advance }) => {
      await fill(inbox);
      await advance(20_000);
      await storeAll(inbox, 'young');
      const { leases } = await claim(inbox, 9, { pending: 0 });
      for (const lease of leases) await inbox.settle(lease, { state: 'done' });
      expect(await inbox.prune(30_000)).toBe(0);
      expect(await inbox.prune(10_000, { state: 'pending' })).toBe(0);
      expect(await inbox.prune(10_000, { state: 'dead' })).toBe(1);
      expect(await inbox.prune(10_000)).toBe(4);
      expect(await listIds(inbox)).toEqual(['pending', 'young']);
      expect(await inbox.store(arrival('dead'))).toBe('stored');
    });

    test('of its own accord takes what is past the retention, but nothing pending or dead', async ({ inbox, advance }) => {
      await fill(inbox);
      await advance(retentionMs - 600_000);
      expect(await inbox.store(arrival('done', { body: bytesOf('done') }))).toBe('duplicate');
      await advance(1_200_000);
      await storeAll(inbox, arrival('young', { event: 'young' }));
      await expect.poll(() => events(inbox), { timeout: 10_000 }).toEqual(['pending', 'dead', 'young']);
      expect(await inbox.store(arrival('done'))).toBe('stored');
    });
  });

  test('a closed inbox does nothing more', async ({ inbox, reopen }) => {
    if (reopen === null) return;
    await storeAll(inbox, 'a');
    const lease = await claimOne(inbox);
    await Promise.all([inbox.close(), inbox.close()]);
    await expect(inbox.store(arrival('b'))).rejects.toThrow('closed');
    await expect(claim(inbox)).rejects.toThrow('closed');
    await expect(inbox.settle(lease, { state: 'done' })).rejects.toThrow('closed');
    await expect(list(inbox)).rejects.toThrow('closed');
    await expect(inbox.replay({})).rejects.toThrow('closed');
    await expect(inbox.prune(0)).rejects.toThrow('closed');
  });

  testAlone('an inbox that is opened again has all that was kept', async ({ skip }) => {
    const { inbox, reopen, advance, discard } = await open();
    try {
      if (reopen === null) return skip('it ends with its process');
      await fill(inbox);
      await storeAll(inbox, arrival('leased', { orderingKey: 'k' }), arrival('later', { orderingKey: 'k' }));
      const [lease] = (await claim(inbox, 9, { pending: 0 })).leases;
      const before = await list(inbox);
      const again = await reopen();
      expect(await list(again)).toEqual(before);
      expect(await again.store(arrival('done'))).toBe('duplicate');
      expect(await claimIds(again, 9, { pending: 0 })).toEqual([]);
      await advance(leaseMs);
      expect(await claimIds(again, 9, { pending: 0 })).toEqual(['leased']);
      expect(lease && (await again.settle(lease, { state: 'done' }))).toBe(false);
    } finally {
      await discard();
    }
  });
}
