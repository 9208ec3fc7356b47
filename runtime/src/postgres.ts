import { type EntryFilter, type Inbox, type Lease, TooManyConflictsError } from './inbox/inbox.js';
import { claimDue } from './inbox/postgres/claim.js';
import { openDatabase, type Pace, type Transaction } from './inbox/postgres/connection.js';
import { startDeadline } from './inbox/postgres/deadline.js';
import { pruneSome, readEntries, replaySome } from './inbox/postgres/entries.js';
import { type Jobs, MissingQueue, startJobs } from './inbox/postgres/jobs.js';
import { checkPostgresOptions, type PostgresInboxOptions } from './inbox/postgres/options.js';
import { startRetention } from './inbox/postgres/retention.js';
import { prepareSchema } from './inbox/postgres/schema.js';
import { maxReleased, releaseLeases, settleLease } from './inbox/postgres/settle.js';
import { storeArrival } from './inbox/postgres/store.js';
import { upgradeTables } from './inbox/postgres/upgrade.js';

export type { PostgresClient, PostgresInboxOptions, PostgresPool } from './inbox/postgres/options.js';

export interface PostgresInbox extends Inbox {
  /** Connects and makes the tables where they aren't there; rejects where that can't be done. For a process that wants to know before it listens. */
  ready(): Promise<void>;
}

/**
 * An inbox in Postgres, for many receivers and many workers: raw rows in tables of its own, their jobs in pg-boss, each change of
 * both in one transaction. Needs the packages pg and pg-boss 10. Connects, and makes its tables, when it is first used; a database
 * that is gone makes calls reject, and it goes on when the database is back. Throws a TypeError that names the option where one is wrong.
 */
export function postgresInbox(options: PostgresInboxOptions): PostgresInbox {
  const settings = checkPostgresOptions(options);
  const { schema, leaseMs, pollMs, timeoutMs } = settings;
  const database = openDatabase(settings);
  const underWay = new Set<Promise<unknown>>();
  const retention = startRetention(database, settings);
  let starting: Promise<Jobs> | null = null;
  let upgrading = false;
  let closing: Promise<void> | null = null;

  /** A start that failed is tried again by the next call. */
  async function start(): Promise<Jobs> {
    starting ??= prepare().catch((error) => {
      starting = null;
      throw error;
    });
    const deadline = startDeadline(timeoutMs);
    return deadline.race(starting).finally(deadline.clear);
  }

  async function prepare(): Promise<Jobs> {
    await database.transact((transaction) => prepareSchema(transaction, schema), 'patient');
    const jobs = await startJobs(database, settings);
    if (!upgrading) upgradeTables(database, settings).catch(settings.report);
    upgrading = true;
    return jobs;
  }

  /** What is called is waited for by `close`. */
  function run<T>(work: (jobs: Jobs) => Promise<T>): Promise<T> {
    if (closing !== null) return Promise.reject(new Error('the inbox is closed'));
    const running = start()
      .then(work)
      .finally(() => underWay.delete(running));
    underWay.add(running);
    return running;
  }

  /** A start and a queue that is to be made first don't make the time longer: someone waits for the answer. */
  function hurry<T>(work: (jobs: Jobs) => Promise<T>): Promise<T> {
    const deadline = startDeadline(timeoutMs);
    return deadline.race(run(work)).finally(deadline.clear);
  }

  async function commit<T>(jobs: Jobs, work: (transaction: Transaction) => Promise<T>, pace: Pace = 'prompt'): Promise<T> {
    try {
      return await database.transact(work, pace);
    } catch (error) {
      if (!(error instanceof MissingQueue)) throw error;
      await jobs.restoreQueue(error.queue);
      return database.transact(work, pace);
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
      const { count, last } = await commit(jobs, (transaction) => replaySome(transaction, jobs, schema, filter, from), 'patient');
      total += count;
      after = last;
    }
    return total;
  }

  async function release(jobs: Jobs, leases: readonly Lease[]): Promise<void> {
    for (let at = 0; at < leases.length; at += maxReleased) {
      await commit(jobs, (transaction) => releaseLeases(transaction, jobs, schema, leases.slice(at, at + maxReleased)));
    }
  }

  async function prune(olderThanMs: number, filter: EntryFilter): Promise<number> {
    for (let total = 0; ; ) {
      const count = await database.transact((transaction) => pruneSome(transaction, schema, olderThanMs, filter), 'patient');
      total += count;
      if (count === 0) return total;
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(underWay);
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
      return hurry(async (jobs) => {
        const queue = await jobs.ensureQueue(arrival.provider, arrival.event);
        const { stored, retire } = await commit(jobs, (transaction) => storeArrival(transaction, jobs, schema, arrival, queue));
        if (stored === null) throw new TooManyConflictsError();
        if (retire) retention.nudge(jobs);
        return stored;
      });
    },
    claim: (wanted) =>
      run(async (jobs) => {
        const { leases, waitMs, retire } = await commit(jobs, (transaction) => claimDue(transaction, jobs, schema, wanted, leaseMs));
        if (retire) retention.nudge(jobs);
        return { leases, waitMs };
      }),
    settle: (lease, outcome) => run((jobs) => commit(jobs, (transaction) => settleLease(transaction, jobs, schema, lease, outcome))),
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
