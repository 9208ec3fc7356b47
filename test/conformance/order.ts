import { describe, expect } from 'vitest';
import type { Outcome } from '../../runtime/src/inbox/inbox.js';
import { leaseMs, type OpenInbox } from './opened-inbox.js';
import { arrival, claim, claimIds, claimOne, finishAll, listIds, storeAll, testWith } from './sample.js';

export function describeOrder(open: OpenInbox): void {
  const test = testWith(open);
  const keyed = (id: string, orderingKey: string, provider = 'shop') => arrival(id, { orderingKey, provider });
  const ends: Outcome[] = [{ state: 'done' }, ...(['unknown', 'invalid', 'dead'] as const).map((state) => ({ state, error: 'e' }))];

  describe('an ordering key', () => {
    test('lets only its oldest pending delivery be due', async ({ inbox }) => {
      await storeAll(inbox, keyed('k1', 'k'), keyed('k2', 'k'), 'free', keyed('l1', 'l'), keyed('k3', 'k'));
      expect(await claimIds(inbox)).toEqual(['k1', 'free', 'l1']);
      expect(await claimIds(inbox)).toEqual([]);
    });

    test('is its provider’s own', async ({ inbox }) => {
      await storeAll(inbox, keyed('k1', 'k'), keyed('k1', 'k', 'else'));
      expect((await claim(inbox)).leases).toHaveLength(1);
      expect((await claim(inbox, 9, {}, 'else')).leases).toHaveLength(1);
    });

    test('makes its deliveries run one after the other, however they end', async ({ inbox }) => {
      const ids = ends.map(({ state }) => state);
      await storeAll(inbox, ...ids.map((id) => keyed(id, 'k')));
      for (const outcome of ends) {
        const lease = await claimOne(inbox);
        expect(lease.id).toBe(outcome.state);
        expect(await claimIds(inbox)).toEqual([]);
        await inbox.settle(lease, outcome);
      }
      expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
    });

    test('waits for a retry of the oldest, and says for how long', async ({ inbox, advance }) => {
      await storeAll(inbox, keyed('k1', 'k'), keyed('k2', 'k'));
      await inbox.settle(await claimOne(inbox), { state: 'pending', error: 'e', retryInMs: 40_000 });
      const { leases, waitMs } = await claim(inbox);
      expect(leases).toEqual([]);
      expect(waitMs).toBeGreaterThan(30_000);
      await advance(40_000);
      const again = await claimOne(inbox);
      expect(again).toMatchObject({ id: 'k1', attempts: 2 });
      await inbox.settle(again, { state: 'done' });
      expect((await claimOne(inbox)).id).toBe('k2');
    });

    test('waits for a lease that was lost to be claimed again', async ({ inbox, advance }) => {
      await storeAll(inbox, keyed('k1', 'k'), keyed('k2', 'k'));
      await claimOne(inbox);
      await advance(leaseMs);
      expect((await claimOne(inbox)).id).toBe('k1');
    });

    test('holds back nothing for the limit of an event that the oldest is not of', async ({ inbox }) => {
      await storeAll(inbox, arrival('k1', { orderingKey: 'k', event: 'a' }), arrival('k2', { orderingKey: 'k', event: 'b' }), 'free');
      expect(await claimIds(inbox, 9, { a: 0 })).toEqual(['free']);
    });

    test('puts a replayed delivery before younger ones', async ({ inbox }) => {
      await storeAll(inbox, keyed('k1', 'k'), keyed('k2', 'k'), keyed('k3', 'k'));
      await inbox.settle(await claimOne(inbox), { state: 'dead', error: 'e' });
      expect(await inbox.replay({ id: 'k1' })).toBe(1);
      for (const id of ['k1', 'k2', 'k3']) {
        const lease = await claimOne(inbox);
        expect(lease.id).toBe(id);
        await inbox.settle(lease, { state: 'done' });
      }
    });

    test('is not held by a conflict, nor by what was pruned', async ({ inbox, advance }) => {
      await storeAll(inbox, keyed('k1', 'k'), arrival('k1', { orderingKey: 'k', body: new Uint8Array([1]) }), keyed('k2', 'k'));
      await finishAll(inbox);
      await advance(10_000);
      await inbox.prune(5_000, { id: 'k1' });
      expect((await claimOne(inbox)).id).toBe('k2');
      expect(await listIds(inbox)).toEqual(['k2']);
    });
  });
}
