import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, claimIds, finishAll, storeAll } from '../conformance/sample.js';
import { createDatabase } from './create-database.js';

const earlierTables = readFileSync(new URL('postgres-tables-earlier.sql', import.meta.url), 'utf8');

/** A database with tables of an earlier version. */
async function openEarlier() {
  const connectionString = await createDatabase();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(earlierTables);
  return { connectionString, client };
}

function open(connectionString: string) {
  const errors: unknown[] = [];
  const inbox = postgresInbox({ connectionString, timeoutMs: 20_000, onError: (error) => errors.push(error) });
  onTestFinished(() => inbox.close());
  return { inbox, errors };
}

const indexesOf = async (client: pg.Client) => {
  const { rows } = await client.query(
    `select relname as name, indisvalid as valid from pg_index join pg_class on oid = indexrelid where indrelid = 'hookbook.delivery'::regclass order by 1`,
  );
  return rows.map(({ name, valid }) => `${name}${valid ? '' : ' (invalid)'}`);
};

/** As a new database has them. */
async function currentIndexes(): Promise<string[]> {
  const connectionString = await createDatabase();
  await open(connectionString).inbox.ready();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  return indexesOf(client);
}

test('tables of an earlier version get the indexes of new ones, however many receivers start at once', async () => {
  const expected = await currentIndexes();
  const { connectionString, client } = await openEarlier();
  expect(await indexesOf(client)).not.toEqual(expected);
  const opened = Array.from({ length: 5 }, () => open(connectionString));
  const ids = opened.map((_, at) => `id ${at}`);
  await Promise.all(opened.map(({ inbox }, at) => inbox.store(arrival(`id ${at}`))));
  const claims = await Promise.all(opened.map(({ inbox }) => claimIds(inbox)));
  expect(claims.flat().sort()).toEqual(ids);
  await expect.poll(() => indexesOf(client)).toEqual(expected);
  expect(opened.flatMap(({ errors }) => errors)).toEqual([]);
});

test('an index that was left unfinished is built again', async () => {
  const { connectionString, client } = await openEarlier();
  const expected = await currentIndexes();
  await open(connectionString).inbox.ready();
  await expect.poll(() => indexesOf(client)).toEqual(expected);
  await client.query(`update pg_index set indisvalid = false where indexrelid = 'hookbook.delivery_claim'::regclass`);
  const { inbox, errors } = open(connectionString);
  await storeAll(inbox, 'a');
  await expect.poll(() => indexesOf(client)).toEqual(expected);
  expect(await claimIds(inbox)).toEqual(['a']);
  expect(errors).toEqual([]);
});

test('a role that may only read and write rows works, and reports what the owner has to run', async () => {
  const { connectionString, client } = await openEarlier();
  // what an owner has done: both schemas, and the queue of the event
  const owner = open(connectionString);
  await storeAll(owner.inbox, 'first');
  await expect.poll(() => indexesOf(client)).toEqual(await currentIndexes());
  await client.query(`
    drop index hookbook.delivery_claim;
    create role writer login password 'writer';
    grant usage on schema hookbook, hookbook_jobs to writer;
    grant select, insert, update, delete on all tables in schema hookbook, hookbook_jobs to writer`);
  const asWriter = connectionString.replace(/\/\/[^@]*@/, '//writer:writer@');

  const { inbox, errors } = open(asWriter);
  await storeAll(inbox, 'second');
  expect(await claimIds(inbox)).toEqual(['first', 'second']);
  await expect.poll(() => errors).toHaveLength(1);
  const [, statements] = /Have the owner of the tables run: (.*)$/.exec(String(errors[0])) ?? [];
  for (const statement of (statements ?? '').split('; ')) await client.query(statement);

  expect(await indexesOf(client)).toEqual(await currentIndexes());
  const later = open(asWriter);
  await storeAll(later.inbox, 'third');
  await finishAll(later.inbox);
  expect(later.errors).toEqual([]);
});
