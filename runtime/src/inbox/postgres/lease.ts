import { randomUUID } from 'node:crypto';
import type { Lease } from '../inbox.js';
import type { Row, Transaction } from './connection.js';
import { issued, type Jobs } from './jobs.js';
import { columns, readLease } from './text.js';

/** How long a claim replaces jobs that are gone, in milliseconds. The next claim continues; trying to finish might never commit. */
const maxReplacingMs = 500;

/** How many deliveries to lease from a queue. */
export interface Share {
  readonly queue: string;
  readonly count: number;
}

export function countByQueue(rows: readonly Row[]): Share[] {
  const counts = new Map<string, number>();
  for (const { queue } of rows) counts.set(String(queue), (counts.get(String(queue)) ?? 0) + 1);
  return [...counts].map(([queue, count]) => ({ queue, count }));
}

/** Leases that many of each queue. Rows decide: a row whose job is gone gets a new one, and another row is leased for it. */
export async function leaseDue(
  transaction: Transaction,
  jobs: Jobs,
  schema: string,
  shares: readonly Share[],
  leaseMs: number,
): Promise<Lease[]> {
  const until = performance.now() + maxReplacingMs;
  const seen: string[] = [];
  const leases: Lease[] = [];
  for (let open = shares; open.length > 0 && performance.now() < until; ) {
    const locked = await lockDue(transaction, schema, open, seen);
    seen.push(...locked.map(({ key }) => String(key)));
    const passed: Row[] = [];
    const started: Row[] = [];
    for (const { queue } of countByQueue(locked)) {
      const rows = locked.filter((row) => row['queue'] === queue);
      const ids = await jobs.start(
        transaction,
        queue,
        rows.map(({ job }) => String(job)),
      );
      for (const row of rows) (ids.has(String(row['job'])) ? started : passed).push(row);
    }
    leases.push(...(await leaseRows(transaction, schema, started, leaseMs)));
    await replaceJobs(transaction, jobs, schema, passed);
    open = countByQueue(passed);
  }
  return leases;
}

/** Locks the longest due of each queue that nobody else has locked, so that claims at the same time get different ones. */
async function lockDue(
  transaction: Transaction,
  schema: string,
  shares: readonly Share[],
  seen: readonly string[],
): Promise<readonly Row[]> {
  if (shares.length === 0) return [];
  const limit = Math.max(...shares.map(({ count }) => count));
  return transaction.query(
    `select share.queue, due.key::text, due.job::text from unnest($1::text[], $2::int[]) as share (queue, most)
     cross join lateral (
       select * from (
         select key, job from ${schema}.delivery
         where delivery.queue = share.queue and job is not null and not leased and due_at < now() and key <> all($3::bigint[])
         order by due_at, key limit ${limit} for no key update skip locked
       ) as first
       limit share.most
     ) as due`,
    [shares.map(({ queue }) => queue), shares.map(({ count }) => count), seen],
  );
}

/** The rows are locked, so they still are what they were. */
async function leaseRows(transaction: Transaction, schema: string, rows: readonly Row[], leaseMs: number): Promise<Lease[]> {
  if (rows.length === 0) return [];
  const leased = await transaction.query(
    `update ${schema}.delivery set leased = true, attempts = attempts + 1, due_at = clock_timestamp() + $2 * interval '1 millisecond'
     where key = any($1::bigint[]) returning ${columns}`,
    [rows.map(({ key }) => key), leaseMs],
  );
  return leased.map(readLease);
}

/** Issues new jobs for locked rows whose job can't be started: someone emptied the queue, cancelled the job, or fetched it with pg-boss itself. */
async function replaceJobs(transaction: Transaction, jobs: Jobs, schema: string, rows: readonly Row[]): Promise<void> {
  for (const { key, job, queue } of rows) {
    // a receiver of an earlier version takes the job before the row, and is about to find the row locked
    if (await jobs.isWaiting(transaction, String(queue), String(job))) continue;
    const [row] = await transaction.query(`update ${schema}.delivery set job = $2 where key = $1 returning ${issued}`, [key, randomUUID()]);
    if (row !== undefined) await jobs.send(transaction, row);
  }
}
