import { randomUUID } from 'node:crypto';
import type { Transaction } from './connection.js';
import { issued, type Jobs } from './jobs.js';
import { lockNumber } from './locks.js';

/**
 * A lane is an ordering key of a provider, as a number that is also its lock. Whatever changes which delivery of a lane is the
 * oldest that is pending takes the lock first, before any row: so no two wait for each other, and one of a lane has a job.
 */
export function laneOf(provider: string, orderingKey: string | null): string | null {
  return orderingKey === null ? null : lockNumber(['lane', provider, orderingKey]);
}

export async function lockLanes(transaction: Transaction, lanes: readonly unknown[]): Promise<void> {
  const numbers = [...new Set(lanes.filter((lane) => typeof lane === 'string'))];
  if (numbers.length === 0) return;
  await transaction.query('select pg_advisory_xact_lock(lane) from (select unnest($1::bigint[]) as lane order by 1) as lanes', [numbers]);
}

/** Gives the oldest pending delivery of a locked lane its job, unless one of the lane has it. */
export async function issueNext(transaction: Transaction, jobs: Jobs, schema: string, lane: string): Promise<void> {
  const [row] = await transaction.query(
    `update ${schema}.delivery set job = $2
     where key = (select key from ${schema}.delivery where lane = $1 and state = 'pending' order by key limit 1)
       and not exists (select from ${schema}.delivery where lane = $1 and job is not null)
     returning ${issued}`,
    [lane, randomUUID()],
  );
  if (row !== undefined) await jobs.send(transaction, row);
}

/** After something older became pending: takes the job from who has it, unless it runs. The job itself is passed over when it comes. */
export async function reissue(transaction: Transaction, jobs: Jobs, schema: string, lane: string): Promise<void> {
  await transaction.query(`update ${schema}.delivery set job = null where lane = $1 and job is not null and not leased`, [lane]);
  await issueNext(transaction, jobs, schema, lane);
}
