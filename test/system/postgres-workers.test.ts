import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { Receiver } from '../../runtime/src/index.js';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { entriesOf, shopReceiver, signedRequest } from '../runtime/sample-receiver.js';
import { createDatabase } from './create-database.js';
import { openPool } from './postgres-server.js';

const script = fileURLToPath(new URL('postgres-worker.mjs', import.meta.url));
interface Cluster {
  readonly pool: pg.Pool;
  readonly receivers: readonly [Receiver, Receiver];
  startWorker(name: string): Worker;
}

interface Worker {
  readonly process: ChildProcess;
  /** What its handlers began, as `id attempt`. */
  readonly began: string[];
}

/** Two receivers that only store, and as many workers as are started, over one database. */
async function openCluster(leaseMs: number): Promise<Cluster> {
  const connectionString = await createDatabase();
  const pool = openPool(connectionString);
  await pool.query('create table effects (at bigint generated always as identity, id text, lane text, worker text, attempt int)');

  function startReceiver(): Receiver {
    const inbox = postgresInbox({ connectionString, leaseMs, timeoutMs: 20_000 });
    const receiver = shopReceiver({
      inbox,
      work: false,
      orderBy: '/lane',
      onRefused: () => undefined,
      answerTimeoutMs: 30_000,
      handlerTimeoutMs: 1000,
    });
    onTestFinished(async () => {
      await receiver.close();
      await inbox.close();
    });
    return receiver;
  }

  function startWorker(name: string): Worker {
    const child = spawn(process.execPath, [script, connectionString, name, String(leaseMs)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const began: string[] = [];
    child.stdout.on('data', (data: Buffer) => began.push(...data.toString().trim().split('\n')));
    onTestFinished(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      expect(child.exitCode).toBe(0); // nothing was left open
    });
    return { process: child, began };
  }

  return { pool, receivers: [startReceiver(), startReceiver()], startWorker };
}

const send = async (receiver: Receiver, id: string, fields: object = {}) =>
  (await receiver.fetch(signedRequest({ id, body: JSON.stringify({ type: 'order.created', id, ...fields }) }))).status;

async function allDone(receiver: Receiver): Promise<void> {
  const open = async () => (await entriesOf(receiver)).filter(({ state }) => state !== 'done').map(({ id }) => id);
  await expect.poll(open, { timeout: 45_000, interval: 200 }).toEqual([]);
}

test('two receivers and three workers: every delivery runs once, retries and duplicates included', async () => {
  const { pool, receivers, startWorker } = await openCluster(60_000);
  const workers = ['w1', 'w2', 'w3'].map(startWorker);
  const ids = Array.from({ length: 200 }, (_, at) => `id${at}`);
  // each to both at once; another event, and a first attempt that fails, among them
  const fields = (at: number) => ({ ...(at % 10 === 0 ? { failFirst: true } : {}), ...(at % 3 === 0 ? { type: 'order.item.added' } : {}) });
  const statuses = await Promise.all(ids.flatMap((id, at) => receivers.map((receiver) => send(receiver, id, fields(at)))));
  expect(new Set(statuses)).toEqual(new Set([202]));
  await allDone(receivers[0]);
  const { rows } = await pool.query('select id, worker, attempt from effects');
  expect(rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(rows.filter(({ attempt }) => attempt === 2)).toHaveLength(20);
  expect(new Set(rows.map(({ worker }) => worker))).toEqual(new Set(['w1', 'w2', 'w3']));
  expect(workers.flatMap(({ began }) => began)).toHaveLength(220);
});

test('deliveries of one ordering key run one after the other over all workers, in the order they were stored', async () => {
  const { pool, receivers, startWorker } = await openCluster(60_000);
  for (const name of ['w1', 'w2', 'w3']) startWorker(name);
  const lanes = ['a', 'b', 'c', 'd'];
  for (let at = 0; at < 12; at++) {
    for (const lane of lanes) {
      const receiver = receivers[at % 2 === 0 ? 0 : 1];
      expect(await send(receiver, `${lane}${at}`, { lane, failFirst: at % 4 === 0 })).toBe(202);
    }
  }
  await allDone(receivers[0]);
  for (const lane of lanes) {
    const { rows } = await pool.query('select id from effects where lane = $1 order by at', [lane]);
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, at) => `${lane}${at}`));
  }
});

test('what a killed worker had leased runs elsewhere soon after the lease, and nothing else waits', async () => {
  const { pool, receivers, startWorker } = await openCluster(4000);
  const doomed = startWorker('doomed');
  expect(await send(receivers[0], 'held', { holdFirst: true, lane: 'l' })).toBe(202);
  await expect.poll(() => doomed.began, { timeout: 20_000 }).toContain('held 1');
  expect(await send(receivers[1], 'behind', { lane: 'l' })).toBe(202);
  doomed.process.kill('SIGKILL');
  const killed = performance.now();
  startWorker('heir');
  expect(await send(receivers[0], 'free')).toBe(202);
  await allDone(receivers[0]);
  expect(performance.now() - killed).toBeLessThan(20_000); // far from the minutes in which job engines look after what is lost
  const { rows } = await pool.query('select id, worker, attempt from effects order by at');
  expect(rows).toEqual([
    { id: 'free', worker: 'heir', attempt: 1 },
    { id: 'held', worker: 'heir', attempt: 2 },
    { id: 'behind', worker: 'heir', attempt: 1 },
  ]);
});
