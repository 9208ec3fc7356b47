import { randomUUID } from 'node:crypto';
import type { Claim, Lease, Wanted } from '../inbox.js';
import type { Row, Transaction } from './connection.js';
import { issued, type Job, type Jobs } from './jobs.js';
import { issueNext, lockLanes } from './lanes.js';
import { isTimeToRetire } from './retention.js';
import { columns, readLease, writeText } from './text.js';

/** At once: their bodies are all in memory. */
const mostLeases = 1000;

/** How long a claim passes over jobs of no use, in milliseconds: the next goes on. One that wanted to be through with all might never commit. */
const passOverMs = 500;

/** Due deliveries of a queue, oldest first. */
interface Due {
  readonly queue: string;
  readonly rows: readonly Row[];
}

/** Fetches jobs of what is due and leases their rows, all in the transaction. */
export async function claimDue(
  transaction: Transaction,
  jobs: Jobs,
  schema: string,
  asked: Wanted,
  leaseMs: number,
): Promise<Claim & { readonly retire: boolean }> {
  const wanted = { ...asked, limit: Math.min(Math.floor(asked.limit), mostLeases) };
  const leases: Lease[] = [];
  if (wanted.limit > 0) {
    await takeBack(transaction, jobs, schema, wanted);
    const until = performance.now() + passOverMs;
    for (const due of await findDue(transaction, schema, wanted)) {
      leases.push(...(await leaseDue(transaction, jobs, schema, due, leaseMs, until)));
    }
  }
  leases.sort((left, right) => Number(left.key) - Number(right.key));
  return { leases, ...(await measureWait(transaction, schema, wanted.provider)) };
}

/** As many of a queue as were found due, jobs of no use passed over. */
async function leaseDue(transaction: Transaction, jobs: Jobs, schema: string, due: Due, leaseMs: number, until: number): Promise<Lease[]> {
  const leases: Lease[] = [];
  let stale = false;
  do {
    const fetched = await jobs.fetch(transaction, due.queue, due.rows.length - leases.length);
    const leased = fetched.length === 0 ? [] : await leaseRows(transaction, jobs, schema, due.queue, fetched, leaseMs);
    leases.push(...leased);
    stale = leased.length < fetched.length;
  } while (stale && leases.length < due.rows.length && performance.now() < until);
  if (!stale) {
    const passed = due.rows.filter(({ key }) => !leases.some((lease) => lease.key === key));
    // where others flow, most of these are being claimed by someone else just now: one is enough to look at
    await reissueLost(transaction, jobs, schema, due.queue, leases.length === 0 ? passed : passed.slice(0, 1));
  }
  return leases;
}

/** How many of each event, for SQL. An event of which none is wanted is left alone, its lost leases too: who holds one may yet settle it. */
function limitsOf({ limits, limit }: Wanted): [events: string[], mosts: number[]] {
  const bounded = Object.entries(limits).map(
    ([event, most]) => [writeText(event), Math.max(0, Math.min(Math.floor(most), limit))] as const,
  );
  return [bounded.map(([event]) => event), bounded.map(([, most]) => most)];
}

/** Makes leases that have run out due again, with a job of their own: the one they had says nothing any more. */
async function takeBack(transaction: Transaction, jobs: Jobs, schema: string, wanted: Wanted): Promise<void> {
  const [events, mosts] = limitsOf(wanted);
  const lost = await transaction.query(
    `select key::text, lane::text, job::text, queue from ${schema}.delivery
     where provider = $1 and leased and due_at < now()
       and not exists (select from unnest($2::text[], $3::int[]) as bound (event, most) where bound.event = coalesce(delivery.event, '') and most < 1)
     order by due_at limit $4`,
    [writeText(wanted.provider), events, mosts, wanted.limit],
  );
  if (lost.length === 0) return;
  await lockLanes(
    transaction,
    lost.map(({ lane }) => lane),
  );
  const taken = await transaction.query(
    `update ${schema}.delivery set leased = false, job = case when lane is null then gen_random_uuid() end
     where key in (select key from ${schema}.delivery where key = any($1::bigint[]) and leased and due_at < now() for no key update skip locked)
     returning ${issued}, lane::text`,
    [lost.map(({ key }) => key)],
  );
  for (const row of taken) {
    const before = lost.find(({ key }) => key === row['key']);
    await jobs.expire(transaction, String(row['queue']), [String(before?.['job'])]);
    if (typeof row['lane'] === 'string') await issueNext(transaction, jobs, schema, row['lane']);
    else await jobs.send(transaction, row);
  }
}

