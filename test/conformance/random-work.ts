import type { Arrival, Inbox, Lease, Outcome } from '../../runtime/src/inbox/inbox.js';
import { randomFrom } from './seeded-random.js';

/** A short lease, which some of the work is left to run out of. */
export const shortLeaseMs = 400;

const provider = 'shop';
const deliveries = 120;
const events = ['order.created', 'order.updated', 'order.deleted', null] as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Stores and works off deliveries through several openings of one store at once, as chance says: duplicates, limits, ordering keys,
 * retries, dead letters, leases that are given back or left to run out. Gives what went against the promises, in words; nothing is the aim.
 */
export async function workAtRandom(inboxes: readonly Inbox[], seed: number): Promise<string[]> {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const faults: string[] = [];
  /** The lease that holds a delivery, and until when it surely does. */
  const held = new Map<string, { lease: Lease; until: number }>();
  /** What was last said of a delivery; each settlement says it anew, so that two are told apart. */
  const settled = new Map<string, { readonly state: string }>();
  const keysInOrder = new Map<string, string[]>();
  let storing = true;

  const arrivals = Array.from({ length: deliveries }, (_, at): Arrival => {
    const orderingKey = random() < 0.5 ? `customer ${Math.floor(random() * 5)}` : null;
    const body = Uint8Array.from(Buffer.from(JSON.stringify({ at, noise: random() })));
    return { provider, id: `id ${at}`, event: pick(events), body, headers: [], receivedAt: at, orderingKey };
  });

  async function storeAll(mine: readonly Arrival[], inbox: Inbox): Promise<void> {
    for (const arrival of mine) {
      const again = random() < 0.2 ? [pick(inboxes).store(arrival)] : [];
      const results = await Promise.all([inbox.store(arrival), ...again]);
      if (results.filter((result) => result === 'stored').length !== 1) faults.push(`${arrival.id}: stored as ${results}`);
      await pause(random() * 4);
    }
  }

  function noteLease(lease: Lease, from: number): void {
    const now = performance.now();
    const before = held.get(lease.key);
    if (before !== undefined && now < before.until) faults.push(`${lease.id}: leased twice at once`);
    const done = settled.get(lease.key)?.state;
    if (done !== undefined && done !== 'pending') faults.push(`${lease.id}: leased after it was ${done}`);
    for (const [key, { lease: other, until }] of held) {
      if (key !== lease.key && lease.orderingKey !== null && other.orderingKey === lease.orderingKey && now < until) {
        faults.push(`${lease.id}: runs beside ${other.id}, of the same ordering key`);
      }
    }
    const older = keysInOrder.get(lease.orderingKey ?? '') ?? [];
    if (lease.orderingKey !== null) {
      const passed = older.filter(
        (key) => Number(key) < Number(lease.key) && !['done', 'dead'].includes(settled.get(key)?.state ?? 'pending'),
      );
      if (passed.length > 0) faults.push(`${lease.id}: passed ${passed.length} older ones of its ordering key`);
      if (!older.includes(lease.key)) keysInOrder.set(lease.orderingKey, [...older, lease.key]);
    }
    // Inboxes go by whole milliseconds.
    held.set(lease.key, { lease, until: from + shortLeaseMs - 2 });
  }

  async function run(inbox: Inbox, lease: Lease): Promise<void> {
    await pause(random() * 10);
    const chance = random();
    if (chance < 0.03) return; // its process ended: the lease runs out
    if (chance < 0.06) await pause(shortLeaseMs + 60); // it stood still meanwhile
    if (chance > 0.9) {
      if (held.get(lease.key)?.lease.token === lease.token) held.delete(lease.key);
      await inbox.release([lease]);
      return;
    }
    const outcome: Outcome =
      chance < 0.3
        ? { state: 'pending', error: 'not yet', retryInMs: Math.floor(random() * 30) }
        : chance < 0.4
          ? { state: 'dead', error: 'never' }
          : { state: 'done' };
    const holding = held.get(lease.key);
    const mine = holding?.lease.token === lease.token;
    // Before it is known: the next one may be leased as soon as it is committed.
    const said = { state: outcome.state };
    if (mine) {
      held.delete(lease.key);
      settled.set(lease.key, said);
    }
    const kept = await inbox.settle(lease, outcome);
    if (kept && !mine) faults.push(`${lease.id}: a settlement counted after its lease was lost`);
    if (!kept && mine && performance.now() < holding.until) faults.push(`${lease.id}: a lease that held was refused`);
    // It had run out: someone else has it or will, and may have settled it before this answer came.
    if (!kept && mine && settled.get(lease.key) === said) settled.set(lease.key, { state: 'pending' });
  }

  async function workOff(inbox: Inbox): Promise<void> {
    for (;;) {
      const from = performance.now();
      const limits = random() < 0.3 ? { 'order.created': Math.floor(random() * 2) } : {};
      const { leases, waitMs } = await inbox.claim({ provider, limit: 1 + Math.floor(random() * 5), limits });
      if (leases.length === 0 && waitMs === null && !storing) return;
      for (const lease of leases) noteLease(lease, from);
      await Promise.all(leases.map((lease) => run(inbox, lease)));
      if (leases.length === 0) await pause(Math.min(20, waitMs ?? 20));
    }
  }

  const working = inboxes.map(workOff);
  const share = Math.ceil(deliveries / inboxes.length);
  await Promise.all(inboxes.map((inbox, at) => storeAll(arrivals.slice(at * share, (at + 1) * share), inbox)));
  storing = false;
  await Promise.all(working);
  const ids: string[] = [];
  for await (const { id, state } of pick(inboxes).entries()) {
    ids.push(id);
    if (state !== 'done' && state !== 'dead') faults.push(`${id}: is ${state} at the end`);
  }
  if (new Set(ids).size !== deliveries || ids.length !== deliveries) faults.push(`${ids.length} rows of ${deliveries} deliveries`);
  return faults;
}
