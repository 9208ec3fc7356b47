import { checkNumber, checkObject, maxTimerMs } from '../../checks.js';
import { describeError } from '../../safe-text.js';
import { createThrottle } from '../../throttle.js';
import { defaultLeaseMs, defaultRetentionMs } from '../inbox.js';

/** The parts of a pool of `pg` that are used. */
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
  /** The schema of the deliveries; `hookbook` by default. */
  readonly schema?: string;
  /** The schema of pg-boss's jobs, for this inbox alone; by default the name of `schema` and `_jobs`. */
  readonly bossSchema?: string;
  /**
   * How long a lease lasts, in milliseconds; under 23 hours, 5 minutes by default. The same in all processes that share
   * the database.
   */
  readonly leaseMs?: number;
  /** How often a worker checks for deliveries that other processes stored, in milliseconds; 1 second by default. */
  readonly pollMs?: number;
  /** How long processed deliveries are kept, in milliseconds; 30 days by default. Dead ones are kept until pruned. */
  readonly retentionMs?: number;
  /** How long `store`, `claim` and `settle` may take, connecting included, in milliseconds; 4 s by default. */
  readonly timeoutMs?: number;
  /** Called for failures in the background. By default logs to console.error, at most once a minute. */
  readonly onError?: (error: unknown) => void;
}

export type PostgresInboxOptions = CommonPostgresOptions &
  (
    | {
        readonly connectionString: string;
        /** The maximum number of connections; 10 by default. */
        readonly maxConnections?: number;
        readonly pool?: never;
      }
    | {
        /** A pool of `pg`; it stays open when the inbox is closed. */
        readonly pool: PostgresPool;
        readonly connectionString?: never;
        readonly maxConnections?: never;
      }
  );

export interface PostgresSettings extends Required<Omit<CommonPostgresOptions, 'onError'>> {
  readonly connectionString: string | null;
  readonly maxConnections: number;
  readonly pool: PostgresPool | null;
  readonly report: (error: unknown) => void;
}

const names = [
  ...['connectionString', 'pool', 'maxConnections', 'schema', 'bossSchema'],
  ...['leaseMs', 'pollMs', 'retentionMs', 'timeoutMs', 'onError'],
];

/** pg-boss ends jobs after 24 hours. */
const maxLeaseMs = 23 * 3_600_000;

export function checkPostgresOptions(options: PostgresInboxOptions): PostgresSettings {
  checkObject('postgresInbox', options, names);
  const { schema = 'hookbook' } = options;
  const { bossSchema = `${`${schema}`.slice(0, 45)}_jobs` } = options; // inboxes that share a bossSchema would take each other's jobs
  if (options.pool === undefined && (typeof options.connectionString !== 'string' || options.connectionString.trim() === '')) {
    throw new TypeError(
      'postgresInbox: connectionString is missing or blank: set it to postgres://user:password@host:5432/database, or give a pool of pg',
    );
  }
  const [, scheme] = /^([a-z0-9+.-]+):\/\//i.exec(options.connectionString ?? '') ?? [];
  if (scheme !== undefined && !/^postgres(?:ql)?$/.test(scheme)) {
    throw new TypeError('postgresInbox: connectionString must begin with postgres://');
  }
  if (options.pool !== undefined && options.connectionString !== undefined) {
    throw new TypeError('postgresInbox: pool and connectionString cannot be combined');
  }
  for (const [name, value] of Object.entries({ schema, bossSchema })) {
    if (!/^[a-z_][a-z0-9_]{0,49}$/.test(value)) throw new TypeError(`postgresInbox: ${name} must be a schema name in lower case`);
  }
  if (schema === bossSchema) throw new TypeError('postgresInbox: schema and bossSchema must differ');
  return {
    connectionString: options.connectionString ?? null,
    pool: options.pool ?? null,
    schema,
    bossSchema,
    maxConnections: check('maxConnections', options.maxConnections ?? 10, 1, 10_000),
    leaseMs: check('leaseMs', options.leaseMs ?? defaultLeaseMs, 1, maxLeaseMs),
    pollMs: check('pollMs', options.pollMs ?? 1000, 1, maxTimerMs),
    retentionMs: check('retentionMs', options.retentionMs ?? defaultRetentionMs, 0, Number.POSITIVE_INFINITY),
    timeoutMs: check('timeoutMs', options.timeoutMs ?? 4000, 1, 3_600_000),
    report: options.onError === undefined ? reportToConsole() : reportTo(options.onError),
  };
}

function check(name: string, value: number, min: number, max: number): number {
  return checkNumber(`postgresInbox: ${name}`, value, min, max);
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

function reportToConsole(): (error: unknown) => void {
  const isDue = createThrottle<null>();
  return (error) => {
    if (!isDue(null)) return;
    console.error(`hookbook: postgresInbox: ${describeError(error)}`); // only its message: an error of pg may contain its connection
  };
}
