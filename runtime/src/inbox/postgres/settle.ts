import { randomUUID } from 'node:crypto';
import type { Lease, Outcome } from '../inbox.js';
import type { Transaction } from './connection.js';
import { issued, type Jobs } from './jobs.js';
import { issueNext, laneOf, lockLanes } from './lanes.js';
import { readKey, writeText } from './text.js';

/** What an interval can hold, and more than anyone waits. */
export const longestMs = 1e12;

/** Ends the lease and its job, and issues the jobs that follow from it. The lease's token is its job, which is fetched but once. */
export async function settleLease(
  transaction: Transaction,
  jobs: Jobs,
  schema: string,
  { provider, orderingKey, key, token }: Lease,
  outcome: Outcome,
): Promise<boolean> {
  const again = outcome.state === 'pending';
  const lane = laneOf(provider, orderingKey);
  await lockLanes(transaction, [lane]);
  const [row] = await transaction.query(
    `update ${schema}.delivery set state = $3, error = $4, leased = false, job = $5,
       due_at = clock_timestamp() + $6 * interval '1 millisecond'
     where key = $1 and job::text = $2 and leased
     returning ${issued}`,
    [
      readKey(key),
      token,
      outcome.state,
      outcome.state === 'done' ? null : writeText(outcome.error),
      again && lane === null ? randomUUID() : null,
      again ? Math.min(Math.max(0, outcome.retryInMs), longestMs) : 0,
    ],
  );
  if (row === undefined) return false;
  await jobs.complete(transaction, String(row['queue']), [token]);
  if (lane !== null) await issueNext(transaction, jobs, schema, lane);
  else if (again) await jobs.send(transaction, row);
  return true;
}
