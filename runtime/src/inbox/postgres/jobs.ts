import { codeOf, type Database, type Row, type Transaction } from './connection.js';
import { lock } from './locks.js';
import type { PostgresSettings } from './options.js';
import { type Boss, loadBoss } from './packages.js';
import { nameQueue } from './queue-name.js';
import { writeText } from './text.js';

/** The jobs that stand for due deliveries: one queue for each provider and event. */
export interface Jobs {
  /** The queue's name; makes it where it is missing. */
  ensureQueue(provider: string, event: string | null): Promise<string>;
  /** Makes a queue again that was deleted. */
  restoreQueue(name: string): Promise<void>;
  /** Issues the job of a row that has `issued` columns. */
  send(transaction: Transaction, row: Row): Promise<void>;
  /** Makes waiting jobs active; the ids of those it could. It waits for no one: a job that is locked is left alone. */
  start(transaction: Transaction, queue: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  complete(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Ends jobs whose lease ran out. */
  expire(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Ends jobs that have not started. */
  cancel(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Whether it has yet to start. */
  isWaiting(transaction: Transaction, queue: string, id: string): Promise<boolean>;
  /** Deletes jobs that ended a while ago. */
  maintain(): Promise<void>;
  stop(): Promise<void>;
}

/** What `send` reads of a row, in SQL: the database's own time, for its clock is the one that counts. */
export const issued = `key::text, queue, job::text, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due`;

/** Says that a queue is missing; the transaction is lost, and goes well once the queue is there again. */
export class MissingQueue extends Error {
  readonly queue: string;

  constructor(queue: string) {
    super(`queue ${queue} is missing`);
    this.queue = queue;
  }
}

/** Rows decide what is pending: a job never goes of itself, however long no worker comes. */
const retentionDays = 36_500;

const unfinished = ['created', 'retry', 'active'];

/** Starts pg-boss: its tables are made. It has no timers: `maintain` is called when there is something to delete. */
export async function startJobs(database: Database, settings: PostgresSettings): Promise<Jobs> {
  const PgBoss = await loadBoss();
  const options = { schema: settings.bossSchema, schedule: false, supervise: false } as const;
  const kept = { archiveCompletedAfterSeconds: 60, deleteAfterMinutes: 10 };
  const boss = await startBoss();
  const known = new Set<string>();
  const table = `${settings.bossSchema}.job`;
  const expireInSeconds = Math.ceil(settings.leaseMs / 1000) + 60; // later than the lease, which `claim` takes back itself

  /** An instance of which `start` has failed takes itself for started: each try has its own. */
  async function startBoss(): Promise<Boss> {
    for (let attempt = 1; ; attempt++) {
      const starting: Boss = new PgBoss({ ...options, ...kept, db: { executeSql: database.run } });
      starting.on('error', settings.report);
      try {
        await starting.start();
        return starting;
      } catch (error) {
        if (attempt === 3 || codeOf(error) !== '23505') throw error; // another process made the tables at the same time
      }
    }
  }

  async function ensureQueue(provider: string, event: string | null): Promise<string> {
    const name = nameQueue(provider, event);
    if (known.has(name)) return name;
    await database.transact(async (transaction) => {
      const values = [name, writeText(provider), writeText(event)];
      await transaction.query(`insert into ${settings.schema}.queue values ($1, $2, $3) on conflict do nothing`, values);
      await makeQueue(transaction, name);
    });
    known.add(name);
    return name;
  }

  async function makeQueue(transaction: Transaction, name: string): Promise<void> {
    await lock(transaction, 'queue', settings.bossSchema); // two that make partitions at once would deadlock
    const maker = new PgBoss({ ...options, ...kept, db: transaction }); // one of its own, for createQueue takes no connection
    await maker.createQueue(name, { name, policy: 'standard', retryLimit: 0 });
  }

  async function send(transaction: Transaction, { key, queue, job, due }: Row): Promise<void> {
    const priority = -Number(BigInt(String(key)) % 0x7fff_ffffn); // the oldest first, also where it failed before
    const options = { id: String(job), startAfter: String(due), priority, retryLimit: 0, expireInSeconds, retentionDays, db: transaction };
    if ((await boss.send(String(queue), { key }, options)) !== null) return;
    known.delete(String(queue));
    throw new MissingQueue(String(queue));
  }

  /** What `fetch` of pg-boss does, for jobs that are known. `fetch` picks them itself: it sorts all that are due, or passes over all that wait. */
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
   * What `complete`, `fail` and `cancel` of pg-boss do. Those join the ids, and if the statistics know of no jobs in the queue, that reads
   * all of them. Here the ids can only be looked up. The state is compared as text for the same reason (see `filterOnly`).
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
    restoreQueue: (name) => database.transact((transaction) => makeQueue(transaction, name)),
    send,
    start,
    complete: (transaction, queue, ids) => end(transaction, queue, ids, ['active'], 'completed', {}),
    expire: (transaction, queue, ids) => end(transaction, queue, ids, unfinished, 'failed', { message: 'the lease ran out' }),
    cancel: (transaction, queue, ids) => end(transaction, queue, ids, unfinished, 'cancelled', {}),
    isWaiting: async (transaction, queue, id) => {
      const job = await boss.getJobById(queue, id, { db: transaction });
      return job !== null && ['created', 'retry'].includes(job.state);
    },
    maintain: async () => void (await boss.maintain()),
    stop: () => boss.stop({ graceful: false }),
  };
}
