import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import { postgresInbox } from '../../../runtime/src/postgres.js';
import { eventually } from '../../eventually.js';
import { entriesOf, type Sent, shopReceiver } from '../../runtime/sample-receiver.js';
import { createDatabase } from '../create-database.js';
import { startProxy } from '../tcp-proxy.js';
import { events, post, serve } from './serve.js';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => void vi.restoreAllMocks());

async function openReceiver(answerTimeoutMs: number, connectionString: string) {
  const inbox = postgresInbox({ connectionString, pollMs: 100, leaseMs: 3000, onError: () => undefined });
  onTestFinished(() => inbox.close());
  const runs: string[] = [];
  const on = { '*': (_: unknown, { id }: { id: string }) => void runs.push(id) };
  const receiver = shopReceiver({ inbox, answerTimeoutMs, handlerTimeoutMs: 1000, on, onRefused: () => undefined });
  return { receiver, runs };
}

const twenty = events(20);

/** Sends all until all have a 2xx, as their provider would, and waits until each was handled: at least once. */
async function expectRecovery(receiver: Receiver, url: string, runs: readonly string[], before: readonly Sent[]): Promise<void> {
  await eventually(async () => {
    const statuses = await Promise.all(twenty.map((sent) => post(url, sent)));
    expect(statuses).toEqual(Array(20).fill(202));
  });
  await eventually(() => receiver.drain());
  const ids = [...before, ...twenty].map(({ id }) => String(id)).sort();
  expect([...new Set(runs)].sort()).toEqual(ids);
  expect((await entriesOf(receiver)).map(({ id, state }) => `${id} ${state}`).sort()).toEqual(ids.map((id) => `${id} done`));
}

test('a table that is locked: 503 after answerTimeoutMs, and all is handled once it is free', async () => {
  const connectionString = await createDatabase();
  const { receiver, runs } = await openReceiver(1000, connectionString);
  const url = await serve(receiver);
  const before = events(1, 'before');
  await eventually(async () => expect(await post(url, before[0])).toBe(202)); // making the tables may take longer than that
  const other = new pg.Client({ connectionString });
  await other.connect();
  await other.query('begin; lock table hookbook.delivery in access exclusive mode');
  // The lock goes only after they are answered: had they waited for it, this would never end.
  expect(await Promise.all(twenty.map((sent) => post(url, sent)))).toEqual(Array(20).fill(503));
  await other.query('rollback');
  await other.end();
  await expectRecovery(receiver, url, runs, before);
});

test('a server that says nothing any more: 503 after answerTimeoutMs, and all is handled when it speaks again', async () => {
  const database = new URL(await createDatabase());
  const proxy = await startProxy(Number(database.port));
  onTestFinished(() => proxy.close());
  database.port = String(proxy.port);
  const { receiver, runs } = await openReceiver(1000, database.href);
  const url = await serve(receiver);
  const before = events(1, 'before');
  await eventually(async () => expect(await post(url, before[0])).toBe(202));
  proxy.freeze();
  expect(await Promise.all(twenty.map((sent) => post(url, sent)))).toEqual(Array(20).fill(503));
  proxy.thaw();
  await expectRecovery(receiver, url, runs, before);
});
