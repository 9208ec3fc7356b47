import { randomUUID } from 'node:crypto';
import type { Lease } from '../inbox.js';
import type { Row } from './connection.js';
import { issued, type Session } from './jobs.js';
import { columns, readLease } from './text.js';

/** How long a claim replaces missing jobs, in milliseconds, so that it commits in time. The next one continues. */
const maxReplacingMs = 500;

/** How many deliveries to lease from a queue. */
export interface QueueCount {
  readonly queue: string;
  readonly count: number;
}

export function countByQueue(rows: readonly Row[]): QueueCount[] {
  const counts = new Map<string, number>();
  for (const { queue } of rows) counts.set(String(queue), (counts.get(String(queue)) ?? 0) + 1);
  return [...counts].map(([queue, count]) => ({ queue, count }));
}

/**
 * Leases this many of each queue. Rows are authoritative: a row whose job is missing gets a new one, and another row is
 * leased instead.
 */
export async function leaseDue(session: Session, counts: readonly QueueCount[], leaseMs: number): Promise<Lease[]> {
  const { transaction, jobs } = session;
  const deadline = performance.now() + maxReplacingMs;
  const seen: string[] = [];
  const leases: Lease[] = [];
  for (let remaining = counts; remaining.length > 0 && performance.now() < deadline; ) {
    const locked = await lockDue(session, remaining, seen);
    seen.push(...locked.map(({ key }) => String(key)));
    const missingJobs: Row[] = [];
    const started: Row[] = [];
    for (const { queue } of countByQueue(locked)) {
      const rows = locked.filter((row) => row['queue'] === queue);
      const jobIds = rows.map(({ job }) => String(job));
      const ids = await jobs.start(transaction, queue, jobIds);
      for (const row of rows) (ids.has(String(row['job'])) ? started : missingJobs).push(row);
    }
    leases.push(...(await leaseRows(session, started, leaseMs)));
    await replaceJobs(session, missingJobs);
    remaining = countByQueue(missingJobs);
  }
  return leases;
}

/** Locks the longest due rows of each queue, skipping locked ones, so that concurrent claims get different rows. */
async function lockDue({ transaction, schema }: Session, counts: readonly QueueCount[], seen: readonly string[]): Promise<readonly Row[]> {
  const limit = Math.max(...counts.map(({ count }) => count));
  return transaction.query(
    `select wanted.queue, due.key::text, due.job::text from unnest($1::text[], $2::int[]) as wanted (queue, max_count)
     cross join lateral (
       select * from (
         select key, job from ${schema}.delivery
         where delivery.queue = wanted.queue and job is not null and not leased and due_at < now() and key <> all($3::bigint[])
         order by due_at, key limit ${limit} for no key update skip locked
       ) as first
       limit wanted.max_count
     ) as due`,
    [counts.map(({ queue }) => queue), counts.map(({ count }) => count), seen],
  );
}

/** The rows are locked, so they have not changed. */
async function leaseRows({ transaction, schema }: Session, rows: readonly Row[], leaseMs: number): Promise<Lease[]> {
  if (rows.length === 0) return [];
  const leased = await transaction.query(
    `update ${schema}.delivery set leased = true, attempts = attempts + 1, due_at = clock_timestamp() + $2 * interval '1 millisecond'
     where key = any($1::bigint[]) returning ${columns}`,
    [rows.map(({ key }) => key), leaseMs],
  );
  return leased.map(readLease);
}

/** Issues new jobs for locked rows whose job was deleted, cancelled or fetched through pg-boss itself. */
async function replaceJobs({ transaction, jobs, schema }: Session, rows: readonly Row[]): Promise<void> {
  for (const { key, job, queue } of rows) {
    // A receiver of an earlier version locks the job before the row and is about to find the row locked.
    if (await jobs.isWaiting(transaction, String(queue), String(job))) continue;
    const [row] = await transaction.query(`update ${schema}.delivery set job = $2 where key = $1 returning ${issued}`, [key, randomUUID()]);
    if (row !== undefined) await jobs.send(transaction, row);
  }
}
