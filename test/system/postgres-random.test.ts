import { expect, onTestFinished, test } from 'vitest';
import type { Inbox, Lease, Outcome } from '../../runtime/src/inbox/inbox.js';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { arrival, list } from '../conformance/sample.js';
import { randomFrom } from '../conformance/seeded-random.js';
import { createDatabase } from './create-database.js';
import { openPool } from './postgres-server.js';

const leaseMs = 500;
const seeds = [1, 2].map((seed) => seed + Number(process.env['HOOKBOOK_RANDOM_SEED'] ?? 0));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What test/conformance/random-work.ts leaves out: replays, pruning and hands in pg-boss's tables, amid everything. */
test.each(seeds)('nothing is stuck or runs beside itself amid replays, pruning and lost jobs, HOOKBOOK_RANDOM_SEED %s', async (seed) => {
  const random = randomFrom(seed);
  const connectionString = await createDatabase();
  const options = { connectionString, leaseMs, maxConnections: 3, timeoutMs: 20_000, retentionMs: 1 };
  const inboxes = Array.from({ length: 3 }, () => postgresInbox(options));
  const pool = openPool(connectionString);
  onTestFinished(async () => {
    await Promise.all(inboxes.map((inbox) => inbox.close()));
  });
  const pick = (): Inbox => inboxes[Math.floor(random() * inboxes.length)] as Inbox;
  const faults: string[] = [];
  const ran = new Set<string>();
  const held = new Map<string, { lease: Lease; until: number }>();
  let storing = true;

  async function storeSome(name: string): Promise<void> {
    for (let at = 0; at < 50; at++) {
      const orderingKey = random() < 0.6 ? `customer ${Math.floor(random() * 5)}` : null;
      const one = arrival(`${name}${at}`, { event: `event.${Math.floor(random() * 3)}`, orderingKey });
      await Promise.all([pick().store(one), ...(random() < 0.3 ? [pick().store(one)] : [])]);
      await pause(random() * 6);
    }
  }

  function note(lease: Lease, from: number): void {
    const now = performance.now();
    for (const [key, { lease: other, until }] of held) {
      const shared = key === lease.key || (lease.orderingKey !== null && lease.orderingKey === other.orderingKey);
      if (shared && now < until) faults.push(`${lease.id} runs beside ${other.id}`);
    }
    ran.add(lease.id);
    held.set(lease.key, { lease, until: from + leaseMs - 3 }); // clocks go by whole milliseconds
  }

  async function run(lease: Lease): Promise<void> {
    await pause(random() * 15);
    if (random() < 0.03) return; // its process ended: the lease runs out
    if (held.get(lease.key)?.lease.token === lease.token) held.delete(lease.key);
    const chance = random();
    const retry: Outcome = { state: 'pending', error: 'not yet', retryInMs: Math.floor(random() * 100) };
    await pick().settle(lease, chance < 0.25 ? retry : chance < 0.5 ? { state: 'dead', error: 'never' } : { state: 'done' });
  }

  async function workOff(): Promise<void> {
    for (;;) {
      const ending = !storing;
      const from = performance.now();
      const limits = random() < 0.4 ? { 'event.1': Math.floor(random() * 3) } : {};
      const { leases, waitMs } = await pick().claim({ provider: 'shop', limit: 1 + Math.floor(random() * 8), limits });
      if (leases.length === 0 && waitMs === null && ending) return;
      for (const lease of leases) note(lease, from);
      await Promise.all(leases.map(run));
      if (leases.length === 0) await pause(Math.min(20, waitMs ?? 20));
    }
  }

  /** Postgres may end either transaction of a deadlock, and so this one. */
  const edit = (sql: string) =>
    pool.query(sql).catch((error: { code?: string }) => {
      if (error.code !== '40P01') throw error;
    });
  const disturbances: readonly (() => Promise<unknown>)[] = [
    () => pick().replay({ state: 'dead' }),
    () => pick().replay({ event: 'event.1' }),
    () => pick().replay({}),
    () => pick().prune(0, { state: 'done' }),
    () => edit(`delete from hookbook_jobs.job where state = 'created' and random() < 0.5`),
    () => edit(`update hookbook_jobs.job set state = 'created' where state = 'completed' and random() < 0.5`),
    () => edit(`update hookbook.version set retired_at = retired_at - interval '1 hour'`),
  ];

  async function disturb(): Promise<void> {
    for (let at = 0; at < 25; at++) {
      await pause(random() * 60);
      await disturbances[Math.floor(random() * disturbances.length)]?.();
    }
  }

  await inboxes[0]?.ready();
  const working = Array.from({ length: 4 }, workOff);
  await Promise.all([storeSome('a'), storeSome('b'), storeSome('c'), disturb(), disturb()]);
  storing = false;
  await Promise.all(working);
  expect(faults).toEqual([]);
  expect(ran.size).toBe(150);
  expect((await list(pick())).filter(({ state }) => state !== 'done' && state !== 'dead')).toEqual([]);
});
