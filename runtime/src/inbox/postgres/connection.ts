import { describeError } from '../../safe-text.js';
import { startDeadline } from './deadline.js';
import type { PostgresClient, PostgresPool, PostgresSettings } from './options.js';
import { loadPg } from './packages.js';
import { promptPlans } from './planning.js';

export type Row = Readonly<Record<string, unknown>>;

/** A transaction that runs. `executeSql` is the form in which pg-boss wants it. */
export interface Transaction {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
}

export interface Database {
  /** Resolves once the work is committed, and not before. Rejects if it isn't, if that can't be known, and when the time is up. */
  transact<T>(work: (transaction: Transaction) => Promise<T>, pace?: Pace): Promise<T>;
  /** Runs statements that bring their own transaction. */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
  /** Runs statements one after the other on one connection, each in a transaction of its own. */
  connect<T>(work: (query: Transaction['query']) => Promise<T>, withinMs: number): Promise<T>;
  close(): Promise<void>;
}

/**
 * `prompt`: someone waits, so `timeoutMs` applies, and the statements must be cheap at any number of rows. `patient`: tables are created,
 * pages read, old rows deleted.
 */
export type Pace = 'prompt' | 'patient';

const patientMs = 30_000;

/** Deadlocks and the like: the server has undone everything, and the same may go well now. */
const passing = ['40001', '40P01'];

export function openDatabase(settings: PostgresSettings): Database {
  let opening: Promise<PostgresPool> | null = null;
  let own: { end(): Promise<void> } | null = null;
  let closed = false;

  /** Of an idle connection that breaks. Unheard, it would end the process. */
  const hear = (error: Error) => {
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
    given.on('error', hear);
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
    own = opened;
    return opened;
  }

  /** A connection on which anything went wrong is not used again: what state it is in, and whose turn it is to speak, is anyone's guess. */
  async function borrow<T>(withinMs: number, use: (client: PostgresClient) => Promise<T>): Promise<T> {
    const deadline = startDeadline(withinMs);
    try {
      const connecting = pool().then((opened) => opened.connect().catch(explain));
      const client = await deadline.race(connecting, (late) => late.release());
      const ignore = () => {}; // the statement that runs rejects as well
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

  async function transact<T>(work: (transaction: Transaction) => Promise<T>, pace: Pace = 'prompt'): Promise<T> {
    const withinMs = pace === 'prompt' ? settings.timeoutMs : patientMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await borrow(withinMs, (client) => commit(client, work, begin(pace, withinMs)));
      } catch (error) {
        if (attempt === 3 || !passing.includes(String(codeOf(error)))) throw error;
      }
    }
  }

  async function close(): Promise<void> {
    const opened = await opening?.catch(() => null);
    closed = true;
    if (own !== null) {
      const deadline = startDeadline(settings.timeoutMs);
      await deadline.race(own.end()).catch(settings.report); // a server that hangs doesn't say good-bye
      deadline.clear();
    } else opened?.off('error', hear);
  }

  const run = (text: string, values?: readonly unknown[]) => borrow(patientMs, (client) => execute(client, text, values));
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
  if (failure !== null) throw failure; // pg-boss passes over what fails in a fetch
  const { command } = (await client.query('commit')) as { command?: string };
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
  return result;
}

async function execute(client: PostgresClient, text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }> {
  return (await client.query(text, values === undefined ? undefined : [...values])) as { rows: Row[] };
}

/** The server gives up when we do, even if we are gone. A commit is on disk, even if the database is set to be lax about that. */
function begin(pace: Pace, withinMs: number): string {
  const most = Math.ceil(withinMs);
  return `begin isolation level read committed read write; ${pace === 'prompt' ? `${promptPlans};` : ''}
    set local statement_timeout = ${most}; set local lock_timeout = ${most}; set local idle_in_transaction_session_timeout = ${most};
    select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;
}

/** Of several addresses each has its own reason, and the whole of them no words. */
function explain(cause: unknown): never {
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  throw new Error(`no connection to the database: ${causes.map(describeError).join('; ')}`, { cause });
}

/** The server's error code. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}
