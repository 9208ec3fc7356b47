import { describe, expect } from 'vitest';
import type { Outcome } from '../../runtime/src/inbox/inbox.js';
import { leaseMs, type OpenInbox } from './opened-inbox.js';
import { arrival, claim, claimOne, list, storeAll, testWith } from './sample.js';

export function describeSettling(open: OpenInbox): void {
  const test = testWith(open);
  const outcomes: Outcome[] = [
    { state: 'done' },
    { state: 'unknown', error: 'no handler' },
    { state: 'invalid', error: '/total must be number' },
    { state: 'dead', error: 'the handler failed' },
    { state: 'pending', error: 'the handler failed', retryInMs: 5_000 },
  ];

  describe('settle', () => {
    for (const outcome of outcomes) {
      test(`ends a lease as ${outcome.state}, once`, async ({ inbox }) => {
        await storeAll(inbox, 'a');
        const lease = await claimOne(inbox);
        expect(await inbox.settle(lease, outcome)).toBe(true);
        const [entry] = await list(inbox);
        expect(entry).toMatchObject({
          key: lease.key,
          state: outcome.state,
          attempts: 1,
          error: outcome.state === 'done' ? null : outcome.error,
        });
        for (const late of outcomes) expect(await inbox.settle(lease, late)).toBe(false);
        expect(await list(inbox)).toEqual([entry]);
        const { leases, waitMs } = await claim(inbox);
        expect(leases).toEqual([]);
        expect(waitMs === null).toBe(outcome.state !== 'pending');
      });
    }

    test('forgets the error of an earlier attempt once it is done', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      await inbox.settle(await claimOne(inbox), { state: 'pending', error: 'e', retryInMs: 0 });
      expect(await list(inbox)).toMatchObject([{ state: 'pending', error: 'e' }]);
      await inbox.settle(await claimOne(inbox), { state: 'done' });
      expect(await list(inbox)).toMatchObject([{ state: 'done', error: null, attempts: 2 }]);
    });

    test('still holds where the lease has run out and no one else claimed it', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a');
      const lease = await claimOne(inbox);
      await advance(leaseMs * 2);
      expect(await inbox.settle(lease, { state: 'done' })).toBe(true);
      expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
    });

    for (const outcome of outcomes) {
      test(`says false to a late ${outcome.state} of a lease that was claimed again, and changes nothing`, async ({ inbox, advance }) => {
        await storeAll(inbox, 'a');
        const lost = await claimOne(inbox);
        await advance(leaseMs);
        const held = await claimOne(inbox);
        const before = await list(inbox);
        expect(await inbox.settle(lost, outcome)).toBe(false);
        expect(await list(inbox)).toEqual(before);
        expect((await claim(inbox)).leases).toEqual([]);
        expect(await inbox.settle(held, { state: 'dead', error: 'e' })).toBe(true);
        expect(await inbox.settle(lost, outcome)).toBe(false);
        expect(await list(inbox)).toMatchObject([{ state: 'dead', error: 'e', attempts: 2 }]);
      });
    }

    test('says true to one of many that settle a lease at once', async ({ inbox }) => {
      await storeAll(inbox, 'a', 'b');
      const [lease] = (await claim(inbox)).leases;
      if (lease === undefined) throw new Error('two were stored');
      const results = await Promise.all(Array.from({ length: 10 }, () => inbox.settle(lease, { state: 'done' })));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await list(inbox)).toMatchObject([{ state: 'done' }, { state: 'pending' }]);
    });

    test('says false to a lease from before a replay', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const lease = await claimOne(inbox);
      await inbox.settle(lease, { state: 'done' });
      await inbox.replay({});
      expect(await inbox.settle(lease, { state: 'done' })).toBe(false);
      expect((await claimOne(inbox)).attempts).toBe(1);
      expect(await inbox.settle(lease, { state: 'done' })).toBe(false);
    });

    test('says false to a lease of what was pruned, also where its id came again', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a');
      const lease = await claimOne(inbox);
      await inbox.settle(lease, { state: 'done' });
      await advance(10_000);
      expect(await inbox.prune(5_000)).toBe(1);
      expect(await inbox.store(arrival('a'))).toBe('stored');
      await claimOne(inbox);
      expect(await inbox.settle(lease, { state: 'done' })).toBe(false);
      expect(await list(inbox)).toMatchObject([{ state: 'pending', attempts: 1 }]);
    });
  });
}
