import { describeError } from '../../safe-text.js';
import { startDeadline } from './deadline.js';
import type { PostgresClient, PostgresPool, PostgresSettings } from './options.js';
import { loadPg } from './packages.js';
import { indexOnlyPlans } from './planning.js';

export type Row = Readonly<Record<string, unknown>>;

/** A running transaction. `executeSql` is the signature that pg-boss expects. */
export interface Transaction {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export interface Database {
  /** Resolves once the work is committed. Rejects if it isn't, if that is unknown, or if time runs out. */
  transact<T>(work: (transaction: Transaction) => Promise<T>, kind?: TransactionKind): Promise<T>;
  /** Runs statements that have their own transaction. */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
  /** Runs statements on one connection, each in its own transaction. */
  connect<T>(work: (query: Transaction['query']) => Promise<T>, withinMs: number): Promise<T>;
  close(): Promise<void>;
}

/**
 * `interactive`: a caller is waiting, so `timeoutMs` applies and statements must be cheap at any number of rows.
 * `background`: creates tables, reads pages, deletes old rows.
 */
export type TransactionKind = 'interactive' | 'background';

const backgroundMs = 30_000;

/** Deadlocks and serialization failures. The server has rolled back, and a retry may succeed. */
const retryableCodes = ['40001', '40P01'];

export function openDatabase(settings: PostgresSettings): Database {
  let opening: Promise<PostgresPool> | null = null;
  let createdPool: { end(): Promise<void> } | null = null;
  let closed = false;

  /** Handles errors of idle connections, which would end the process otherwise. */
  const onIdleError = (error: Error) => {
    if (!closed) settings.report(error);
  };

  function pool(): Promise<PostgresPool> {
    opening ??= open().catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  async function open(): Promise<PostgresPool> {
    const given = settings.pool ?? (await openPool());
    given.on('error', onIdleError);
    return given;
  }

  async function openPool(): Promise<PostgresPool> {
    const { Pool } = await loadPg();
    const opened = new Pool({
      connectionString: settings.connectionString ?? '',
      max: settings.maxConnections,
      connectionTimeoutMillis: settings.timeoutMs,
      keepAlive: true,
      allowExitOnIdle: true,
      fallback_application_name: 'hookbook',
    });
    createdPool = opened;
    return opened;
  }

  /** Never reuses a connection after an error: its state is unknown. */
  async function borrow<T>(withinMs: number, use: (client: PostgresClient) => Promise<T>): Promise<T> {
    const deadline = startDeadline(withinMs);
    try {
      const connecting = pool().then((opened) => opened.connect().catch(throwUnreachable));
      const client = await deadline.race(connecting, (late) => late.release());
      const ignore = () => {}; // the running statement rejects as well
      client.on('error', ignore);
      try {
        const result = await deadline.race(use(client));
        client.release();
        return result;
      } catch (error) {
        client.release(error instanceof Error ? error : true);
        throw error;
      } finally {
        client.off('error', ignore);
      }
    } finally {
      deadline.clear();
    }
  }

  async function transact<T>(work: (transaction: Transaction) => Promise<T>, kind: TransactionKind = 'interactive'): Promise<T> {
    const withinMs = kind === 'interactive' ? settings.timeoutMs : backgroundMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await borrow(withinMs, (client) => commit(client, work, begin(kind, withinMs)));
      } catch (error) {
        if (attempt === 3 || !retryableCodes.includes(String(codeOf(error)))) throw error;
      }
    }
  }

  async function close(): Promise<void> {
    const opened = await opening?.catch(() => null);
    closed = true;
    if (createdPool !== null) {
      const deadline = startDeadline(settings.timeoutMs);
      await deadline.race(createdPool.end()).catch(settings.report); // a server that hangs never ends its connections
      deadline.clear();
    } else opened?.off('error', onIdleError);
  }

  const run = (text: string, values?: readonly unknown[]) => borrow(backgroundMs, (client) => execute(client, text, values));
  const connect: Database['connect'] = (work, withinMs) =>
    borrow(withinMs, (client) => work(async (text, values) => (await execute(client, text, values)).rows));
  return { transact, run, connect, close };
}

async function commit<T>(client: PostgresClient, work: (transaction: Transaction) => Promise<T>, begin: string): Promise<T> {
  let failure: unknown = null;
  const executeSql = async (text: string, values?: readonly unknown[]) => {
    try {
      return await execute(client, text, values);
    } catch (error) {
      failure ??= error;
      throw error;
    }
  };
  await client.query(begin);
  const result = await work({ executeSql, query: async (text, values) => (await executeSql(text, values)).rows });
  if (failure !== null) throw failure; // pg-boss swallows errors in some calls
  const { command } = (await client.query('commit')) as { command?: string };
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
  return result;
}

async function execute(client: PostgresClient, text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }> {
  return (await client.query(text, values === undefined ? undefined : [...values])) as { rows: Row[] };
}

/** The server gives up when we do. Commits are flushed to disk, even if the database is configured otherwise. */
function begin(kind: TransactionKind, withinMs: number): string {
  const max = Math.ceil(withinMs);
  return `begin isolation level read committed read write; ${kind === 'interactive' ? `${indexOnlyPlans};` : ''}
    set local statement_timeout = ${max}; set local lock_timeout = ${max}; set local idle_in_transaction_session_timeout = ${max};
    select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;
}

/** A list of addresses has a reason per address and none of its own. */
function throwUnreachable(cause: unknown): never {
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  throw new Error(`no connection to the database: ${causes.map(describeError).join('; ')}`, { cause });
}

/** The server's error code. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}
