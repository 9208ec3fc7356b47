import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { arrival, claim, claimIds, claimOne, list, listIds, storeAll } from '../conformance/sample.js';
import { openConnection, openInbox, sqliteFile, watchDriver } from './sqlite-file.js';

const ids = (count: number) => Array.from({ length: count }, (_, at) => `id ${at}`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('group commit', () => {
  test('what arrives together shares a commit, and is acknowledged after it', async () => {
    const seen: string[] = [];
    const { Driver } = watchDriver((sql) => seen.push(sql));
    const inbox = openInbox(sqliteFile(), { driver: Driver });
    seen.length = 0;
    await Promise.all(ids(64).map((id) => inbox.store(arrival(id)).then(() => seen.push(id))));
    expect(seen).toEqual(['BEGIN IMMEDIATE', 'COMMIT', ...ids(64)]);
    seen.length = 0;
    for (const id of ['a', 'b']) await inbox.store(arrival(id));
    expect(seen).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'BEGIN IMMEDIATE', 'COMMIT']);
  });

  test('settlements share it too', async () => {
    let commits = 0;
    const { Driver } = watchDriver((sql) => {
      commits += sql === 'COMMIT' ? 1 : 0;
    });
    const inbox = openInbox(sqliteFile(), { driver: Driver });
    await Promise.all(ids(32).map((id) => inbox.store(arrival(id))));
    const { leases } = await claim(inbox);
    commits = 0;
    await Promise.all([...leases.map((lease) => inbox.settle(lease, { state: 'done' })), inbox.store(arrival('late'))]);
    expect(commits).toBe(1);
    expect(await listIds(inbox, { state: 'done' })).toHaveLength(32);
  });

  test('one that cannot be kept fails no other', async () => {
    const inbox = openInbox(sqliteFile());
    const arrivals = [arrival('a'), arrival('bad', { receivedAt: Number.NaN }), arrival('b'), arrival('a')];
    const results = await Promise.allSettled(arrivals.map((one) => inbox.store(one)));
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'rejected'))).toEqual([
      'stored',
      'rejected',
      'stored',
      'duplicate',
    ]);
    expect(await listIds(inbox)).toEqual(['a', 'b']);
  });

  test('nothing is acknowledged, or kept, where the commit fails', async () => {
    let broken = false;
    const { Driver } = watchDriver((sql) => {
      if (broken && sql === 'COMMIT') throw new Error('disk I/O error');
    });
    const inbox = openInbox(sqliteFile(), { driver: Driver });
    await storeAll(inbox, 'before');
    const lease = await claimOne(inbox);
    broken = true;
    const calls = [
      inbox.store(arrival('a')),
      inbox.store(arrival('b')),
      inbox.settle(lease, { state: 'done' }),
      inbox.replay({}),
      inbox.prune(0),
    ];
    for (const result of await Promise.allSettled(calls))
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'disk I/O error' } });
    broken = false;
    expect(await list(inbox)).toMatchObject([{ id: 'before', state: 'pending' }]);
    expect(await inbox.store(arrival('a'))).toBe('stored');
    expect(await inbox.settle(lease, { state: 'done' })).toBe(true);
  });

  test('a full disk rejects, and there is room again later', async () => {
    const { Driver, connection } = watchDriver(() => undefined);
    const inbox = openInbox(sqliteFile(), { driver: Driver });
    connection().exec('PRAGMA max_page_count = 30');
    const large = (id: string) => arrival(id, { body: new Uint8Array(60_000) });
    const results = await Promise.allSettled(ids(4).map((id) => inbox.store(large(id))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { message: 'database or disk is full' } });
    expect(await inbox.store(arrival('small'))).toBe('stored');
    connection().exec('PRAGMA max_page_count = 3000');
    expect(await inbox.store(large('id 1'))).toBe('stored');
    expect(await listIds(inbox)).toEqual(['id 0', 'small', 'id 1']);
    expect(Object.values(Object(connection().prepare('PRAGMA integrity_check').all()[0]))).toEqual(['ok']);
  });
});

describe('while another process holds the lock', () => {
  function openLocked(busyMs: number) {
    const path = sqliteFile();
    const seen: string[] = [];
    const { Driver } = watchDriver((sql) => seen.push(sql));
    const inbox = openInbox(path, { driver: Driver, busyMs });
    const other = openConnection(path);
    other.exec('BEGIN IMMEDIATE');
    seen.length = 0;
    const unlock = () => {
      other.exec('COMMIT');
      other.close();
    };
    return { inbox, seen, unlock };
  }

  test('a store waits without holding up anything else, and later ones go along with it', async () => {
    const { inbox, seen, unlock } = openLocked(30_000);
    const first = inbox.store(arrival('a'));
    expect(await Promise.race([first, pause(50)])).toBeUndefined();
    const others = ids(5).map((id) => inbox.store(arrival(id)));
    expect(await listIds(inbox)).toEqual([]);
    unlock();
    expect(await Promise.all([first, ...others])).toEqual(Array(6).fill('stored'));
    expect(seen.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
  });

  test('all that writes is rejected in the end, and works again once the lock is gone', async () => {
    const { inbox, unlock } = openLocked(100);
    const calls = [inbox.store(arrival('a')), inbox.replay({}), inbox.prune(0)];
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { message: 'the inbox was locked by another process for 100 ms' } });
    }
    unlock();
    expect(await inbox.store(arrival('a'))).toBe('stored');
    expect(await listIds(inbox)).toEqual(['a']);
  });

  test('a claim with nothing to lease needs no lock', async () => {
    const { inbox, unlock } = openLocked(100);
    expect(await claim(inbox)).toEqual({ leases: [], waitMs: null });
    unlock();
  });
});

