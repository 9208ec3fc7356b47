import { checkNumber, checkObject, maxTimerMs } from './checks.js';
import {
  defaultLeaseMs,
  defaultRetentionMs,
  type EntryFilter,
  type Inbox,
  type InboxEntry,
  type Lease,
  TooManyConflictsError,
  type Wanted,
} from './inbox/inbox.js';
import { prepareClaims } from './inbox/sqlite/claim.js';
import { isBusy, loadDriver, type SqliteConstructor, type SqliteDriverName } from './inbox/sqlite/driver.js';
import { prepareRetention } from './inbox/sqlite/retention.js';
import { describeFilter, type EntryRow, entryColumns, readEntry, select } from './inbox/sqlite/rows.js';
import { openDatabase } from './inbox/sqlite/schema.js';
import { prepareStore } from './inbox/sqlite/store.js';
import { startWriter } from './inbox/sqlite/writer.js';

export type { SqliteConstructor, SqliteDatabase, SqliteDriverName, SqliteStatement, SqliteValue } from './inbox/sqlite/driver.js';

export interface SqliteInboxOptions {
  /** A driver's name or Database class; by default the first installed of node:sqlite, libsql and better-sqlite3. */
  readonly driver?: SqliteDriverName | SqliteConstructor;
  /** How long to wait for a lock that another process holds, in milliseconds; 4 seconds by default. */
  readonly busyMs?: number;
  /** How long a lease lasts, in milliseconds; 5 minutes by default. */
  readonly leaseMs?: number;
  /** How often a worker checks for deliveries that other processes stored, in milliseconds; 1 second by default. */
  readonly pollMs?: number;
  /** How long processed deliveries and their ids are kept, in milliseconds; 30 days by default. */
  readonly retentionMs?: number;
  /** Returns unix milliseconds; Date.now by default. All processes that use the file should share a clock. */
  readonly now?: () => number;
}

/** How many entries are read at a time; bodies may be large. */
const pageSize = 32;

/**
 * An inbox in a file, for one machine and any number of its processes. Requests that arrive together share a commit,
 * and every commit is flushed to disk (WAL, synchronous=FULL). Throws if no driver is installed or if the file cannot
 * give that guarantee.
 */
export function sqliteInbox(path: string, options: SqliteInboxOptions = {}): Inbox {
  if (typeof path !== 'string') throw new TypeError('sqliteInbox: the path of its file is missing: is its environment variable set?');
  checkObject('sqliteInbox', options, ['driver', 'busyMs', 'leaseMs', 'pollMs', 'retentionMs', 'now']);
  const { driver, now = Date.now } = options;
  const busyMs = checkNumber('sqliteInbox: busyMs', options.busyMs ?? 4_000, 0, maxTimerMs);
  const leaseMs = checkNumber('sqliteInbox: leaseMs', options.leaseMs ?? defaultLeaseMs, 1, maxTimerMs);
  const pollMs = checkNumber('sqliteInbox: pollMs', options.pollMs ?? 1_000, 1, maxTimerMs);
  const retentionMs = checkNumber('sqliteInbox: retentionMs', options.retentionMs ?? defaultRetentionMs, 0, Number.POSITIVE_INFINITY);
  const database = openDatabase(path, loadDriver(driver), busyMs);
  const writer = startWriter(database, busyMs);
  const prepareArrival = prepareStore(database, now);
  const claims = prepareClaims(database, leaseMs, now);
  const retention = prepareRetention(database, writer, retentionMs, now);
  let closing: Promise<void> | null = null;

  async function store(arrival: Parameters<Inbox['store']>[0]) {
    const stored = await writer.write(prepareArrival(arrival));
    retention.pruneIfDue();
    if (stored === 'refused') throw new TooManyConflictsError();
    return stored;
  }

  async function claim(wanted: Wanted) {
    retention.pruneIfDue();
    const take = (leases: readonly Lease[]) => ({ leases, waitMs: claims.waitMs(wanted.provider) });
    const nothing = await writer.read(() => (claims.find(wanted) ? null : take([])));
    // Computed before the commit: once the leases are taken, nothing may fail.
    return nothing ?? (await writer.write(() => take(claims.lease(wanted))));
  }

  /** Reads page by page, so that a slow reader keeps no transaction open and the log can be checkpointed. */
  async function* entries(filter: EntryFilter = {}): AsyncGenerator<InboxEntry> {
    const { sql, values } = describeFilter(filter);
    let after = 0;
    while (true) {
      const page = await writer.read(() => {
        const statement = database.prepare(`SELECT ${entryColumns} FROM delivery WHERE key > ?${sql} ORDER BY key LIMIT ${pageSize}`);
        return select<EntryRow>(statement, after, ...values);
      });
      for (const row of page) yield readEntry(row);
      after = page.at(-1)?.key ?? after;
      if (page.length < pageSize) return;
    }
  }

  function replay(filter: EntryFilter) {
    const { sql, values } = describeFilter(filter);
    return writer.write(() => {
      const at = now();
      const statement = database.prepare(
        `UPDATE delivery SET state = 'pending', attempts = 0, error = NULL, token = NULL, wait_from = ?, due_at = ?
         WHERE state NOT IN ('pending', 'conflict')${sql}`,
      );
      return Number(statement.run(at, at, ...values).changes);
    });
  }

  async function closeAll(): Promise<void> {
    await writer.end();
    try {
      // If other processes are using the file, this may not reach the end of the log; the last of them will.
      database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch (error) {
      // Nothing is lost: committed changes are in the log, and whoever opens the file next finds them there.
      if (!isBusy(error)) process.emitWarning(`the inbox could not empty its log into its file: ${error}`, { code: 'HOOKBOOK_CHECKPOINT' });
    } finally {
      database.close();
    }
  }

  return {
    leaseMs,
    pollMs,
    store,
    claim,
    settle: (lease, outcome) => writer.write(() => claims.settle(lease, outcome)),
    release: (leases) => writer.write(() => claims.release(leases)),
    entries,
    replay,
    prune: retention.prune,
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
