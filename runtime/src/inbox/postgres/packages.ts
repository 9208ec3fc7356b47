import type { PostgresPool } from './options.js';

/** The part of `pg` that is used. */
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

/** How pg-boss gets a connection. */
export interface BossDb {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: object[] }>;
}

/** The parts of pg-boss 10 that are used. */
export interface Boss {
  on(event: 'error', listener: (error: Error) => void): unknown;
  start(): Promise<unknown>;
  stop(options: { graceful: boolean }): Promise<void>;
  /** Deletes jobs that ended a while ago. */
  maintain(): Promise<unknown>;
  createQueue(name: string, options: { name: string; policy: 'standard'; retryLimit: number }): Promise<void>;
  /** Resolves to null, without an error, if the queue doesn't exist. */
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
  const { default: pg } = await import('pg').catch(throwMissingPackages);
  return pg;
}

export async function loadBoss(): Promise<new (options: BossOptions) => Boss> {
  const { default: PgBoss } = await import('pg-boss').catch(throwMissingPackages);
  return PgBoss as unknown as new (
    options: BossOptions,
  ) => Boss;
}

function throwMissingPackages(cause: unknown): never {
  throw new Error('postgresInbox needs the packages pg and pg-boss, which @hookbook/runtime does not include: npm install pg pg-boss@10', {
    cause,
  });
}
