import { type EntryFilter, type Inbox, type Lease, TooManyConflictsError } from './inbox/inbox.js';
import { claimDue } from './inbox/postgres/claim.js';
import { openDatabase, type TransactionKind } from './inbox/postgres/connection.js';
import { startDeadline } from './inbox/postgres/deadline.js';
import { pruneBatch, readEntries, replayBatch } from './inbox/postgres/entries.js';
import { type Jobs, MissingQueueError, type Session, startJobs } from './inbox/postgres/jobs.js';
import { checkPostgresOptions, type PostgresInboxOptions } from './inbox/postgres/options.js';
import { startRetention } from './inbox/postgres/retention.js';
import { prepareSchema } from './inbox/postgres/schema.js';
import { maxReleased, releaseLeases, settleLease } from './inbox/postgres/settle.js';
import { storeArrival } from './inbox/postgres/store.js';
import { upgradeTables } from './inbox/postgres/upgrade.js';

export type { PostgresClient, PostgresInboxOptions, PostgresPool } from './inbox/postgres/options.js';

export interface PostgresInbox extends Inbox {
  /** Connects and creates missing tables; rejects if that fails. For processes that want to know before they listen. */
  ready(): Promise<void>;
}

/**
 * An inbox in Postgres, for many receivers and workers: raw rows in its own tables, their jobs in pg-boss, and every
 * change of both in one transaction. Needs the packages pg and pg-boss 10. Connects and creates its tables on first
 * use. While the database is unreachable calls reject; they work again once it is back. Throws a TypeError that names
 * an invalid option.
 */
export function postgresInbox(options: PostgresInboxOptions): PostgresInbox {
  const settings = checkPostgresOptions(options);
  const { schema, leaseMs, pollMs, timeoutMs } = settings;
  const database = openDatabase(settings);
  const inProgress = new Set<Promise<unknown>>();
  const retention = startRetention(database, settings);
  let starting: Promise<Jobs> | null = null;
  let upgrading = false;
  let closing: Promise<void> | null = null;

  /** After a failed start, the next call tries again. */
  async function start(): Promise<Jobs> {
    starting ??= prepare().catch((error) => {
      starting = null;
      throw error;
    });
    const deadline = startDeadline(timeoutMs);
    return deadline.race(starting).finally(deadline.clear);
  }

  async function prepare(): Promise<Jobs> {
    await database.transact((transaction) => prepareSchema(transaction, schema), 'background');
    const jobs = await startJobs(database, settings);
    if (!upgrading) upgradeTables(database, settings).catch(settings.report);
    upgrading = true;
    return jobs;
  }

  /** `close` waits for these calls. */
  function run<T>(work: (jobs: Jobs) => Promise<T>): Promise<T> {
    if (closing !== null) return Promise.reject(new Error('the inbox is closed'));
    const running = start()
      .then(work)
      .finally(() => inProgress.delete(running));
    inProgress.add(running);
    return running;
  }

  /** Applies the time limit to starting and creating a queue too, because a sender is waiting for the answer. */
  function runWithinLimit<T>(work: (jobs: Jobs) => Promise<T>): Promise<T> {
    const deadline = startDeadline(timeoutMs);
    return deadline.race(run(work)).finally(deadline.clear);
  }

  async function commit<T>(jobs: Jobs, work: (session: Session) => Promise<T>, kind?: TransactionKind): Promise<T> {
    const transact = () => database.transact((transaction) => work({ transaction, jobs, schema }), kind);
    try {
      return await transact();
    } catch (error) {
      if (!(error instanceof MissingQueueError)) throw error;
      await jobs.restoreQueue(error.queue);
      return transact();
    }
  }

  async function* entries(filter: EntryFilter = {}) {
    if (closing !== null) throw new Error('the inbox is closed');
    await start();
    yield* readEntries(database, schema, filter);
  }

  async function replay(jobs: Jobs, filter: EntryFilter): Promise<number> {
    let total = 0;
    for (let after: string | null = '0'; after !== null; ) {
      const from: string = after;
      const { count, last } = await commit(jobs, (session) => replayBatch(session, filter, from), 'background');
      total += count;
      after = last;
    }
    return total;
  }

  async function release(jobs: Jobs, leases: readonly Lease[]): Promise<void> {
    for (let at = 0; at < leases.length; at += maxReleased) {
      await commit(jobs, (session) => releaseLeases(session, leases.slice(at, at + maxReleased)));
    }
  }

  async function prune(olderThanMs: number, filter: EntryFilter): Promise<number> {
    for (let total = 0; ; ) {
      const count = await database.transact((transaction) => pruneBatch(transaction, schema, olderThanMs, filter), 'background');
      total += count;
      if (count === 0) return total;
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(inProgress);
    const jobs = await starting?.catch(() => null);
    await retention.close();
    await jobs?.stop();
    await database.close();
  }

  return {
    leaseMs,
    pollMs,
    ready: () => run(async () => undefined),
    store: (given) => {
      const arrival = { ...given, body: Uint8Array.from(given.body), headers: given.headers.map((header) => [...header] as const) };
      return runWithinLimit(async (jobs) => {
        const queue = await jobs.ensureQueue(arrival.provider, arrival.event);
        const { stored, retentionDue } = await commit(jobs, (session) => storeArrival(session, arrival, queue));
        if (stored === null) throw new TooManyConflictsError();
        if (retentionDue) retention.start(jobs);
        return stored;
      });
    },
    claim: (wanted) =>
      run(async (jobs) => {
        const { leases, waitMs, retentionDue } = await commit(jobs, (session) => claimDue(session, wanted, leaseMs));
        if (retentionDue) retention.start(jobs);
        return { leases, waitMs };
      }),
    settle: (lease, outcome) => run((jobs) => commit(jobs, (session) => settleLease(session, lease, outcome))),
    release: (leases) => run((jobs) => release(jobs, leases)),
    entries,
    replay: (filter) => run((jobs) => replay(jobs, filter)),
    prune: (olderThanMs, filter = {}) => run(() => prune(olderThanMs, filter)),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
