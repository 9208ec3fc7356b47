import { randomUUID } from 'node:crypto';
import type { Lease, Outcome } from '../inbox.js';
import { issued, type Session } from './jobs.js';
import { issueNext, laneOf, lockLanes } from './lanes.js';
import { filterOnly } from './planning.js';
import { readKey, writeText } from './text.js';

/** More than an interval can hold, and more than anyone waits. */
export const maxIntervalMs = 1e12;

/** Ends a lease and its job, and issues the jobs that follow. The lease's token is the id of its job. */
export async function settleLease(session: Session, lease: Lease, outcome: Outcome): Promise<boolean> {
  const { transaction, jobs, schema } = session;
  const { key, token } = lease;
  const again = outcome.state === 'pending';
  const lane = laneOf(lease);
  await lockLanes(transaction, [{ lane }]);
  const [row] = await transaction.query(
    `update ${schema}.delivery set state = $3, error = $4, leased = false, job = $5,
       due_at = clock_timestamp() + $6 * interval '1 millisecond'
     where key = $1 and ${filterOnly('job::text = $2 and leased')}
     returning ${issued}`,
    [
      readKey(key),
      token,
      outcome.state,
      outcome.state === 'done' ? null : writeText(outcome.error),
      again && lane === null ? randomUUID() : null,
      again ? Math.min(Math.max(0, outcome.retryInMs), maxIntervalMs) : 0,
    ],
  );
  if (row === undefined) return false;
  await jobs.complete(transaction, String(row['queue']), [token]);
  if (lane !== null) await issueNext(session, lane);
  else if (again) await jobs.send(transaction, row);
  return true;
}

/** How many leases a transaction returns; each row costs two round trips. */
export const maxReleased = 32;

/** Returns leases with their jobs. Each row is due again, in its old order, with a new job. */
export async function releaseLeases(session: Session, leases: readonly Lease[]): Promise<void> {
  const { transaction, jobs, schema } = session;
  const lanes = leases.map((lease) => ({ lane: laneOf(lease) }));
  await lockLanes(transaction, lanes);
  const rows = await transaction.query(
    `with held as (
       select key, job from ${schema}.delivery
       where key = any($1::bigint[]) and ${filterOnly('leased and job::text = any($2::text[])')} for no key update
     )
     update ${schema}.delivery set leased = false, attempts = attempts - 1, due_at = stored_at, job = case when lane is null then gen_random_uuid() end
     where key = any(array(select key from held))
     returning ${issued}, lane::text, (select held.job::text from held where held.key = delivery.key) as token`,
    [leases.map(({ key }) => readKey(key)), leases.map(({ token }) => token)],
  );
  for (const row of rows) {
    await jobs.complete(transaction, String(row['queue']), [String(row['token'])]);
    if (typeof row['lane'] === 'string') await issueNext(session, row['lane']);
    else await jobs.send(transaction, row);
  }
}
