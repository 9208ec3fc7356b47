import type { EntryFilter, InboxEntry } from '../inbox.js';
import type { Database, Row, Transaction } from './connection.js';
import { issued, type Session } from './jobs.js';
import { lockLanes, reissue } from './lanes.js';
import { maxIntervalMs } from './settle.js';
import { columns, hash, readEntry, readKey, writeText } from './text.js';

/** Bodies rarely exceed a megabyte. */
const pageSize = 32;
const batchSize = 200;

/** The filter in SQL. Its values start at `$2`; `$1` is the caller's. */
function describeFilter({ key, provider, id, event, state }: EntryFilter): { where: string; values: unknown[] } {
  const parts: [sql: string, value: unknown][] = [];
  if (key !== undefined) parts.push(['key =', readKey(key)]);
  if (provider !== undefined) parts.push(['provider =', writeText(provider)]);
  if (id !== undefined) parts.push(['id_hash =', hash(id)]);
  if (event !== undefined) parts.push(['event =', writeText(event)]);
  if (state !== undefined) parts.push(['state =', state]);
  return { where: parts.map(([sql], at) => ` and ${sql} $${at + 2}`).join(''), values: parts.map(([, value]) => value) };
}

/** Reads page by page; holds nothing between pages. */
export async function* readEntries(database: Database, schema: string, filter: EntryFilter): AsyncGenerator<InboxEntry> {
  const { where, values } = describeFilter(filter);
  const page = `select ${columns} from ${schema}.delivery where key > $1${where} order by delivery.key limit ${pageSize}`;
  let last: unknown = '0';
  for (;;) {
    const rows = await database.transact((transaction) => transaction.query(page, [last, ...values]), 'background');
    for (const row of rows) yield readEntry(row);
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.['key'];
  }
}

/** Replays a batch. Returns the last key it looked at, or null at the end. */
export async function replayBatch(session: Session, filter: EntryFilter, after: string): Promise<{ count: number; last: string | null }> {
  const { transaction, jobs, schema } = session;
  const { where, values } = describeFilter(filter);
  const found = await transaction.query(
    `select key::text, lane::text from ${schema}.delivery where key > $1 and state not in ('pending', 'conflict')${where} order by delivery.key limit ${batchSize}`,
    [after, ...values],
  );
  await lockLanes(transaction, found);
  const replayed = await transaction.query(
    `update ${schema}.delivery set state = 'pending', attempts = 0, error = null, due_at = now(),
       job = case when lane is null then gen_random_uuid() end
     where key = any($1::bigint[]) and state not in ('pending', 'conflict') returning ${issued}, lane::text`,
    [found.map(({ key }) => key)],
  );
  for (const row of replayed) if (row['lane'] === null) await jobs.send(transaction, row);
  for (const lane of new Set(found.map(({ lane }) => lane))) if (typeof lane === 'string') await reissue(session, lane);
  return { count: replayed.length, last: found.length < batchSize ? null : String(found.at(-1)?.['key']) };
}

/** Deletes a batch of old processed deliveries and returns how many. Skips rows that are locked. */
export function pruneBatch(transaction: Transaction, schema: string, olderThanMs: number, filter: EntryFilter): Promise<number> {
  const { where, values } = describeFilter(filter);
  return deleteBatch(transaction, schema, olderThanMs, `state <> 'pending'${where}`, values);
}

/** The same for deliveries that expire automatically, which excludes dead ones. */
export function deleteExpired(transaction: Transaction, schema: string, retentionMs: number): Promise<number> {
  return deleteBatch(transaction, schema, retentionMs, "state in ('done', 'unknown', 'invalid', 'conflict')", []);
}

async function deleteBatch(
  transaction: Transaction,
  schema: string,
  olderThanMs: number,
  where: string,
  values: unknown[],
): Promise<number> {
  const rows: readonly Row[] = await transaction.query(
    `delete from ${schema}.delivery where key in (
       select key from ${schema}.delivery where stored_at < clock_timestamp() - $1 * interval '1 millisecond' and ${where}
       limit ${batchSize} for update skip locked
     ) returning 1`,
    [Math.min(olderThanMs, maxIntervalMs), ...values],
  );
  return rows.length;
}
