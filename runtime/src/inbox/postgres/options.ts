import { checkObject } from '../../checks.js';
import { describeError } from '../../safe-text.js';
import { defaultLeaseMs, defaultRetentionMs } from '../inbox.js';

/** What is used of a pool of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<unknown>;
  release(destroy?: Error | boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

interface CommonPostgresOptions {
  /** Where the deliveries are kept; `hookbook`. */
  readonly schema?: string;
  /** Where pg-boss keeps its jobs, those of no other inbox; the schema's name and `_jobs`. */
  readonly bossSchema?: string;
  /** How long a lease holds, in milliseconds, under 23 hours; 5 minutes. All that share the database should say the same. */
  readonly leaseMs?: number;
  /** How often a worker looks for what others stored, in milliseconds; 1 second. */
  readonly pollMs?: number;
  /** How long what is settled is kept, in milliseconds; 30 days. Dead letters stay until someone prunes them. */
  readonly retentionMs?: number;
  /** How long `store`, `claim` and `settle` may take, in milliseconds, a wait for a connection included; 4 seconds. */
  readonly timeoutMs?: number;
  /** Told of what fails in the background. Without it, it goes to console.error, a line a minute at most. */
  readonly onError?: (error: unknown) => void;
}

export type PostgresInboxOptions = CommonPostgresOptions &
  (
    | {
        readonly connectionString: string;
        /** How many connections at most; 10. */
        readonly maxConnections?: number;
        readonly pool?: never;
      }
    | {
        /** A pool of `pg`, which stays open when the inbox is closed. */
        readonly pool: PostgresPool;
        readonly connectionString?: never;
        readonly maxConnections?: never;
      }
  );

export interface PostgresSettings {
  readonly connectionString: string | null;
  readonly maxConnections: number;
  readonly pool: PostgresPool | null;
  readonly schema: string;
  readonly bossSchema: string;
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly retentionMs: number;
  readonly timeoutMs: number;
  readonly report: (error: unknown) => void;
}

const known = [
  'connectionString',
  'pool',
  'maxConnections',
  'schema',
  'bossSchema',
  'leaseMs',
  'pollMs',
  'retentionMs',
  'timeoutMs',
  'onError',
];

/** pg-boss ends a job at 24 hours. */
const maxLeaseMs = 23 * 3_600_000;

export function checkPostgresOptions(options: PostgresInboxOptions): PostgresSettings {
  checkObject('postgresInbox', options, known);
  const { schema = 'hookbook' } = options;
  const { bossSchema = `${`${schema}`.slice(0, 45)}_jobs` } = options; // two inboxes of one bossSchema would take each other's jobs
  if (options.pool === undefined && (typeof options.connectionString !== 'string' || options.connectionString.trim() === '')) {
    throw new TypeError(
      'postgresInbox: connectionString is missing (or blank): postgres://user:password@host:5432/database, or a pool of pg',
    );
  }
  const [, scheme] = /^([a-z0-9+.-]+):\/\//i.exec(options.connectionString ?? '') ?? [];
  if (scheme !== undefined && !/^postgres(?:ql)?$/.test(scheme)) {
    throw new TypeError('postgresInbox: connectionString must begin with postgres://');
  }
  if (options.pool !== undefined && options.connectionString !== undefined) {
    throw new TypeError('postgresInbox: pool and connectionString exclude each other');
  }
  for (const [name, value] of Object.entries({ schema, bossSchema })) {
    if (!/^[a-z_][a-z0-9_]{0,49}$/.test(value)) throw new TypeError(`postgresInbox: ${name} must be a lower-case name of a schema`);
  }
  if (schema === bossSchema) throw new TypeError('postgresInbox: schema and bossSchema must differ');
  return {
    connectionString: options.connectionString ?? null,
    pool: options.pool ?? null,
    schema,
    bossSchema,
    maxConnections: check('maxConnections', options.maxConnections ?? 10, 1, 10_000),
    leaseMs: check('leaseMs', options.leaseMs ?? defaultLeaseMs, 1, maxLeaseMs),
    pollMs: check('pollMs', options.pollMs ?? 1000, 1, 2 ** 31 - 1),
    retentionMs: check('retentionMs', options.retentionMs ?? defaultRetentionMs, 0, Number.POSITIVE_INFINITY),
    timeoutMs: check('timeoutMs', options.timeoutMs ?? 4000, 1, 3_600_000),
    report: options.onError === undefined ? reportToConsole() : reportTo(options.onError),
  };
}

function check(name: string, value: number, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new TypeError(`postgresInbox: ${name} must be a number from ${least} to ${most}`);
}

function reportTo(onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    try {
      onError(error);
    } catch (thrown) {
      console.error('hookbook: postgresInbox: onError failed', thrown);
    }
  };
}

/** A database that is gone fails often: what is said again within a minute is not said. */
function reportToConsole(): (error: unknown) => void {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() < silentUntil) return;
    silentUntil = performance.now() + 60_000;
    console.error(`hookbook: postgresInbox: ${describeError(error)}`); // in words: errors of pg may hold their connection
  };
}
