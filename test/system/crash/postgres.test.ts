import { afterAll, beforeAll } from 'vitest';
import { postgresInbox } from '../../../runtime/src/postgres.js';
import { type PostgresServer, startPostgres } from '../postgres-server.js';
import { describeCrashes } from './crash-suite.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.remove());

describeCrashes('Postgres', async () => {
  const place = await server.createDatabase();
  return { database: 'postgres', place, open: () => postgresInbox({ connectionString: place }) };
});
