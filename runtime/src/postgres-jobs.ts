import type { Database, Row, Transaction } from './postgres-connection.js';
import { lock } from './postgres-locks.js';
import type { PostgresSettings } from './postgres-options.js';
import { type Boss, loadBoss } from './postgres-packages.js';
import { nameQueue } from './postgres-queue-name.js';
import { writeText } from './postgres-text.js';

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
  exists(transaction: Transaction, queue: string, id: string): Promise<boolean>;
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

/** Starts pg-boss: its tables, and in the background the deletion of what is done. It schedules nothing. */
export async function startJobs(database: Database, settings: PostgresSettings): Promise<Jobs> {
  const PgBoss = await loadBoss();
  const upkeep = { schedule: false, archiveCompletedAfterSeconds: 60, deleteAfterMinutes: 10, schema: settings.bossSchema } as const;
  const boss: Boss = new PgBoss({ ...upkeep, supervise: true, db: { executeSql: database.run } });
  boss.on('error', settings.report);
  await boss.start();
  const known = new Set<string>();
  const expireInSeconds = Math.ceil(settings.leaseMs / 1000) + 60; // later than the lease, which `claim` takes back itself

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
    const maker = new PgBoss({ ...upkeep, supervise: false, db: transaction }); // one of its own, for createQueue takes no connection
    await maker.createQueue(name, { name, policy: 'standard', retryLimit: 0 });
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
    exists: async (transaction, queue, id) => (await boss.getJobById(queue, id, { db: transaction })) !== null,
    stop: () => boss.stop({ graceful: false }),
  };
}

/** The delivery's key; '0', which none has, in a job that isn't ours. */
function keyOf(data: unknown): string {
  const key = typeof data === 'object' && data !== null ? Reflect.get(data, 'key') : null;
  return typeof key === 'string' && /^\d{1,18}$/.test(key) ? key : '0';
}
