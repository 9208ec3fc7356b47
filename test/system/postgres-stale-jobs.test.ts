import { expect, onTestFinished, test } from 'vitest';
import { type PostgresInboxOptions, postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, claim, claimIds, storeAll } from '../conformance/sample.js';
import { eventually } from '../eventually.js';
import { createDatabase } from './create-database.js';
import { openPool } from './postgres-server.js';

async function open() {
  const connectionString = await createDatabase();
  const openAgain = (options: Pick<PostgresInboxOptions, 'timeoutMs'>) => {
    const opened = postgresInbox({ connectionString, ...options });
    onTestFinished(() => opened.close());
    return opened;
  };
  const pool = openPool(connectionString);
  return { inbox: openAgain({}), openAgain, pool };
}

test('works through jobs of no use, however many, in claims that each end in time', async () => {
  const { inbox, pool, openAgain } = await open();
  await storeAll(inbox, 'a', 'b');
  // as after someone had pg-boss run again what it had done
  await pool.query(`
    insert into hookbook_jobs.job (id, name, priority, data, keep_until)
    select gen_random_uuid(), name, priority + 1, data, keep_until from hookbook_jobs.job, generate_series(1, 1500)`);
  const hasty = openAgain({ timeoutMs: 1500 });
  const claimed: string[] = [];
  await eventually(async () => {
    claimed.push(...(await claimIds(hasty, 1)));
    expect(claimed).toEqual(['a', 'b']);
  });
});

test('gives out what is pending also where someone else fetched its job', async () => {
  const { inbox, pool } = await open();
  await storeAll(inbox, 'a');
  await pool.query(`update hookbook_jobs.job set state = 'active', started_on = now()`);
  expect(await claim(inbox)).toEqual({ leases: [], waitMs: 0 });
  expect(await claimIds(inbox)).toEqual(['a']);
});

test('gives out what lost its job also while others of its queue flow', async () => {
  const { inbox, pool } = await open();
  await storeAll(inbox, 'lost', 'a', 'b', 'c');
  await pool.query(
    `update hookbook_jobs.job set state = 'cancelled' where data->>'key' = (select key::text from hookbook.delivery where id = 'lost')`,
  );
  expect(await claimIds(inbox, 1)).toEqual(['a']);
  expect(await claimIds(inbox, 1)).toEqual(['lost']);
  expect(await claimIds(inbox, 1)).toEqual(['b']);
});

test('ends jobs that no delivery names, and no others, when it cleans up', async () => {
  const { inbox, pool } = await open();
  await storeAll(inbox, 'a', arrival('b', { orderingKey: 'k' }), arrival('c', { orderingKey: 'k' }));
  // as after someone had pg-boss run again what it had done, or sent jobs of their own
  await pool.query(`
    insert into hookbook_jobs.job (id, name, data, keep_until)
    select gen_random_uuid(), name, data, keep_until from hookbook_jobs.job, generate_series(1, 400);
    insert into hookbook_jobs.job (id, name, data, keep_until)
    select gen_random_uuid(), name, '{"other": true}', keep_until from hookbook_jobs.job limit 10;
    update hookbook.version set retired_at = now() - interval '1 hour'`);
  const countWaiting = async () => (await pool.query(`select from hookbook_jobs.job where state = 'created'`)).rowCount;
  expect(await countWaiting()).toBe(812);
  await claim(inbox, 0);
  await expect.poll(countWaiting).toBe(2);
  expect(await claimIds(inbox)).toEqual(['a', 'b']);
});

test('leaves no job waiting that a replay took from a delivery', async () => {
  const { inbox, pool } = await open();
  await storeAll(inbox, arrival('k1', { orderingKey: 'k' }), arrival('k2', { orderingKey: 'k' }));
  const [lease] = (await claim(inbox)).leases;
  if (lease === undefined) throw new Error('two were stored');
  await inbox.settle(lease, { state: 'dead', error: 'e' });
  expect(await inbox.replay({ id: 'k1' })).toBe(1);
  const { rows } = await pool.query(`
    select delivery.id, job.state::text from hookbook_jobs.job as job join hookbook.delivery on key = (data->>'key')::bigint`);
  expect(rows.filter(({ state }) => state === 'created')).toEqual([{ id: 'k1', state: 'created' }]);
});
