import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { multiply, stopAutovacuum } from '../../bench/postgres-backlog.mjs';
import type { Wanted } from '../../runtime/src/inbox/inbox.js';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, finishAll, storeAll } from '../conformance/sample.js';
import { countBlocks } from './postgres-blocks.js';
import { openPool, type PostgresServer, startPostgres } from './postgres-server.js';

const few = 100;
const many = 20_000;

/** Such work takes seconds. A statement that has a bad plan must say so before the test's time is up. */
const timeoutMs = 30_000;

/** An index over many rows has up to two more levels than one over few. */
const maxRatio = 3;

const events = Array.from({ length: 16 }, (_, at) => `event.${at}`);
const wanted = (limit: number, limits: Wanted['limits'] = {}): Wanted => ({ provider: 'shop', limit, limits });
const claims: readonly (readonly [name: string, Wanted])[] = [
  ['a few', wanted(10)],
  ['a few, with a limit for each event', wanted(10, Object.fromEntries(events.map((event) => [event, 2])))],
  ['a few, but none of the event that most are of', wanted(10, { 'event.0': 0 })],
  ['dozens', wanted(60)],
];

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.remove());

type Copy = (count: number, ids: readonly string[], how?: { dueInMs?: number; leased?: boolean }) => Promise<void>;

/** Makes that many wait, given a way to copy deliveries. `e0` is of event.0 and so on; `k0` and so on are of event.0 and have ordering keys. */
type Fill = (copy: Copy, count: number) => Promise<void>;

const free = events.map((_, at) => `e${at}`);
const keyed = events.map((_, at) => `k${at}`);
const fills: Readonly<Record<string, Fill>> = {
  'all of one event': (copy, count) => copy(count, ['e0']),
  'evenly of 16 events': (copy, count) => copy(count, free),
  'most for a retry in an hour': async (copy, count) => {
    await copy(count, ['e0'], { dueInMs: 3_600_000 });
    await copy(few, ['e0', 'e1']);
  },
  'all behind one ordering key': (copy, count) => copy(count, ['k0']),
  'behind 16 ordering keys': (copy, count) => copy(count, keyed),
  'all with a lease that ran out': (copy, count) => copy(count, ['e0'], { leased: true }),
};

/** An inbox whose statements are counted, with that many deliveries waiting; the statistics are from before they came. */
async function openFilled(fill: Fill, count: number) {
  const connectionString = await server.createDatabase();
  const counting = countBlocks(openPool(connectionString));
  const inbox = postgresInbox({ pool: counting.pool, timeoutMs });
  const client = new pg.Client({ connectionString, statement_timeout: timeoutMs });
  onTestFinished(async () => {
    await inbox.close();
    await client.end();
  });
  await client.connect();
  await storeAll(inbox, ...events.map((event, at) => arrival(`e${at}`, { event })));
  await storeAll(inbox, ...events.map((_, at) => arrival(`k${at}`, { event: 'event.0', orderingKey: `key ${at}` })));
  await finishAll(inbox);
  await finishAll(inbox);
  await stopAutovacuum(client);
  await client.query('vacuum analyze');
  await fill((copies, ids, how) => multiply(client, copies, ids, how), count);
  counting.takeReadings();
  return { inbox, client, takeReadings: counting.takeReadings };
}

/** What claims read, and what follows from them: settlements, and a delivery that is stored. */
async function measure({ inbox, takeReadings }: Awaited<ReturnType<typeof openFilled>>) {
  const work = new Map<string, ReturnType<typeof takeReadings>>();
  for (const [name, one] of claims) {
    const { leases } = await inbox.claim(one);
    work.set(`claim ${name}`, takeReadings());
    const [again, done] = leases;
    if (again !== undefined) await inbox.settle(again, { state: 'pending', error: 'failed', retryInMs: 0 });
    if (done !== undefined) await inbox.settle(done, { state: 'done' });
    work.set(`settle after ${name}`, takeReadings());
  }
  await inbox.store(arrival(randomUUID(), { event: 'event.0', orderingKey: 'key 0' }));
  work.set('store', takeReadings());
  return work;
}

test.each(Object.entries(fills))('reads no more with many waiting than with few: %s', async (_, fill) => {
  const expected = await measure(await openFilled(fill, few));
  const opened = await openFilled(fill, many);
  for (const statistics of ['stale', 'fresh']) {
    if (statistics === 'fresh') await opened.client.query('vacuum analyze');
    for (const [name, [dearest]] of await measure(opened)) {
      const most = Math.max(100, ...(expected.get(name) ?? []).map(({ blocks }) => blocks));
      const message = `${name}, ${statistics} statistics: ${dearest?.text}\n${dearest?.plan}`;
      expect(dearest?.blocks ?? 0, message).toBeLessThan(most * maxRatio);
    }
  }
});
