import type { Database } from './connection.js';
import { deleteExpired } from './entries.js';
import type { Jobs } from './jobs.js';
import { tryLock } from './locks.js';
import type { PostgresSettings } from './options.js';
import { endStrayJobs } from './stray-jobs.js';

export interface Retention {
  /** Starts deleting unless it is in progress. */
  start(jobs: Jobs): void;
  close(): Promise<void>;
}

/** Whether the last run of any process was a few minutes ago, in SQL. */
export function isRetentionDue(schema: string): string {
  return `(select retired_at < clock_timestamp() - interval '5 minutes' from ${schema}.version)`;
}

/** Deletes expired deliveries and ended jobs in the background, in small batches, one process at a time. */
export function startRetention(database: Database, settings: PostgresSettings): Retention {
  const { schema, retentionMs, report } = settings;
  let running: Promise<void> | null = null;
  let closed = false;

  function start(jobs: Jobs): void {
    if (closed || running !== null) return;
    running = runOnce(jobs)
      .catch(report)
      .then(() => {
        running = null;
      });
  }

  async function runOnce(jobs: Jobs): Promise<void> {
    let count: number | null = 1;
    while (count !== null && count > 0 && !closed) {
      count = await database.transact(async (transaction) => {
        if (!(await tryLock(transaction, 'retention', schema))) return null;
        await transaction.query(`update ${schema}.version set retired_at = clock_timestamp()`);
        return deleteExpired(transaction, schema, retentionMs);
      }, 'background');
    }
    if (count === null) return; // another process is doing it
    // Even while it closes: every process may be short-lived.
    await jobs.maintain();
    await endStrayJobs(database, jobs, settings);
  }

  async function close(): Promise<void> {
    closed = true;
    await running;
  }

  return { start, close };
}
