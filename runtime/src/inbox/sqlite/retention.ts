import type { EntryFilter } from '../inbox.js';
import type { SqliteDatabase } from './driver.js';
import { describeFilter } from './rows.js';
import type { SqliteWriter } from './writer.js';

export interface Retention {
  prune(olderThanMs: number, filter?: EntryFilter): Promise<number>;
  /** Looks for what is past its time every few minutes, in the background; between that it does nothing. No timer keeps a process alive. */
  pruneNowAndThen(): void;
}

const everyMs = 3 * 60_000;
/** Deleted in one transaction, so that no one waits long for its turn. */
const batchSize = 100;

export function prepareRetention(database: SqliteDatabase, writer: SqliteWriter, retentionMs: number, now: () => number): Retention {
  const forgetExpired = database.prepare(
    `DELETE FROM delivery WHERE key IN (
       SELECT key FROM delivery WHERE state IN ('done', 'unknown', 'invalid', 'conflict') AND stored_at < ? LIMIT ${batchSize})`,
  );
  let prunedAt = Number.NEGATIVE_INFINITY;

  async function pruneBatches(forget: () => number | bigint): Promise<number> {
    let forgotten = 0;
    while (true) {
      const count = Number(await writer.write(forget));
      forgotten += count;
      if (count < batchSize) return forgotten;
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

  function pruneNowAndThen(): void {
    const at = now();
    // Either way: a clock that went back far must not keep everything for as long.
    if (Math.abs(at - prunedAt) < everyMs) return;
    prunedAt = at;
    pruneBatches(() => forgetExpired.run(at - retentionMs).changes).catch((error) => {
      // No one waits for this, and nothing is lost by it: it is tried again in a few minutes.
      if (!writer.ended())
        process.emitWarning(`the inbox could not forget what is past its time: ${error}`, { code: 'HOOKBOOK_RETENTION' });
    });
  }

  return { prune, pruneNowAndThen };
}
