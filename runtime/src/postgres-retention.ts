import { type Database, patientMs } from './postgres-connection.js';
import { retireSome } from './postgres-entries.js';
import { tryLock } from './postgres-locks.js';
import type { PostgresSettings } from './postgres-options.js';

export interface Retention {
  /** Says that it is time. */
  nudge(): void;
  close(): Promise<void>;
}

/** Whether it is time, in SQL: a few minutes after it last was, whichever process did it. */
export function isTimeToRetire(schema: string): string {
  return `(select retired_at < clock_timestamp() - interval '5 minutes' from ${schema}.version)`;
}

/** Deletes in the background what was settled long ago, in small batches, and one process at a time. */
export function startRetention(database: Database, { schema, retentionMs, report }: PostgresSettings): Retention {
  let running: Promise<void> | null = null;
  let closed = false;

  function nudge(): void {
    if (closed || running !== null) return;
    running = retire()
      .catch(report)
      .then(() => {
        running = null;
      });
  }

  async function retire(): Promise<void> {
    let count = 1;
    while (count > 0 && !closed) {
      count = await database.transact(async (transaction) => {
        if (!(await tryLock(transaction, 'retention', schema))) return 0;
        await transaction.query(`update ${schema}.version set retired_at = clock_timestamp()`);
        return retireSome(transaction, schema, retentionMs);
      }, patientMs);
    }
  }

  async function close(): Promise<void> {
    closed = true;
    await running;
  }

  return { nudge, close };
}
