import type pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type PostgresInboxOptions, postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, claim, claimIds, claimOne, finishAll, list, storeAll } from '../conformance/sample.js';
import { createDatabase } from './create-database.js';
import { openPool } from './postgres-server.js';

type Options = Omit<PostgresInboxOptions, 'connectionString' | 'pool' | 'maxConnections'>;

function openInbox(connectionString: string, options: Options = {}) {
  const inbox = postgresInbox({ connectionString, ...options });
  onTestFinished(() => inbox.close());
  return inbox;
}

async function countRowsAndJobs(pool: pg.Pool): Promise<[rows: number, jobs: number]> {
  const count = async (table: string) => (await pool.query(`select count(*)::int as count from ${table}`)).rows[0].count;
  return [await count('hookbook.delivery'), await count('hookbook_jobs.job')];
}

test('keeps the raw row and its job, or neither', async () => {
  const database = await createDatabase();
  const inbox = openInbox(database);
  const pool = openPool(database);
  await storeAll(inbox, 'a');
  expect(await countRowsAndJobs(pool)).toEqual([1, 1]);
  const refuse = `create function refuse() returns trigger as $$ begin raise 'no room'; end $$ language plpgsql;`;
  for (const table of ['hookbook.delivery', 'hookbook_jobs.job']) {
    await pool.query(`${refuse} create trigger refuse before insert on ${table} for each row execute function refuse()`);
    await expect(inbox.store(arrival('b'))).rejects.toThrow('no room');
    expect(await countRowsAndJobs(pool)).toEqual([1, 1]);
    await pool.query('drop function refuse cascade');
  }
  await pool.query(
    `${refuse} create constraint trigger refuse after insert on hookbook.delivery deferrable initially deferred for each row execute function refuse()`,
  );
  await expect(inbox.store(arrival('b'))).rejects.toThrow('no room');
  await pool.query('drop function refuse cascade');
  expect(await countRowsAndJobs(pool)).toEqual([1, 1]);
  expect(await inbox.store(arrival('b'))).toBe('stored');
  expect(await countRowsAndJobs(pool)).toEqual([2, 2]);
});

test('starts many at once over an empty database, each with queues to make', async () => {
  const database = await createDatabase();
  const inboxes = Array.from({ length: 6 }, () => openInbox(database, { timeoutMs: 20_000 }));
  const events = Array.from({ length: 10 }, (_, at) => `event.${at}`);
  const stored = await Promise.all(inboxes.flatMap((inbox) => events.map((event) => inbox.store(arrival(event, { event })))));
  expect(stored.filter((one) => one === 'stored')).toHaveLength(events.length);
  expect(stored.filter((one) => one === 'duplicate')).toHaveLength(events.length * 5);
});

test('says which queue is how long', async () => {
  const database = await createDatabase();
  const inbox = openInbox(database);
  await storeAll(inbox, 'a', 'b', arrival('c', { event: 'item_added' }), arrival('d', { event: null }));
  const { rows } = await openPool(database).query('select name, count(*)::int as jobs from hookbook_jobs.job group by 1 order by 1');
  expect(rows).toEqual([
    { name: 'shop', jobs: 1 },
    { name: 'shop_-_item_5f_added', jobs: 1 },
    { name: 'shop_-_order__created', jobs: 2 },
  ]);
});

test('gives out what is pending also where someone emptied or deleted its queue, or cancelled its job', async () => {
  const database = await createDatabase();
  const inbox = openInbox(database);
  const pool = openPool(database);
  await storeAll(inbox, 'a', 'b');
  await pool.query('delete from hookbook_jobs.job');
  expect(await claim(inbox)).toEqual({ leases: [], waitMs: 0 });
  expect(await claimIds(inbox)).toEqual(['a', 'b']);
  await storeAll(inbox, 'c');
  await pool.query('delete from hookbook_jobs.job');
  await pool.query(`select hookbook_jobs.delete_queue('shop_-_order__created')`);
  expect(await claim(inbox, 1)).toEqual({ leases: [], waitMs: 0 });
  expect(await claimIds(inbox)).toEqual(['c']);
  expect(await inbox.store(arrival('d'))).toBe('stored');
  await pool.query(`update hookbook_jobs.job set state = 'cancelled' where state = 'created'`);
  expect(await claim(inbox)).toEqual({ leases: [], waitMs: 0 });
  expect(await claimIds(inbox)).toEqual(['d']);
});