async function findDue(transaction: Transaction, schema: string, wanted: Wanted): Promise<Due[]> {
  const [events, mosts] = limitsOf(wanted);
  const rows = await transaction.query(
    `select due.key::text, due.job::text, queue.name as queue
     from ${schema}.queue as queue
     left join unnest($2::text[], $3::int[]) as bound (event, most) on bound.event = coalesce(queue.event, '')
     cross join lateral (
       select key, job from ${schema}.delivery
       where delivery.queue = queue.name and job is not null and not leased and due_at < now()
       order by key limit coalesce(bound.most, $4::int)
     ) as due
     where queue.provider = $1
     order by due.key limit $4::int`,
    [writeText(wanted.provider), events, mosts, wanted.limit],
  );
  const queues = new Map<string, Row[]>();
  for (const row of rows) queues.set(String(row['queue']), [...(queues.get(String(row['queue'])) ?? []), row]);
  return [...queues].map(([queue, found]) => ({ queue, rows: found }));
}

async function leaseRows(
  transaction: Transaction,
  jobs: Jobs,
  schema: string,
  queue: string,
  fetched: readonly Job[],
  leaseMs: number,
): Promise<Lease[]> {
  const rows = await transaction.query(
    `update ${schema}.delivery set leased = true, attempts = attempts + 1, due_at = clock_timestamp() + $3 * interval '1 millisecond'
     from unnest($1::bigint[], $2::uuid[]) as fetched (of_key, of_job)
     where key = of_key and job = of_job and not leased
     returning ${columns}`,
    [fetched.map(({ key }) => key), fetched.map(({ id }) => id), leaseMs],
  );
  const leased = new Set(rows.map(({ job }) => job));
  // a job whose row has none, or another: it was taken back, replayed or pruned meanwhile
  await jobs.complete(
    transaction,
    queue,
    fetched.flatMap(({ id }) => (leased.has(id) ? [] : [id])),
  );
  return rows.map(readLease);
}

/**
 * Due rows without a job to fetch: others have fetched them just now, or someone emptied the queue, cancelled them, or fetched them with
 * pg-boss itself. Rows are the truth.
 */
async function reissueLost(transaction: Transaction, jobs: Jobs, schema: string, queue: string, rows: readonly Row[]): Promise<void> {
  for (const { key, job } of rows) {
    if (await jobs.isWaiting(transaction, queue, String(job))) continue;
    const [row] = await transaction.query(
      `update ${schema}.delivery set job = $3 where key = $1 and job = $2 and not leased returning ${issued}`,
      [key, job, randomUUID()],
    );
    if (row !== undefined) await jobs.send(transaction, row);
  }
}

async function measureWait(
  transaction: Transaction,
  schema: string,
  provider: string,
): Promise<{ waitMs: number | null; retire: boolean }> {
  const [row] = await transaction.query(
    `select ceil(extract(epoch from min(due_at) - clock_timestamp()) * 1000)::text as wait,
       ${isTimeToRetire(schema)} as retire
     from ${schema}.delivery where provider = $1 and job is not null`,
    [writeText(provider)],
  );
  const wait = row?.['wait'];
  return { waitMs: typeof wait === 'string' ? Math.max(0, Number(wait)) : null, retire: row?.['retire'] === true };
}
