import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { claimIds, storeAll } from '../conformance/sample.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.remove());

test('inboxes in schemas of their own share a database and no jobs', async () => {
  const connectionString = await server.createDatabase();
  const one = postgresInbox({ connectionString, schema: 'one' });
  const other = postgresInbox({ connectionString, schema: 'other' });
  onTestFinished(async () => {
    await Promise.all([one.close(), other.close()]);
  });
  await storeAll(one, 'a');
  await storeAll(other, 'b');
  expect(await claimIds(other)).toEqual(['b']);
  expect(await claimIds(one)).toEqual(['a']);
});
