import { setImmediate, setTimeout } from 'node:timers/promises';
import { isBusy, rollBack, type SqliteDatabase } from './driver.js';

/** Access to the database that never blocks the event loop to wait for a lock. */
export interface SqliteWriter {
  /**
   * Makes a change in a transaction, which it may share with others, and resolves after the commit. May run several
   * times; all but the last are rolled back. Rejects if it throws or if nothing could be committed.
   */
  write<Result>(change: () => Result): Promise<Result>;
  /** Reads with a single statement, outside a transaction. */
  read<Result>(query: () => Result): Promise<Result>;
  /** Refuses new calls, and resolves once earlier ones have ended. */
  end(): Promise<void>;
  ended(): boolean;
}

interface Job {
  /** Makes the change and returns the function that resolves its promise. */
  run(): () => void;
  reject(error: unknown): void;
  readonly deadline: number;
}

/** How many changes may share a transaction, so that a burst doesn't block the event loop. */
const maxBatch = 256;
/** Short, because SQLite's lock has no queue: whoever asks often gets it. */
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
    // Waiting for one turn of the event loop batches changes that arrive together.
    await setImmediate();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(batch.length);
      const failure = commit(batch);
      if (failure === null) {
        pauseMs = 1;
        if (waiting.length > 0) await setImmediate();
        continue;
      }
      const busy = isBusy(failure.error) ? { batch, error: failure.error } : await commitEach(batch, failure.error);
      if (busy === null) continue;
      // Changes that arrived meanwhile join the batch.
      waiting = rejectExpired([...busy.batch, ...waiting], busy.error);
      await setTimeout(pauseMs * (0.5 + Math.random()));
      pauseMs = Math.min(pauseMs * 2, maxPauseMs);
    }
    working = null;
  }

  /** Commits each change alone, so that a failing one fails no other. Returns the rest if the database is busy. */
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

  function rejectExpired(jobs: readonly Job[], error: unknown): Job[] {
    const now = performance.now();
    for (const job of jobs) if (job.deadline <= now) job.reject(createLockError(busyMs, error));
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
        if (performance.now() >= deadline) throw createLockError(busyMs, error);
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

function createLockError(busyMs: number, cause: unknown): Error {
  return new Error(`the inbox was locked by another process for ${busyMs} ms`, { cause });
}
