import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Inbox, memoryInbox } from '../../runtime/src/index.js';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { createDatabase } from '../system/create-database.js';
import { shortLeaseMs, workAtRandom } from './random-work.js';

const seeds = [1, 2, 3, 4].map((seed) => ({ seed: seed + Number(process.env['HOOKBOOK_RANDOM_SEED'] ?? 0) }));
const openings = 3;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookbook-random-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hold(inboxes: readonly Inbox[], seed: number): Promise<void> {
  try {
    expect(await workAtRandom(inboxes, seed)).toEqual([]);
  } finally {
    await Promise.all([...new Set(inboxes)].map((inbox) => inbox.close()));
  }
}

describe('work at random, through several openings at once, keeps every promise', () => {
  test.each(seeds)('memory, HOOKBOOK_RANDOM_SEED $seed', async ({ seed }) => {
    await hold(Array(openings).fill(memoryInbox({ leaseMs: shortLeaseMs })), seed);
  });

  test.each(seeds)('SQLite, HOOKBOOK_RANDOM_SEED $seed', async ({ seed }) => {
    const path = join(folder, `${seed}.db`);
    await hold(
      Array.from({ length: openings }, () => sqliteInbox(path, { leaseMs: shortLeaseMs })),
      seed,
    );
  });

  test.each(seeds)('Postgres, HOOKBOOK_RANDOM_SEED $seed', async ({ seed }) => {
    const connectionString = await createDatabase();
    await hold(
      Array.from({ length: openings }, () => postgresInbox({ connectionString, leaseMs: shortLeaseMs })),
      seed,
    );
  });
});
