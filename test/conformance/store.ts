import { describe, expect } from 'vitest';
import { maxConflicts, TooManyConflictsError } from '../../runtime/src/inbox/inbox.js';
import type { OpenInbox } from './opened-inbox.js';
import { arrival, bytesOf, claim, claimIds, claimOne, finishAll, list, listIds, storeAll, testWith } from './sample.js';

export function describeStore(open: OpenInbox): void {
  const test = testWith(open);

  describe('store', () => {
    test('keeps one of fifty that arrive at once', async ({ inbox }) => {
      const results = await Promise.all(Array.from({ length: 50 }, () => inbox.store(arrival('a'))));
      expect(results.filter((result) => result === 'stored')).toHaveLength(1);
      expect(results.filter((result) => result === 'duplicate')).toHaveLength(49);
      expect(await listIds(inbox)).toEqual(['a']);
    });

    test('keeps one conflict of many that arrive at once with two bodies', async ({ inbox }) => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, at) => inbox.store(arrival('a', { body: bytesOf(at % 2 ? 'x' : 'y') }))),
      );
      expect(results.filter((result) => result === 'stored')).toHaveLength(1);
      expect(results.filter((result) => result === 'conflict')).toHaveLength(1);
      expect((await list(inbox)).map(({ state }) => state)).toEqual(['pending', 'conflict']);
    });

    test('drops the same bytes again, whatever else has changed, in any state', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const again = arrival('a', { event: 'else', headers: [], receivedAt: 9, orderingKey: 'k' });
      expect(await inbox.store(again)).toBe('duplicate');
      const lease = await claimOne(inbox);
      expect(await inbox.store(again)).toBe('duplicate');
      await inbox.settle(lease, { state: 'dead', error: 'e' });
      expect(await inbox.store(again)).toBe('duplicate');
      expect(await list(inbox)).toMatchObject([{ event: 'order.created', receivedAt: 1_000 }]);
    });

    test('takes ids of other providers, and ids that look alike, as others', async ({ inbox }) => {
      const ids: [provider: string, id: string][] = [
        ['shop', 'a'],
        ['else', 'a'],
        ['shop', 'A'],
        ['shop', 'a '],
        ['shop', 'a\u0301'],
        ['shop', 'á'],
        ['a', 'b"]'],
        ['a["b"', ']'],
        ['shop', '1'],
        ['shop', '01'],
        ['shop', '1.0'],
      ];
      for (const [provider, id] of ids) expect(await inbox.store(arrival(id, { provider, body: bytesOf('same') }))).toBe('stored');
    });

    test('keeps other bytes under a known id as a conflict that is never claimed', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const other = arrival('a', { body: bytesOf('other'), event: 'order.paid' });
      expect(await inbox.store(other)).toBe('conflict');
      expect(await inbox.store(other)).toBe('duplicate');
      expect(await inbox.store(arrival('a'))).toBe('duplicate');
      expect(await list(inbox)).toMatchObject([
        { id: 'a', state: 'pending', error: null },
        { id: 'a', state: 'conflict', event: 'order.paid', body: bytesOf('other'), attempts: 0, error: expect.stringMatching(/./) },
      ]);
      expect(new Set((await list(inbox)).map(({ key }) => key)).size).toBe(2);
      expect((await claim(inbox)).leases.map(({ body }) => body)).toEqual([bytesOf('a')]);
      expect(await claimIds(inbox)).toEqual([]);
    });

    test('keeps a conflict also of a delivery that is settled', async ({ inbox }) => {
      await storeAll(inbox, 'a');
      await finishAll(inbox);
      expect(await inbox.store(arrival('a', { body: bytesOf('other') }))).toBe('conflict');
      expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
    });

    test(`rejects more than ${maxConflicts} conflicts of one id, and keeps taking others`, async ({ inbox }) => {
      await storeAll(inbox, 'a');
      const other = (at: number) => arrival('a', { body: bytesOf(`other ${at}`) });
      for (let at = 0; at < maxConflicts; at++) expect(await inbox.store(other(at))).toBe('conflict');
      const results = await Promise.allSettled([inbox.store(other(maxConflicts)), inbox.store(other(0)), inbox.store(arrival('b'))]);
      expect(
        results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason instanceof TooManyConflictsError)),
      ).toEqual([true, 'duplicate', 'stored']);
      expect(await list(inbox, { state: 'conflict' })).toHaveLength(maxConflicts);
    });
  });

  describe('what is kept', () => {
    const body = Uint8Array.from({ length: 512 }, (_, at) => at % 256);

    test('is every byte, also of a part of a larger buffer', async ({ inbox }) => {
      const larger = Uint8Array.from([7, ...body, 7]);
      await storeAll(
        inbox,
        arrival('a', { body }),
        arrival('b', { body: larger.subarray(1, -1) }),
        arrival('c', { body: new Uint8Array() }),
      );
      const { leases } = await claim(inbox);
      const entries = await list(inbox);
      for (const kept of [leases, entries]) {
        expect(kept.map((one) => Buffer.from(one.body).toString('hex'))).toEqual(
          [body, body, []].map((one) => Buffer.from(one).toString('hex')),
        );
        expect(kept.every((one) => one.body instanceof Uint8Array)).toBe(true);
      }
    });

    test('is no one else’s: what is given and what is handed out may be changed', async ({ inbox }) => {
      // A Buffer, whose slice() shares its bytes.
      const given = Buffer.from(body);
      const storing = inbox.store(arrival('a', { body: given }));
      given.fill(0);
      await storing;
      (await list(inbox))[0]?.body.fill(1);
      const lease = await claimOne(inbox);
      expect(lease.body).toEqual(body);
      lease.body.fill(2);
      expect((await list(inbox))[0]?.body).toEqual(body);
    });

    test('is the arrival as it was', async ({ inbox }) => {
      const headers = [
        ['webhook-id', 'a'],
        ['x-repeated', '1'],
        ['x-repeated', '2'],
        ['x-empty', ''],
        ['x-odd', 'é "\\ \u00ff'],
      ] as const;
      const given = arrival('a', { headers, receivedAt: 1_763_724_000_123, orderingKey: 'order 7', event: null });
      await storeAll(inbox, given);
      const { key, token, attempts, ...kept } = await claimOne(inbox);
      expect(kept).toEqual(given);
      expect([typeof key, typeof token, attempts]).toEqual(['string', 'string', 1]);
      const { orderingKey: _, ...said } = given;
      expect(await list(inbox)).toEqual([{ ...said, key, state: 'pending', attempts: 1, dueAt: expect.any(Number), error: null }]);
    });

    test('is any text, and no two texts are one', async ({ inbox }) => {
      const texts = ['a\0b', 'a', 'a\0', '\ud800', '\udc00', '\ufffd', '\\ud800', '\\\\ud800', '\\', '😀', "' or 1 --", '%', '\n', ''];
      for (const text of texts) {
        const odd = { provider: `p${text}`, event: text, body: bytesOf('same'), headers: [['x', text]] as const, orderingKey: text };
        expect(await inbox.store(arrival(text, odd))).toBe('stored');
      }
      for (const text of texts) {
        const { leases } = await claim(inbox, 9, {}, `p${text}`);
        expect(leases).toMatchObject([{ id: text, event: text, headers: [['x', text]], orderingKey: text }]);
        for (const lease of leases) expect(await inbox.settle(lease, { state: 'dead', error: text })).toBe(true);
        expect(await list(inbox, { provider: `p${text}`, id: text, event: text })).toMatchObject([{ id: text, error: text }]);
      }
    });
  });
}