describe('two inboxes over one file', () => {
  test('keep one of many that arrive at both, and lease each delivery once', async () => {
    const path = sqliteFile();
    const both = [openInbox(path), openInbox(path)];
    const results = await Promise.all(ids(20).flatMap((id) => both.map((inbox) => inbox.store(arrival(id)))));
    expect(results.filter((result) => result === 'stored')).toHaveLength(20);
    const claims = await Promise.all([...both, ...both, ...both].map((inbox) => claim(inbox, 3)));
    const leased = claims.flatMap(({ leases }) => leases.map(({ id }) => id));
    expect(new Set(leased).size).toBe(leased.length);
    expect(leased).toHaveLength(18);
  });

  test('see what the other has done', async () => {
    const path = sqliteFile();
    const [one, two] = [openInbox(path), openInbox(path)];
    await one.store(arrival('a'));
    const lease = await claimOne(two);
    expect(await claimIds(one)).toEqual([]);
    expect(await one.settle(lease, { state: 'done' })).toBe(true);
    expect(await two.settle(lease, { state: 'done' })).toBe(false);
  });
});

test('a backlog of many is leased oldest first, within limits and keys', async () => {
  const inbox = openInbox(sqliteFile());
  const many = ids(600).map((id, at) => arrival(id, { event: at % 2 ? 'odd' : 'even', orderingKey: at % 2 ? 'k' : null }));
  await Promise.all([...many, arrival('last', { event: 'other' })].map((one) => inbox.store(one)));
  expect(await claimIds(inbox, 4, { even: 2 })).toEqual(['id 0', 'id 1', 'id 2', 'last']);
  expect(await claimIds(inbox, 4, { even: 0 })).toEqual([]);
  expect(await claimIds(inbox, 2)).toEqual(['id 4', 'id 6']);
});

test('a clock that is set back strands nothing, neither a retry nor a lease', async () => {
  let now = 1_763_724_000_000;
  const inbox = openInbox(sqliteFile(), { now: () => now, leaseMs: 60_000 });
  await storeAll(inbox, 'a', 'b', 'c');
  const [a] = (await claim(inbox, 2)).leases;
  if (a !== undefined) await inbox.settle(a, { state: 'pending', error: 'e', retryInMs: 3_600_000 });
  now -= 30_000;
  expect(await claimIds(inbox)).toEqual(['c']);
  now -= 86_400_000;
  expect(await claimIds(inbox)).toEqual(['a', 'b', 'c']);
});

test('what keeps it from forgetting in the background is a warning, and fails nothing else', async () => {
  let now = 1_763_724_000_000;
  let broken = false;
  const { Driver } = watchDriver((sql) => {
    if (broken && sql === 'COMMIT') throw new Error('disk I/O error');
  });
  const inbox = openInbox(sqliteFile(), { driver: Driver, now: () => now });
  await storeAll(inbox, 'a');
  await claimOne(inbox);
  now += 600_000 - 1;
  const warned = once(process, 'warning');
  broken = true;
  await expect(claim(inbox, 0)).resolves.toEqual({ leases: [], waitMs: 0 });
  expect(await warned).toMatchObject([{ code: 'HOOKBOOK_RETENTION', message: expect.stringContaining('disk I/O error') }]);
  broken = false;
});

describe('closing', () => {
  test('commits what was under way, and leaves all in the one file', async () => {
    const path = sqliteFile();
    const inbox = openInbox(path);
    const storing = ids(5).map((id) => inbox.store(arrival(id)));
    await inbox.close();
    expect(await Promise.all(storing)).toEqual(Array(5).fill('stored'));
    expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);
    expect(await listIds(openInbox(path))).toEqual(ids(5));
  });

  test('with no room for what is in the log: a warning, as nothing is lost', async () => {
    const path = sqliteFile();
    class Full extends watchDriver(() => undefined).Driver {
      override prepare(sql: string) {
        if (sql.includes('wal_checkpoint')) throw new Error('database or disk is full');
        return super.prepare(sql);
      }
    }
    const inbox = openInbox(path, { driver: Full });
    await storeAll(inbox, 'a');
    const warned = once(process, 'warning');
    await inbox.close();
    expect(await warned).toMatchObject([{ code: 'HOOKBOOK_CHECKPOINT', message: expect.stringContaining('database or disk is full') }]);
    expect(await listIds(openInbox(path))).toEqual(['a']);
  });

  test('ends a reading that is not over', async () => {
    const inbox = openInbox(sqliteFile());
    await Promise.all(ids(100).map((id) => inbox.store(arrival(id))));
    const entries = inbox.entries()[Symbol.asyncIterator]();
    await entries.next();
    await inbox.close();
    const readOn = async () => {
      while (!(await entries.next()).done);
    };
    await expect(readOn()).rejects.toThrow('the inbox is closed');
  });
});
