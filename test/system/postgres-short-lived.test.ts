import { expect, test } from 'vitest';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { claim, finishAll, storeAll } from '../conformance/sample.js';
import { createDatabase } from './create-database.js';
import { openPool } from './postgres-server.js';

test('processes that close as soon as they are done leave no jobs to pile up', async () => {
  const connectionString = await createDatabase();
  const pool = openPool(connectionString);
  const first = postgresInbox({ connectionString });
  await storeAll(first, 'a', 'b');
  await finishAll(first);
  await first.close();
  await pool.query(`update hookbook.version set retired_at = now() - interval '1 hour'`);
  await pool.query(`update hookbook_jobs.job set completed_on = now() - interval '1 hour'`);
  const second = postgresInbox({ connectionString });
  await claim(second);
  await second.close();
  expect((await pool.query('select from hookbook_jobs.job')).rowCount).toBe(0);
});
