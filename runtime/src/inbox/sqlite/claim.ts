import type { Claim, Lease, Outcome, Wanted } from '../inbox.js';
import type { SqliteDatabase } from './driver.js';
import { type LeaseRow, leaseColumns, readKey, readLease, select } from './rows.js';
import { encodeText } from './text.js';

/** Only the oldest pending delivery of an ordering key. */
const oldestOfOrderingKey = `state = 'pending' AND provider = ? AND NOT EXISTS (
  SELECT 1 FROM delivery AS older
  WHERE older.state = 'pending' AND older.provider = delivery.provider AND older.ordering_key = delivery.ordering_key AND older.key < delivery.key)`;

const event = 'event IS NULL OR event NOT IN (SELECT value FROM json_each(?))';

/** Up to this many due rows are sorted. With more, scanning from the oldest finds some quickly. */
const maxSortedDue = 500;

/** Leased in one transaction, so it is bounded to keep other transactions from waiting. */
const maxLeased = 1_000;

/** Leases deliveries and ends leases. */
export interface Claims {
  /** Whether anything can be leased. Takes no lock. */
  find(wanted: Wanted): boolean;
  /** Leases deliveries, within a transaction. */
  lease(wanted: Wanted): Lease[];
  waitMs(provider: string): Claim['waitMs'];
  /** Runs within a transaction; false if the lease was lost. */
  settle(lease: Lease, outcome: Outcome): boolean;
  /** Runs within a transaction; skips lost leases. */
  release(leases: readonly Lease[]): void;
}

export function prepareClaims(database: SqliteDatabase, leaseMs: number, now: () => number): Claims {
  const countDue = database.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM delivery WHERE state = 'pending' AND provider = ? AND due_at <= ? LIMIT ${maxSortedDue})`,
  );
  const findSorted = database.prepare(
    `SELECT key, event FROM delivery INDEXED BY delivery_due WHERE ${oldestOfOrderingKey} AND due_at <= ? AND key > ? AND (${event}) ORDER BY key LIMIT ?`,
  );
  // Includes waits that a clock set back has ended (see wait.ts).
  const findScanning = database.prepare(
    `SELECT key, event FROM delivery INDEXED BY delivery_pending WHERE ${oldestOfOrderingKey} AND (due_at <= ? OR wait_from - ? > due_at - wait_from)
     AND key > ? AND (${event}) ORDER BY key LIMIT ?`,
  );
  const findNext = database.prepare(
    `SELECT due_at FROM delivery INDEXED BY delivery_due WHERE ${oldestOfOrderingKey} AND due_at > ? ORDER BY due_at LIMIT 1`,
  );
  const take = database.prepare(
    `UPDATE delivery SET attempts = attempts + 1, token = ?, wait_from = ?, due_at = ? WHERE key = ? RETURNING ${leaseColumns}`,
  );
  const end = database.prepare(
    "UPDATE delivery SET token = NULL, state = ?, error = ?, wait_from = ?, due_at = ? WHERE key = ? AND token = ? AND state = 'pending'",
  );
  const releaseLease = database.prepare(
    "UPDATE delivery SET token = NULL, attempts = attempts - 1, wait_from = ?, due_at = ? WHERE key = ? AND token = ? AND state = 'pending'",
  );

  const [last] = select<{ at: number | null }>(database.prepare("SELECT max(wait_from) AS at FROM delivery WHERE state = 'pending'"));
  let latest = last?.at ?? Number.NEGATIVE_INFINITY;

  /** Whether waits may start in what is now the future. */
  function isClockSetBack(at: number): boolean {
    latest = Math.max(latest, at);
    return at < latest;
  }

  function findDue(
    name: string,
    after: number,
    exhausted: readonly string[],
    limit: number,
    at: number,
  ): { key: number; event: string | null }[] {
    const provider = encodeText(name);
    const [due] = select<{ count: number }>(countDue, provider, at);
    if (isClockSetBack(at) || due === undefined || due.count >= maxSortedDue) {
      return select(findScanning, provider, at, at, after, JSON.stringify(exhausted), limit);
    }
    return due.count === 0 ? [] : select(findSorted, provider, at, after, JSON.stringify(exhausted), limit);
  }

  const countRemaining = ({ limits }: Wanted) => new Map(Object.entries(limits).map(([event, limit]) => [encodeText(event), limit]));
  const listExhausted = (limits: ReadonlyMap<string, number>) => [...limits].filter(([, limit]) => limit <= 0).map(([event]) => event);

  function find(wanted: Wanted): boolean {
    return wanted.limit > 0 && findDue(wanted.provider, 0, listExhausted(countRemaining(wanted)), 1, now()).length > 0;
  }

  function lease(wanted: Wanted): Lease[] {
    const remaining = countRemaining(wanted);
    const at = now();
    const leases: Lease[] = [];
    let after = 0;
    const limit = Math.min(Math.floor(wanted.limit), maxLeased);
    while (leases.length < limit) {
      const wantedRows = limit - leases.length;
      const rows = findDue(wanted.provider, after, listExhausted(remaining), wantedRows, at);
      for (const { key, event } of rows) {
        after = key;
        const limit = event === null ? undefined : remaining.get(event);
        if (limit !== undefined && limit <= 0) continue;
        if (event !== null && limit !== undefined) remaining.set(event, limit - 1);
        leases.push(...select<LeaseRow>(take, crypto.randomUUID(), at, at + leaseMs, key).map(readLease));
      }
      if (rows.length < wantedRows) break;
    }
    return leases;
  }

  function waitMs(provider: string): Claim['waitMs'] {
    const at = now();
    if (findDue(provider, 0, [], 1, at).length > 0) return 0;
    const [next] = select<{ due_at: number }>(findNext, encodeText(provider), at);
    return next === undefined ? null : next.due_at - at;
  }

  function settle({ key, token }: Lease, outcome: Outcome): boolean {
    const error = outcome.state === 'done' ? null : encodeText(outcome.error);
    const at = now();
    const dueAt = outcome.state === 'pending' ? at + outcome.retryInMs : at;
    return Number(end.run(outcome.state, error, at, dueAt, readKey(key), encodeText(token)).changes) > 0;
  }

  function release(leases: readonly Lease[]): void {
    const at = now();
    for (const { key, token } of leases) releaseLease.run(at, at, readKey(key), encodeText(token));
  }

  return { find, lease, waitMs, settle, release };
}
