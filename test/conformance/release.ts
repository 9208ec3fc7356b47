import { describe, expect } from 'vitest';
import { leaseMs, type OpenInbox } from './opened-inbox.js';
import { arrival, claim, claimIds, claimOne, list, storeAll, testWith } from './sample.js';

export function describeReleasing(open: OpenInbox): void {
  const test = testWith(open);

  describe('release', () => {
    test('makes deliveries due at once, in their old turn, and does not count the attempt', async ({ inbox }) => {
      await storeAll(inbox, 'a', 'b', 'c');
      const { leases } = await claim(inbox);
      await storeAll(inbox, 'd');
      await inbox.release(leases.slice(1));
      expect((await list(inbox)).map(({ id, state, attempts, error }) => ({ id, state, attempts, error }))).toEqual([
        { id: 'a', state: 'pending', attempts: 1, error: null },
        { id: 'b', state: 'pending', attempts: 0, error: null },
        { id: 'c', state: 'pending', attempts: 0, error: null },
        { id: 'd', state: 'pending', attempts: 0, error: null },
      ]);
      expect(await claimIds(inbox)).toEqual(['b', 'c', 'd']);
    });

    test('keeps the attempts and the error of before', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      await inbox.settle(await claimOne(inbox), { state: 'pending', error: 'e', retryInMs: 0 });
      await inbox.release([await claimOne(inbox)]);
      expect(await list(inbox)).toMatchObject([{ state: 'pending', attempts: 1, error: 'e' }]);
      expect(await claimOne(inbox)).toMatchObject({ attempts: 2 });
    });

    test('ends the lease: it can neither be settled nor released again', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const lease = await claimOne(inbox);
      await inbox.release([lease]);
      expect(await inbox.settle(lease, { state: 'done' })).toBe(false);
      await inbox.release([lease]);
      expect(await list(inbox)).toMatchObject([{ state: 'pending', attempts: 0 }]);
      const again = await claimOne(inbox);
      await inbox.release([lease]);
      expect((await claim(inbox)).leases).toEqual([]);
      expect(await inbox.settle(again, { state: 'done' })).toBe(true);
    });

    test('passes over leases that were settled, or ran out and were claimed again', async ({ inbox, advance }) => {
      await storeAll(inbox, 'a', 'b');
      const { leases } = await claim(inbox);
      const [settled, lost] = leases;
      if (settled === undefined || lost === undefined) throw new Error('two were stored');
      await inbox.settle(settled, { state: 'dead', error: 'e' });
      await advance(leaseMs);
      await claimOne(inbox);
      await inbox.release(leases);
      expect(await list(inbox)).toMatchObject([
        { id: 'a', state: 'dead', attempts: 1 },
        { id: 'b', state: 'pending', attempts: 2 },
      ]);
      expect((await claim(inbox)).leases).toEqual([]);
    });

    test('of one ordering key gives back the oldest, and those behind it still wait', async ({ inbox }) => {
      await storeAll(inbox, ...['a', 'b'].map((id) => arrival(id, { orderingKey: 'k' })));
      await inbox.release([await claimOne(inbox)]);
      expect(await claimIds(inbox)).toEqual(['a']);
    });

    test('of none does nothing', async ({ inbox }) => {
      await inbox.release([]);
      expect(await list(inbox)).toEqual([]);
    });
  });
}
