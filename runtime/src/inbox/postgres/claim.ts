import type { Claim, Lease, Wanted } from '../inbox.js';
import { issued, type Session } from './jobs.js';
import { issueNext, lockLanes } from './lanes.js';
import { countByQueue, leaseDue, type QueueCount } from './lease.js';
import { filterOnly } from './planning.js';
import { isRetentionDue } from './retention.js';
import { writeText } from './text.js';

/** The bodies of all leased deliveries are in memory at once. */
const maxLeases = 1000;

/**
 * Leases deliveries that are due. The cost depends on the number of queues and on the limit, never on the backlog:
 * every statement reads an index in its order and stops at a limit.
 */
export async function claimDue(session: Session, asked: Wanted, leaseMs: number): Promise<Claim & { readonly retentionDue: boolean }> {
  const wanted = { ...asked, limit: Math.min(Math.floor(asked.limit), maxLeases) };
  let leases: Lease[] = [];
  if (wanted.limit > 0) {
    await reclaimExpired(session, wanted);
    leases = await leaseDue(session, await findDue(session, wanted), leaseMs);
  }
  leases.sort((left, right) => Number(left.key) - Number(right.key));
  return { leases, ...(await measureWait(session, wanted.provider)) };
}

/**
 * A provider's deliveries that are past their `due_at`, longest overdue first, within the limits of their events. Each
 * queue is read separately; otherwise an event at its limit would be skipped row by row. The inner limit is a literal
 * so that the planner knows how little is read, even when it plans for unknown parameters.
 */
function selectOverdue(schema: string, columns: string, condition: 'leased' | 'not leased', limit: number): string {
  return `
    select ${columns} from ${schema}.queue as queue
    left join unnest($2::text[], $3::int[]) as bound (event, max_count) on bound.event = coalesce(queue.event, '')
    cross join lateral (
      select * from (
        select key, job, lane, due_at from ${schema}.delivery
        where delivery.queue = queue.name and job is not null and ${condition} and due_at < now()
        order by due_at, key limit ${limit}
      ) as first
      limit ${condition === 'leased' ? `case when bound.max_count < 1 then 0 else ${limit} end` : `coalesce(bound.max_count, ${limit})`}
    ) as due
    where queue.provider = $1
    order by due.due_at, due.key limit ${limit}`;
}

function valuesOf({ provider, limits, limit }: Wanted): unknown[] {
  const bounded = Object.entries(limits).map(([event, max]) => [writeText(event), Math.max(0, Math.min(Math.floor(max), limit))] as const);
  return [writeText(provider), bounded.map(([event]) => event), bounded.map(([, max]) => max)];
}

/**
 * Makes expired leases due again, each with a new job that replaces the old one. Events with a limit of 0 keep theirs,
 * because the holder of the lease may still settle it.
 */
async function reclaimExpired(session: Session, wanted: Wanted): Promise<void> {
  const { transaction, jobs, schema } = session;
  const columns = 'due.key::text, due.lane::text, due.job::text';
  const expired = await transaction.query(selectOverdue(schema, columns, 'leased', wanted.limit), valuesOf(wanted));
  if (expired.length === 0) return;
  await lockLanes(transaction, expired);
  const reclaimed = await transaction.query(
    `update ${schema}.delivery set leased = false, job = case when lane is null then gen_random_uuid() end
     where key = any(array(
       select key from ${schema}.delivery where key = any($1::bigint[]) and ${filterOnly('leased and due_at < now()')}
       for no key update skip locked
     ))
     returning ${issued}, lane::text`,
    [expired.map(({ key }) => key)],
  );
  const jobOf = new Map(expired.map(({ key, job }) => [key, String(job)]));
  for (const row of reclaimed) {
    await jobs.expire(transaction, String(row['queue']), [String(jobOf.get(row['key']))]);
    if (typeof row['lane'] === 'string') await issueNext(session, row['lane']);
    else await jobs.send(transaction, row);
  }
}

async function findDue({ transaction, schema }: Session, wanted: Wanted): Promise<QueueCount[]> {
  const rows = await transaction.query(selectOverdue(schema, 'queue.name as queue', 'not leased', wanted.limit), valuesOf(wanted));
  return countByQueue(rows);
}

async function measureWait({ transaction, schema }: Session, provider: string): Promise<Pick<Claim, 'waitMs'> & { retentionDue: boolean }> {
  const [row] = await transaction.query(
    `select ${isRetentionDue(schema)} as retention_due, (
       select ceil(extract(epoch from due_at - clock_timestamp()) * 1000)::text
       from ${schema}.delivery where provider = $1 and job is not null order by due_at limit 1
     ) as wait`,
    [writeText(provider)],
  );
  const wait = row?.['wait'];
  return { waitMs: typeof wait === 'string' ? Math.max(0, Number(wait)) : null, retentionDue: row?.['retention_due'] === true };
}