test('a lease that is lost comes back after leaseMs, and its late settlement is rejected', async () => {
  const database = await createDatabase();
  const [one, other] = [openInbox(database, { leaseMs: 1000 }), openInbox(database, { leaseMs: 1000 })];
  await storeAll(one, 'a');
  const lost = await claimOne(one);
  const held = await expect
    .poll(async () => (await claim(other)).leases[0])
    .toMatchObject({ id: 'a', attempts: 2 })
    .then(() => list(other));
  expect(held).toMatchObject([{ state: 'pending', attempts: 2 }]);
  expect(await one.settle(lost, { state: 'done' })).toBe(false);
  expect(await list(one)).toMatchObject([{ state: 'pending', attempts: 2 }]);
});

test('leaves no job behind that could run again, and none at all after a while', async () => {
  const database = await createDatabase();
  const inbox = openInbox(database);
  const pool = openPool(database);
  await storeAll(inbox, 'a', arrival('b', { orderingKey: 'k' }), arrival('c', { orderingKey: 'k' }));
  for (let at = 0; at < 2; at++) await finishAll(inbox);
  const { rows } = await pool.query('select state::text, count(*)::int as jobs from hookbook_jobs.job group by 1');
  expect(rows).toEqual([{ state: 'completed', jobs: 3 }]);
  for (const table of ['job', 'archive']) {
    await pool.query(`update hookbook.version set retired_at = now() - interval '1 hour'`);
    await pool.query(`update hookbook_jobs.job set completed_on = now() - interval '1 hour'`);
    await pool.query(`update hookbook_jobs.archive set archived_on = now() - interval '1 hour'`);
    await claim(inbox, 0);
    const count = async () => (await pool.query(`select from hookbook_jobs.${table}`)).rowCount;
    await expect.poll(count).toBe(0);
  }
});

test('uses a pool that is given, also one of a single connection, and leaves it open', async () => {
  const pool = openPool(await createDatabase(), { max: 1 });
  const listeners = pool.listeners('error');
  const inbox = postgresInbox({ pool });
  await Promise.all(['a', 'b', 'c'].map((id) => inbox.store(arrival(id))));
  await finishAll(inbox);
  expect(await list(inbox)).toHaveLength(3);
  await inbox.close();
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(pool.listeners('error')).toEqual(listeners);
});

test('refuses tables of a later version, and goes on when they are its own again', async () => {
  const database = await createDatabase();
  await storeAll(openInbox(database), 'a');
  const pool = openPool(database);
  await pool.query('update hookbook.version set version = version + 1');
  const inbox = openInbox(database);
  await expect(inbox.store(arrival('b'))).rejects.toThrow('schema hookbook has version 2, but this @hookbook/runtime needs 1');
  await pool.query('update hookbook.version set version = version - 1');
  expect(await inbox.store(arrival('b'))).toBe('stored');
});

test('commits to disk also where the database is set not to', async () => {
  const database = await createDatabase();
  const pool = openPool(database);
  await pool.query(`alter database ${new URL(database).pathname.slice(1)} set synchronous_commit = off`);
  const inbox = openInbox(database);
  await storeAll(inbox, 'a');
  await pool.query(`create table seen (setting text);
    create function note() returns trigger as $$ begin insert into seen values (current_setting('synchronous_commit')); return new; end $$ language plpgsql;
    create trigger note before insert on hookbook.delivery for each row execute function note()`);
  await storeAll(inbox, 'b');
  expect((await pool.query('select * from seen')).rows).toEqual([{ setting: 'on' }]);
});

test('says what to install where pg or pg-boss is missing', async () => {
  onTestFinished(() => void vi.doUnmock('pg-boss'));
  vi.doMock('pg-boss', () => {
    throw new Error('Cannot find package');
  });
  const inbox = openInbox(await createDatabase());
  await expect(inbox.store(arrival('a'))).rejects.toThrow('npm install pg pg-boss@10');
});

test('names the option that is wrong', () => {
  const connectionString = 'postgres://127.0.0.1/x';
  expect(() => postgresInbox({ connectionString: ' ' })).toThrow('connectionString');
  expect(() => postgresInbox({ connectionString, schema: 'Hook"book' })).toThrow('schema');
  expect(() => postgresInbox({ connectionString, schema: 'same', bossSchema: 'same' })).toThrow('bossSchema');
  expect(() => postgresInbox({ connectionString, leaseMs: 86_400_000 })).toThrow('leaseMs');
  expect(() => postgresInbox({ connectionString, timeoutMs: Number.NaN })).toThrow('timeoutMs');
});
