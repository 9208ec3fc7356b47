import { expect, onTestFinished, test } from 'vitest';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { claimIds, storeAll } from '../conformance/sample.js';
import { createDatabase } from './create-database.js';

test('inboxes in schemas of their own share a database and no jobs', async () => {
  const connectionString = await createDatabase();
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
