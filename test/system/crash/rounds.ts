import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Inbox } from '../../../runtime/src/inbox/inbox.js';
import { dealKillPoints } from './kill-points.js';
import { type Random, randomOf } from './random.js';
import { type DatabaseName, type Orders, type ReceiverProcess, startReceiver } from './receiver-process.js';
import { createSender, type Sender } from './sender.js';

/** More than the rounds over one inbox: each kill may cost an event an attempt, and what dies in the end must be poison. */
export const attempts = 11;
/** How long a receiver may take to come to its point, in milliseconds. */
const patienceMs = 120_000;

export interface Store {
  readonly database: DatabaseName;
  readonly place: string;
  /** Opens the inbox in this process, once no other has it open. */
  open(): Inbox;
}

/**
 * So many lives of a receiver over one inbox, each ended by SIGKILL at a point that the seed chooses, and then one without an
 * end, which works off what is left. Gives what they died at, in their own words.
 */
export async function runRounds(store: Store, seed: number, count: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-crash-'));
  const files = { effects: join(folder, 'effects'), deaths: join(folder, 'deaths') };
  const sender = createSender(`event-${seed}`);
  const points = dealKillPoints(count, randomOf(seed));
  const died: string[] = [];
  let receiver = startReceiver(store.database);
  try {
    for (const [round, point] of points.entries()) {
      const random = randomOf(seed * 1000 + round + 1);
      const orders: Orders = { place: store.place, point, nth: random.between(1, 3), attempts, ...files };
      const next = startReceiver(store.database);
      const current = receiver;
      receiver = next;
      died.push(await runUntilDeath(current, orders, sender, random).finally(current.kill));
    }
    const { url, kept } = await receiver.serve({ place: store.place, point: null, nth: 0, attempts, ...files });
    expectKept(sender, kept);
    for (const random = randomOf(seed); sender.waiting() > 0; ) await sender.sendMore(url, random);
    await receiver.drain();
    await expectNothingLost(store, sender, read(files.effects), read(files.deaths));
    return died;
  } finally {
    await receiver.kill();
    rmSync(folder, { recursive: true });
  }
}

async function runUntilDeath(receiver: ReceiverProcess, orders: Orders, sender: Sender, random: Random): Promise<string> {
  const { url, kept } = await receiver.serve(orders);
  expectKept(sender, kept);
  const before = sender.acknowledged.size;
  const giveUpAt = performance.now() + patienceMs;
  sender.add(6, random);
  await sender.sendWaiting(url, random);
  // What it does apart from requests needs some time before there are more of them.
  while (!(await Promise.race([receiver.ended.then(() => true), pause(50, false)]))) {
    if (performance.now() > giveUpAt) throw new Error(`it never came to: ${orders.point}, time ${orders.nth}\n${receiver.complaints()}`);
    sender.add(2, random);
    await sender.sendMore(url, random);
  }
  const died = await receiver.ended;
  if (died === null || died !== orders.point) throw new Error(`it died at ${died}, not at ${orders.point}\n${receiver.complaints()}`);
  // Else this point would say no more than those before it.
  if (died === 'answered, before claim') expect(sender.acknowledged.size).toBeGreaterThan(before);
  return died;
}

/** Every 2xx that was ever sent has its row, before anything is sent again, with exactly the bytes that were sent. */
function expectKept(sender: Sender, kept: ReadonlyMap<string, string>): void {
  const lost = [...sender.acknowledged.values()].filter(({ id, digest }) => kept.get(id) !== digest);
  expect(lost.map(({ id }) => id)).toEqual([]);
}

/**
 * At least once: an effect may be there twice (or more often) where the process ended between it and its mark, or a lease ran out;
 * it is never missing. Likewise onDead may have heard of a death twice.
 */
async function expectNothingLost(store: Store, sender: Sender, effects: ReadonlySet<string>, deaths: ReadonlySet<string>): Promise<void> {
  const inbox = store.open();
  const rows = [];
  for await (const { id, body, state, error, attempts } of inbox.entries()) rows.push({ id, body, state, error, attempts });
  await inbox.close();
  const sent = [...sender.acknowledged.values()];
  expect(sender.strange).toEqual([]);
  expect(rows.map(({ id }) => id).sort()).toEqual(sent.map(({ id }) => id).sort()); // one row each, duplicates and all
  for (const { id, body, poison } of sent) {
    const row = rows.find((one) => one.id === id);
    expect(Buffer.from(row?.body ?? []).toString('latin1')).toBe(Buffer.from(body).toString('latin1'));
    if (poison) {
      expect(row).toMatchObject({
        state: 'dead',
        error: expect.stringMatching(/^Error: (?:poison$|the process ended, or lost its lease)/),
      });
      expect(row?.attempts).toBeGreaterThanOrEqual(attempts);
    } else expect(row).toMatchObject({ id, state: 'done', error: null });
  }
  const ids = (poison: boolean) => new Set(sent.filter((one) => one.poison === poison).map(({ id }) => id));
  expect(effects).toEqual(ids(false));
  expect(deaths).toEqual(ids(true));
}

function read(path: string): Set<string> {
  return new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean));
}
