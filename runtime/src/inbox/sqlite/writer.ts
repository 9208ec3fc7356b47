import { setImmediate, setTimeout } from 'node:timers/promises';
import { isBusy, rollBack, type SqliteDatabase } from './driver.js';

/** What may happen to the database, none of it while the event loop waits for a lock. */
export interface SqliteWriter {
  /**
   * Makes a change in a transaction that it may share with others, and resolves after the commit. It may run several times; all but
   * the last are rolled back. Rejects where it throws, or where nothing could be committed.
   */
  write<Result>(change: () => Result): Promise<Result>;
  /** Reads by one statement, outside a transaction. */
  read<Result>(query: () => Result): Promise<Result>;
  /** Refuses what comes from now on, and resolves once what came before has ended. */
  end(): Promise<void>;
  ended(): boolean;
}

interface Job {
  /** Makes the change and gives what resolves it. */
  run(): () => void;
  reject(error: unknown): void;
  readonly deadline: number;
}

/** How many changes share a transaction, so that a burst doesn't keep the event loop. */
const maxTogether = 256;
/** Short: SQLite has no queue for its lock, who asks often gets it. */
const maxPauseMs = 10;

export function startWriter(database: SqliteDatabase, busyMs: number): SqliteWriter {
  let waiting: Job[] = [];
  let working: Promise<void> | null = null;
  let ended = false;

  function write<Result>(change: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (ended) throw new Error('the inbox is closed');
      const run = () => {
        const result = change();
        return () => resolve(result);
      };
      waiting.push({ run, reject, deadline: performance.now() + busyMs });
      working ??= commitAll();
    });
  }

  async function commitAll(): Promise<void> {
    let pauseMs = 1;
    // One turn of the event loop gathers what arrived together.
    await setImmediate();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxTogether);
      waiting = waiting.slice(batch.length);
      const failure = commit(batch);
      if (failure === null) {
        pauseMs = 1;
        if (waiting.length > 0) await setImmediate();
        continue;
      }
      const busy = isBusy(failure.error) ? { batch, error: failure.error } : await commitEach(batch, failure.error);
      if (busy === null) continue;
      // What arrives meanwhile goes along.
      waiting = rejectLate([...busy.batch, ...waiting], busy.error);
      await setTimeout(pauseMs * (0.5 + Math.random()));
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    }
    working = null;
  }

  /** So that one change that can't be made fails no other. Gives what was left over when the database became busy. */
  async function commitEach(batch: readonly Job[], error: unknown): Promise<{ batch: readonly Job[]; error: unknown } | null> {
    if (batch.length === 1) for (const { reject } of batch) reject(error);
    else {
      for (const [at, job] of batch.entries()) {
        const failure = commit([job]);
        if (failure !== null && isBusy(failure.error)) return { batch: batch.slice(at), error: failure.error };
        if (failure !== null) job.reject(failure.error);
        await setImmediate();
      }
    }
    return null;
  }

  function commit(jobs: readonly Job[]): { error: unknown } | null {
    let begun = false;
    try {
      database.exec('BEGIN IMMEDIATE');
      begun = true;
      const resolvers = jobs.map((job) => job.run());
      database.exec('COMMIT');
      for (const resolve of resolvers) resolve();
      return null;
    } catch (error) {
      if (begun) rollBack(database);
      return { error };
    }
  }

  function rejectLate(jobs: readonly Job[], error: unknown): Job[] {
    const now = performance.now();
    for (const job of jobs) if (job.deadline <= now) job.reject(describeLock(busyMs, error));
    return jobs.filter((job) => job.deadline > now);
  }

  async function read<Result>(query: () => Result): Promise<Result> {
    const deadline = performance.now() + busyMs;
    while (true) {
      if (ended) throw new Error('the inbox is closed');
      try {
        return query();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() >= deadline) throw describeLock(busyMs, error);
        await setTimeout(maxPauseMs * Math.random());
      }
    }
  }

  async function end(): Promise<void> {
    ended = true;
    await working;
  }

  return { write, read, end, ended: () => ended };
}

function describeLock(busyMs: number, cause: unknown): Error {
  return new Error(`the inbox was locked by another process for ${busyMs} ms`, { cause });
}
