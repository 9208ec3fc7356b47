import { randomUUID } from 'node:crypto';
import type { Arrival } from '../inbox.js';
import type { Transaction } from './connection.js';
import { issued, type Session } from './jobs.js';
import { lockNumber } from './locks.js';
import { filterOnly } from './planning.js';

/**
 * A lane is an ordering key of a provider, as a number that is also its lock. Whatever changes which delivery of a lane
 * is the oldest pending one takes the lock first, before any row. So no two transactions wait for each other, and only
 * one delivery of a lane has a job.
 */
export function laneOf({ provider, orderingKey }: Pick<Arrival, 'provider' | 'orderingKey'>): string | null {
  return orderingKey === null ? null : lockNumber(['lane', provider, orderingKey]);
}

/** Locks the lanes of these rows. Rows without a lane are skipped. */
export async function lockLanes(transaction: Transaction, rows: readonly { readonly lane?: unknown }[]): Promise<void> {
  const numbers = [...new Set(rows.map(({ lane }) => lane).filter((lane) => typeof lane === 'string'))];
  if (numbers.length === 0) return;
  await transaction.query('select pg_advisory_xact_lock(lane) from (select unnest($1::bigint[]) as lane order by 1) as lanes', [numbers]);
}

/**
 * The keys of a lane's delivery that has the job, and of its oldest pending one. The lane is in an array so that the
 * planner keeps it in the order, which only the indexes that begin with the lane have: a scan of the primary key would
 * skip every processed delivery.
 */
const holder = (schema: string) =>
  `(select key from ${schema}.delivery where lane = any(array[$1::bigint]) and job is not null order by lane limit 1)`;
const oldest = (schema: string) =>
  `(select key from ${schema}.delivery where lane = any(array[$1::bigint]) and state = 'pending' order by lane, key limit 1)`;

/** Gives the oldest pending delivery of a locked lane its job, unless one of the lane has it. */
export async function issueNext({ transaction, jobs, schema }: Session, lane: string): Promise<void> {
  const [row] = await transaction.query(
    `update ${schema}.delivery set job = $2 where key = ${oldest(schema)} and ${holder(schema)} is null returning ${issued}`,
    [lane, randomUUID()],
  );
  if (row !== undefined) await jobs.send(transaction, row);
}

/** After an older delivery became pending: takes the job from the one that has it, unless it is running. */
export async function reissue(session: Session, lane: string): Promise<void> {
  const { transaction, jobs, schema } = session;
  const [row] = await transaction.query(
    `with held as (
       select key, queue, job from ${schema}.delivery where key = ${holder(schema)} and ${filterOnly('not leased')} for no key update
     )
     update ${schema}.delivery set job = null where key = any(array(select key from held)) returning queue, (select job::text from held) as job`,
    [lane],
  );
  if (row !== undefined) await jobs.cancel(transaction, String(row['queue']), [String(row['job'])]);
  await issueNext(session, lane);
}
