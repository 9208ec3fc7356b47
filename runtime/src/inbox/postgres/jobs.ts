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
  fetch(transaction: Transaction, queue: string, most: number): Promise<Job[]>;
  complete(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Ends jobs whose lease ran out. */
  expire(transaction: Transaction, queue: string, ids: readonly string[]): Promise<void>;
  /** Whether it is yet to be fetched. */
  isWaiting(transaction: Transaction, queue: string, id: string): Promise<boolean>;
  /** Deletes jobs that ended a while ago. */
  maintain(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface Job {
  readonly id: string;
  readonly key: string;
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

/** Starts pg-boss: its tables are made. It has no timers: `maintain` is called when there is something to delete. */
export async function startJobs(database: Database, settings: PostgresSettings): Promise<Jobs> {
  const PgBoss = await loadBoss();
  const options = { schema: settings.bossSchema, schedule: false, supervise: false } as const;
  const kept = { archiveCompletedAfterSeconds: 60, deleteAfterMinutes: 10 };
  const boss = await startBoss();
  const known = new Set<string>();
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
    await indexQueue(transaction, settings.bossSchema, name);
  }

  async function send(transaction: Transaction, { key, queue, job, due }: Row): Promise<void> {
    const priority = -Number(BigInt(String(key)) % 0x7fff_ffffn); // the oldest first, also where it failed before
    const options = { id: String(job), startAfter: String(due), priority, retryLimit: 0, expireInSeconds, retentionDays, db: transaction };
    if ((await boss.send(String(queue), { key }, options)) !== null) return;
    known.delete(String(queue));
    throw new MissingQueue(String(queue));
  }

  async function fetch(transaction: Transaction, queue: string, most: number): Promise<Job[]> {
    const jobs = await boss.fetch(queue, { batchSize: most, db: transaction });
    return jobs.map(({ id, data }) => ({ id, key: keyOf(data) }));
  }

  return {
    ensureQueue,
    restoreQueue: (name) => database.transact((transaction) => makeQueue(transaction, name)),
    send,
    fetch,
    complete: async (transaction, queue, ids) => {
      if (ids.length > 0) await boss.complete(queue, [...ids], {}, { db: transaction });
    },
    expire: async (transaction, queue, ids) => {
      if (ids.length > 0) await boss.fail(queue, [...ids], { message: 'the lease ran out' }, { db: transaction });
    },
    isWaiting: async (transaction, queue, id) => {
      const job = await boss.getJobById(queue, id, { db: transaction });
      return job !== null && ['created', 'retry'].includes(job.state);
    },
    maintain: () => boss.maintain(),
    stop: () => boss.stop({ graceful: false }),
  };
}

/** pg-boss 10 sorts all jobs that wait whenever it fetches: with an index in that order, a backlog of any length is worked off as fast as none. */
async function indexQueue(transaction: Transaction, schema: string, name: string): Promise<void> {
  const [row] = await transaction.query(
    `select partition_name as partition, to_regclass($2 || '.' || partition_name || '_due') is not null as indexed
     from ${schema}.queue where name = $1`,
    [name, schema],
  );
  if (row === undefined || row['indexed'] === true) return;
  const partition = String(row['partition']);
  await transaction.query(
    `create index ${partition}_due on ${schema}.${partition} (priority desc, created_on, id) where state < 'active'::${schema}.job_state`,
  );
}

/** The delivery's key; '0', which none has, in a job that isn't ours. */
function keyOf(data: unknown): string {
  const key = typeof data === 'object' && data !== null ? Reflect.get(data, 'key') : null;
  return typeof key === 'string' && /^\d{1,18}$/.test(key) ? key : '0';
}
