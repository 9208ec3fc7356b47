import { codeOf, type Database, type Row, type Transaction } from './connection.js';
import { lock } from './locks.js';
import type { PostgresSettings } from './options.js';
import { loadBoss } from './packages.js';
import { nameQueue } from './queue-name.js';
import { writeText } from './text.js';

/** The jobs of due deliveries, in one queue per provider and event. */
export interface Jobs {
  /** Returns the name of the queue; creates it if it is missing. */
  ensureQueue(provider: string, event: string | null): Promise<string>;
  /** Recreates a deleted queue. */
  restoreQueue(name: string): Promise<void>;
  /** Sends the job of a row with the `issued` columns. */
  send(transaction: Transaction, row: Row): Promise<void>;
  /** Starts waiting jobs and returns their ids. Skips locked jobs instead of waiting. */
  start(transaction: Transaction, queue: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  complete(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Ends jobs whose lease expired. */
  expire(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Ends jobs that have not started. */
  cancel(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Whether it has yet to start. */
  isWaiting(transaction: Transaction, queue: string, id: string): Promise<boolean>;
  /** Deletes jobs that ended a while ago. */
  maintain(): Promise<void>;
  stop(): Promise<void>;
}

/** What the steps of a call share. */
export interface Session {
  readonly transaction: Transaction;
  readonly jobs: Jobs;
  readonly schema: string;
}

/** The columns that `send` needs. Times come from the database, whose clock is authoritative. */
export const issued = `key::text, queue, job::text, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due`;

/** The transaction failed because a queue is missing. It can be retried once the queue exists again. */
export class MissingQueueError extends Error {
  readonly queue: string;

  constructor(queue: string) {
    super(`queue ${queue} is missing`);
    this.queue = queue;
  }
}

/** Rows decide what is pending, so a job must never expire, however long no worker comes. */
const retentionDays = 36_500;

const unfinished = ['created', 'retry', 'active'];

/** Starts pg-boss, which creates its tables, without its timers: call `maintain` when there is something to delete. */
export async function startJobs(database: Database, settings: PostgresSettings): Promise<Jobs> {
  const PgBoss = await loadBoss();
  const options = { schema: settings.bossSchema, schedule: false, supervise: false } as const;
  const kept = { archiveCompletedAfterSeconds: 60, deleteAfterMinutes: 10 };
  const boss = await startBoss();
  const known = new Set<string>();
  const table = `${settings.bossSchema}.job`;
  const expireInSeconds = Math.ceil(settings.leaseMs / 1000) + 60; // after the lease, which `claim` ends itself

  /** Each try needs a new instance: one that failed to start believes that it has started. */
  async function startBoss() {
    for (let attempt = 1; ; attempt++) {
      const starting = new PgBoss({ ...options, ...kept, db: { executeSql: database.run } });
      starting.on('error', settings.report);
      try {
        await starting.start();
        return starting;
      } catch (error) {
        if (attempt === 3 || codeOf(error) !== '23505') throw error; // another process created the tables at the same time
      }
    }
  }

  async function ensureQueue(provider: string, event: string | null): Promise<string> {
    const name = nameQueue(provider, event);
    if (known.has(name)) return name;
    await database.transact(async (transaction) => {
      const values = [name, writeText(provider), writeText(event)];
      await transaction.query(`insert into ${settings.schema}.queue values ($1, $2, $3) on conflict do nothing`, values);
      await createQueue(transaction, name);
    });
    known.add(name);
    return name;
  }

  async function createQueue(transaction: Transaction, name: string): Promise<void> {
    await lock(transaction, 'queue', settings.bossSchema); // creating two partitions at once would deadlock
    const creator = new PgBoss({ ...options, ...kept, db: transaction }); // createQueue takes no connection
    await creator.createQueue(name, { name, policy: 'standard', retryLimit: 0 });
  }

  async function send(transaction: Transaction, { key, queue, job, due }: Row): Promise<void> {
    const priority = -Number(BigInt(String(key)) % 0x7fff_ffffn); // oldest first, even if it failed before
    const options = { id: String(job), startAfter: String(due), priority, retryLimit: 0, expireInSeconds, retentionDays, db: transaction };
    if ((await boss.send(String(queue), { key }, options)) !== null) return;
    known.delete(String(queue));
    throw new MissingQueueError(String(queue));
  }

  /**
   * Like `fetch` of pg-boss, but for given jobs. `fetch` picks them itself, and sorts all due jobs or skips all waiting
   * ones to do so.
   */
  async function start(transaction: Transaction, queue: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await transaction.query(
      `update ${table} set state = 'active', started_on = now() where name = $1 and id = any(array(
         select id from ${table} where name = $1 and id = any($2::uuid[]) and state::text in ('created', 'retry') for update skip locked
       )) returning id::text`,
      [queue, ids],
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /**
   * Like `complete`, `fail` and `cancel` of pg-boss. Those join the ids, which reads all jobs if the statistics know of
   * none in the queue. Here ids can only be looked up. The state is compared as text for the same reason (see
   * `filterOnly`).
   */
  async function end(transaction: Transaction, queue: string, ids: readonly string[], from: readonly string[], to: string, output: object) {
    if (ids.length === 0) return;
    await transaction.query(
      `update ${table} set state = $4::${settings.bossSchema}.job_state, completed_on = now(), output = $5
       where name = $1 and id = any($2::uuid[]) and state::text = any($3::text[])`,
      [queue, ids, from, to, JSON.stringify(output)],
    );
  }

  return {
    ensureQueue,
    restoreQueue: (name) => database.transact((transaction) => createQueue(transaction, name)),
    send,
    start,
    complete: (transaction, queue, ids) => end(transaction, queue, ids, ['active'], 'completed', {}),
    expire: (transaction, queue, ids) => end(transaction, queue, ids, unfinished, 'failed', { message: 'the lease expired' }),
    cancel: (transaction, queue, ids) => end(transaction, queue, ids, unfinished, 'cancelled', {}),
    isWaiting: async (transaction, queue, id) => {
      const job = await boss.getJobById(queue, id, { db: transaction, includeArchive: false });
      return job !== null && ['created', 'retry'].includes(job.state);
    },
    maintain: () => boss.maintain(),
    stop: () => boss.stop({ graceful: false }),
  };
}
