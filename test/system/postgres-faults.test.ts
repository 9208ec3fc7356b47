import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, claimIds, finishAll, list, storeAll } from '../conformance/sample.js';
import { entriesOf, order, shopReceiver, signedRequest } from '../runtime/sample-receiver.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';
import { startProxy } from './tcp-proxy.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.remove());

/** As the protocol has it. */
const commitMessage = 'commit\0';
const timeoutMs = 1000;
/** What a machine with other work may add. */
const slackMs = 15_000;

async function openBehindProxy() {
  const database = new URL(await server.createDatabase());
  const proxy = await startProxy(server.port);
  database.port = String(proxy.port);
  const errors: unknown[] = [];
  const inbox = postgresInbox({ connectionString: database.href, timeoutMs, pollMs: 100, onError: (error) => errors.push(error) });
  onTestFinished(async () => {
    proxy.thaw();
    await inbox.close();
    await proxy.close();
  });
  return { inbox, proxy };
}

async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

test('a database that hangs: store rejects in time, however many come, and goes well again once it answers', async () => {
  const { inbox, proxy } = await openBehindProxy();
  await storeAll(inbox, 'a');
  proxy.freeze();
  const many = Array.from({ length: 40 }, (_, at) => expect(inbox.store(arrival(`hung ${at}`))).rejects.toThrow());
  expect(await timeOf(Promise.all(many))).toBeLessThan(timeoutMs + slackMs);
  proxy.thaw();
  await expect.poll(() => inbox.store(arrival('b')).catch(() => 'rejected')).toBe('stored');
  expect((await claimIds(inbox)).filter((id) => !id.startsWith('hung'))).toEqual(['a', 'b']);
});

test('a database that hangs from the start', async () => {
  const { inbox, proxy } = await openBehindProxy();
  proxy.freeze();
  expect(await timeOf(expect(inbox.store(arrival('a'))).rejects.toThrow())).toBeLessThan(timeoutMs + slackMs);
  proxy.thaw();
  await expect.poll(() => inbox.store(arrival('a')).catch(() => 'rejected')).not.toBe('rejected');
  expect(await claimIds(inbox)).toEqual(['a']);
});

test('a commit whose answer is lost rejects, and the same again is a duplicate', async () => {
  const { inbox, proxy } = await openBehindProxy();
  await storeAll(inbox, 'a');
  const cut = proxy.cutAfter(commitMessage);
  await expect(inbox.store(arrival('b'))).rejects.toThrow();
  await cut;
  expect(await inbox.store(arrival('b'))).toBe('duplicate');
  expect(await claimIds(inbox)).toEqual(['a', 'b']);
});

test('a settlement whose answer is lost can be repeated without harm', async () => {
  const { inbox, proxy } = await openBehindProxy();
  await storeAll(inbox, 'a');
  const [lease] = (await inbox.claim({ provider: 'shop', limit: 1, limits: {} })).leases;
  if (lease === undefined) throw new Error('one was stored');
  const cut = proxy.cutAfter(commitMessage);
  await expect(inbox.settle(lease, { state: 'done' })).rejects.toThrow();
  await cut;
  expect(await inbox.settle(lease, { state: 'done' })).toBe(false);
  expect(await list(inbox)).toMatchObject([{ state: 'done', attempts: 1 }]);
});

test('a server that stops and starts: 503 in time and never 2xx meanwhile, then all is taken and run', async () => {
  const connectionString = await server.createDatabase();
  const inbox = postgresInbox({ connectionString, timeoutMs, pollMs: 100, onError: () => undefined });
  const ran: string[] = [];
  for (const level of ['error', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined); // the worker's, of the outage
  const receiver = shopReceiver({
    inbox,
    onRefused: () => undefined,
    on: { '*': async (_, { id }) => void ran.push(id) },
  });
  onTestFinished(async () => {
    await receiver.close();
    await inbox.close();
    vi.restoreAllMocks();
  });
  const send = async (id: string) => (await receiver.fetch(signedRequest({ id, body: order }))).status;
  expect(await send('before')).toBe(202);
  await server.stop();
  try {
    for (let at = 0; at < 3; at++) {
      const start = performance.now();
      expect(await send(`during ${at}`)).toBe(503);
      expect(performance.now() - start).toBeLessThan(timeoutMs + slackMs);
    }
  } finally {
    await server.start();
  }
  for (const id of ['during 0', 'during 1', 'during 2', 'after']) {
    await expect.poll(() => send(id)).toBe(202);
  }
  await expect.poll(async () => (await entriesOf(receiver)).filter(({ state }) => state !== 'done')).toEqual([]);
  expect([...new Set(ran)].sort()).toEqual(['after', 'before', 'during 0', 'during 1', 'during 2']);
});

test('a server that is not there yet when the inbox is opened', async () => {
  const connectionString = await server.createDatabase();
  await server.stop();
  const inbox = postgresInbox({ connectionString, timeoutMs, onError: () => undefined });
  onTestFinished(() => inbox.close());
  try {
    await expect(inbox.store(arrival('a'))).rejects.toThrow();
  } finally {
    await server.start();
  }
  expect(await inbox.store(arrival('a'))).toBe('stored');
  await finishAll(inbox);
  expect(await list(inbox)).toMatchObject([{ state: 'done' }]);
});
