import type { Database } from './connection.js';
import { retireSome } from './entries.js';
import type { Jobs } from './jobs.js';
import { tryLock } from './locks.js';
import type { PostgresSettings } from './options.js';
import { endStrayJobs } from './stray-jobs.js';

export interface Retention {
  /** Says that it is time. */
  nudge(jobs: Jobs): void;
  close(): Promise<void>;
}

/** Whether it is time, in SQL: a few minutes after it last was, whichever process did it. */
export function isTimeToRetire(schema: string): string {
  return `(select retired_at < clock_timestamp() - interval '5 minutes' from ${schema}.version)`;
}

/** Deletes in the background what was settled long ago, in small batches, and jobs that are done; one process at a time. */
export function startRetention(database: Database, settings: PostgresSettings): Retention {
  const { schema, retentionMs, report } = settings;
  let running: Promise<void> | null = null;
  let closed = false;

  function nudge(jobs: Jobs): void {
    if (closed || running !== null) return;
    running = retire(jobs)
      .catch(report)
      .then(() => {
        running = null;
      });
  }

  async function retire(jobs: Jobs): Promise<void> {
    let count: number | null = 1;
    while (count !== null && count > 0 && !closed) {
      count = await database.transact(async (transaction) => {
        if (!(await tryLock(transaction, 'retention', schema))) return null;
        await transaction.query(`update ${schema}.version set retired_at = clock_timestamp()`);
        return retireSome(transaction, schema, retentionMs);
      }, 'patient');
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

  return { nudge, close };
}
