import type { EntryFilter } from '../inbox.js';
import type { SqliteDatabase } from './driver.js';
import { describeFilter } from './rows.js';
import type { SqliteWriter } from './writer.js';

export interface Retention {
  prune(olderThanMs: number, filter?: EntryFilter): Promise<number>;
  /**
   * Deletes expired deliveries in the background if the last time was minutes ago. Starts no timer, which would keep a
   * process alive.
   */
  pruneIfDue(): void;
}

const intervalMs = 3 * 60_000;
/** Deleted in one transaction, so it is bounded to keep other transactions from waiting. */
const batchSize = 100;

export function prepareRetention(database: SqliteDatabase, writer: SqliteWriter, retentionMs: number, now: () => number): Retention {
  const deleteExpired = database.prepare(
    `DELETE FROM delivery WHERE key IN (
       SELECT key FROM delivery WHERE state IN ('done', 'unknown', 'invalid', 'conflict') AND stored_at < ? LIMIT ${batchSize})`,
  );
  let prunedAt = Number.NEGATIVE_INFINITY;

  async function pruneBatches(deleteBatch: () => number | bigint): Promise<number> {
    let deleted = 0;
    while (true) {
      const count = Number(await writer.write(deleteBatch));
      deleted += count;
      if (count < batchSize) return deleted;
    }
  }

  function prune(olderThanMs: number, filter: EntryFilter = {}): Promise<number> {
    const { sql, values } = describeFilter(filter);
    const before = now() - olderThanMs;
    return pruneBatches(() => {
      const statement = database.prepare(
        `DELETE FROM delivery WHERE key IN (
           SELECT key FROM delivery WHERE state <> 'pending' AND stored_at < ?${sql} ORDER BY key LIMIT ${batchSize})`,
      );
      return statement.run(before, ...values).changes;
    });
  }

  function pruneIfDue(): void {
    const at = now();
    // In either direction, so that a clock set far back doesn't stop pruning.
    if (Math.abs(at - prunedAt) < intervalMs) return;
    prunedAt = at;
    pruneBatches(() => deleteExpired.run(at - retentionMs).changes).catch((error) => {
      // Nothing waits for this, and it is retried in a few minutes.
      if (!writer.ended()) process.emitWarning(`the inbox could not delete expired deliveries: ${error}`, { code: 'HOOKBOOK_RETENTION' });
    });
  }

  return { prune, pruneIfDue };
}
