import { type Database, patientMs } from './postgres-connection.js';
import { retireSome } from './postgres-entries.js';
import { tryLock } from './postgres-locks.js';
import type { PostgresSettings } from './postgres-options.js';

export interface Retention {
  /** Says that the inbox is in use. */
  nudge(): void;
  close(): Promise<void>;
}

const everyMs = 5 * 60_000;

/** Deletes in the background what was settled long ago: in small batches, now and then, and one process at a time. */
export function startRetention(database: Database, { schema, retentionMs, report }: PostgresSettings): Retention {
  let next = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let closed = false;

  function nudge(): void {
    if (closed || running !== null || performance.now() < next) return;
    next = performance.now() + everyMs;
    running = retire()
      .catch(report)
      .then(() => {
        running = null;
      });
  }

  async function retire(): Promise<void> {
    let count = 1;
    while (count > 0 && !closed) {
      count = await database.transact(
        async (transaction) => ((await tryLock(transaction, 'retention', schema)) ? retireSome(transaction, schema, retentionMs) : 0),
        patientMs,
      );
    }
  }

  async function close(): Promise<void> {
    closed = true;
    await running;
  }

  return { nudge, close };
}
