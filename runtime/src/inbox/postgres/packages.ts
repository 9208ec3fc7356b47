import type { PostgresPool } from './options.js';

/** What is used of `pg`. */
export interface Pg {
  readonly Pool: new (options: PoolOptions) => PostgresPool & { end(): Promise<void> };
}

interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
  readonly allowExitOnIdle: boolean;
  readonly fallback_application_name: string;
}

/** How pg-boss is given a connection. */
export interface BossDb {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: object[] }>;
}

/** What is used of pg-boss 10. */
export interface Boss {
  on(event: 'error', listener: (error: Error) => void): unknown;
  start(): Promise<unknown>;
  stop(options: { graceful: boolean }): Promise<void>;
  /** Deletes what was done a while ago. */
  maintain(): Promise<unknown>;
  createQueue(name: string, options: { name: string; policy: 'standard'; retryLimit: number }): Promise<void>;
  /** Null, and no error, where there is no such queue. */
  send(name: string, data: object, options: JobOptions): Promise<string | null>;
  getJobById(name: string, id: string, options: { db: BossDb }): Promise<{ state: string } | null>;
}

interface JobOptions {
  readonly id: string;
  readonly startAfter: string;
  readonly priority: number;
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  readonly retentionDays: number;
  readonly db: BossDb;
}

export interface BossOptions {
  readonly db: BossDb;
  readonly schema: string;
  readonly schedule: false;
  readonly supervise: false;
  readonly archiveCompletedAfterSeconds: number;
  readonly deleteAfterMinutes: number;
}

export async function loadPg(): Promise<Pg> {
  const { default: pg } = await import('pg').catch(explain);
  return pg;
}

export async function loadBoss(): Promise<new (options: BossOptions) => Boss> {
  const { default: PgBoss } = await import('pg-boss').catch(explain);
  return PgBoss as unknown as new (
    options: BossOptions,
  ) => Boss;
}

function explain(cause: unknown): never {
  throw new Error("postgresInbox needs the packages pg and pg-boss, which don't come with @hookbook/runtime: npm install pg pg-boss@10", {
    cause,
  });
}
