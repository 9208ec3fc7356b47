import { describe, expect } from 'vitest';
import { leaseMs, type OpenInbox } from './opened-inbox.js';
import { arrival, claim, claimIds, claimOne, finishAll, list, storeAll, testWith } from './sample.js';

export function describeClaims(open: OpenInbox): void {
  const test = testWith(open);
  const event = (id: string, name: string | null) => arrival(id, { event: name });

  describe('claim', () => {
    test('leases what is due once, oldest first, to its provider', async ({ inbox }) => {
      await storeAll(inbox, 'c', 'a', 'b', arrival('a', { provider: 'else' }));
      expect(await claimIds(inbox, 2)).toEqual(['c', 'a']);
      expect(await claimIds(inbox, 2)).toEqual(['b']);
      expect(await claimIds(inbox, 2)).toEqual([]);
      expect((await claim(inbox, 2, {}, 'else')).leases).toHaveLength(1);
    });

    test('never leases one delivery to two that ask at once', async ({ inbox }) => {
      const ids = Array.from({ length: 30 }, (_, at) => `id ${at}`);
      await Promise.all(ids.map((id) => inbox.store(arrival(id))));
      const claims = await Promise.all(Array.from({ length: 10 }, () => claim(inbox, 4)));
      const leases = [...claims, await claim(inbox)].flatMap((one) => one.leases);
      expect(leases.map(({ id }) => id).sort()).toEqual(ids.sort());
      expect(new Set(leases.map(({ token }) => token)).size).toBe(30);
    });

    test('takes a limit of none as none', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      expect(await claim(inbox, 0)).toEqual({ leases: [], waitMs: 0 });
    });

    test('takes a limit that is more than there are', async ({ inbox }) => {
      await storeAll(inbox, 'a', 'b');
      expect(await claimIds(inbox, 1_000_000)).toEqual(['a', 'b']);
    });

    test('takes no more of an event than its limit, and goes on to younger ones of others', async ({ inbox }) => {
      await storeAll(
        inbox,
        event('a1', 'a'),
        event('a2', 'a'),
        event('a3', 'a'),
        event('b1', 'b'),
        event('c1', null),
        event('d1', 'constructor'),
      );
      expect(await claimIds(inbox, 4, { a: 2, b: 0 })).toEqual(['a1', 'a2', 'c1', 'd1']);
      expect(await claimIds(inbox, 4, { a: 0, b: 1 })).toEqual(['b1']);
      expect(await claimIds(inbox, 4)).toEqual(['a3']);
    });

    test('finds what is due behind many of an event that may not run', async ({ inbox }) => {
      await Promise.all(Array.from({ length: 300 }, (_, at) => inbox.store(event(`a${at}`, 'a'))));
      await storeAll(inbox, event('b', 'b'));
      expect(await claimIds(inbox, 3, { a: 1 })).toEqual([expect.stringMatching(/^a/), 'b']); // which of them was first is the inbox's to say
      expect(await claimIds(inbox, 3, { a: 0 })).toEqual([]);
    });

    test('gives out again what was not settled in time, and counts that attempt', async ({ inbox, advance }) => {
      expect(inbox.leaseMs).toBe(leaseMs);
      await storeAll(inbox, 'a');
      const first = await claimOne(inbox);
      await advance(leaseMs / 2);
      expect(await claimIds(inbox)).toEqual([]);
      await advance(leaseMs / 2);
      const second = await claimOne(inbox);
      await advance(leaseMs);
      const third = await claimOne(inbox);
      expect([first, second, third].map(({ attempts }) => attempts)).toEqual([1, 2, 3]);
      expect([first, second, third].map(({ key }) => key)).toEqual(Array(3).fill(first.key));
      expect(new Set([first, second, third].map(({ token }) => token)).size).toBe(3);
      expect(await list(inbox)).toMatchObject([{ state: 'pending', attempts: 3 }]);
    });

    test('gives a retry when it is due, and what is older than it first', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a', 'b');
      const [a, b] = (await claim(inbox)).leases;
      if (a === undefined || b === undefined) throw new Error('two were stored');
      await inbox.settle(b, { state: 'pending', error: 'e', retryInMs: 1_000 });
      await inbox.settle(a, { state: 'pending', error: 'e', retryInMs: 20_000 });
      await storeAll(inbox, 'c');
      expect(await claimIds(inbox)).toEqual(['c']);
      await advance(10_000);
      expect(await claimIds(inbox)).toEqual(['b']);
      await advance(10_000);
      expect(await claimIds(inbox)).toEqual(['a']);
    });

    test('gives a retry without a wait at once', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      await inbox.settle(await claimOne(inbox), { state: 'pending', error: 'e', retryInMs: 0 });
      expect(await claimOne(inbox)).toMatchObject({ id: 'a', attempts: 2 });
    });
  });

  describe('waitMs', () => {
    /** Not longer than said, nor much shorter: a database's clock goes on by itself. */
    const about = (given: number | null, ms: number) => {
      expect(given).toBeLessThanOrEqual(ms);
      expect(given).toBeGreaterThan(ms - 9_000);
    };

    test('is null where nothing is pending', async ({ inbox }) => {
      expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
      await storeAll(inbox, 'a', arrival('b', { provider: 'else' }));
      const [lease] = (await claim(inbox)).leases;
      if (lease !== undefined) await inbox.settle(lease, { state: 'done' });
      expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
    });

    test('is 0 where more is due than was taken', async ({ inbox }) => {
      await storeAll(inbox, 'a', event('b', 'b'));
      expect((await claim(inbox, 1)).waitMs).toBe(0);
      expect(await claim(inbox, 1, { b: 0 })).toEqual({ leases: [], waitMs: 0 });
    });

    test('reaches to the end of the first lease, this claim’s included', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a', 'b');
      expect((await claim(inbox, 1)).leases).toHaveLength(1);
      await advance(20_000);
      about((await claim(inbox, 1)).waitMs, leaseMs - 20_000);
      await advance(leaseMs - 20_000);
      about((await claim(inbox, 1)).waitMs, 20_000);
      await finishAll(inbox);
      about((await claim(inbox, 1)).waitMs, 20_000);
    });

    test('reaches to the first retry', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a', 'b');
      for (const lease of (await claim(inbox)).leases) {
        await inbox.settle(lease, { state: 'pending', error: 'e', retryInMs: lease.id === 'a' ? 3_000_000 : 40_000 });
      }
      about((await claim(inbox)).waitMs, 40_000);
      await advance(30_000);
      about((await claim(inbox)).waitMs, 10_000);
      await advance(10_000);
      const { leases, waitMs } = await claim(inbox);
      expect(leases.map(({ id }) => id)).toEqual(['b']);
      about(waitMs, leaseMs);
    });
  });
}
