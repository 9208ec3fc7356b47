import type { Claim, Lease, Outcome, Wanted } from './inbox.js';
import type { SqliteDatabase } from './sqlite-driver.js';
import { type LeaseRow, leaseColumns, readKey, readLease, select } from './sqlite-rows.js';
import { encodeText } from './sqlite-text.js';

/** Of one ordering key only the oldest that is pending. */
const unblocked = `state = 'pending' AND provider = ? AND NOT EXISTS (
  SELECT 1 FROM delivery AS older
  WHERE older.state = 'pending' AND older.provider = delivery.provider AND older.ordering_key = delivery.ordering_key AND older.key < delivery.key)`;

/**
 * A wait that begins further in the future than it is long was begun before the clock went back, and by more than the wait: it would
 * last for as long as the clock went back, so it counts as over.
 */
const due = '(due_at <= ? OR wait_from - ? > due_at - wait_from)';

/** What leases deliveries and ends leases. */
export interface Claims {
  /** Whether anything can be leased: a look that takes no lock. */
  find(wanted: Wanted): boolean;
  /** Leases what can be, within a transaction. */
  lease(wanted: Wanted): Lease[];
  waitMs(provider: string): Claim['waitMs'];
  /** Within a transaction; false where the lease was lost. */
  settle(lease: Lease, outcome: Outcome): boolean;
}

export function prepareClaims(database: SqliteDatabase, leaseMs: number, now: () => number): Claims {
  const findDue = database.prepare(
    `SELECT key, event FROM delivery WHERE ${unblocked} AND ${due} AND key > ?
     AND (event IS NULL OR event NOT IN (SELECT value FROM json_each(?))) ORDER BY key LIMIT ?`,
  );
  const take = database.prepare(
    `UPDATE delivery SET attempts = attempts + 1, token = ?, wait_from = ?, due_at = ? WHERE key = ? RETURNING ${leaseColumns}`,
  );
  const findNext = database.prepare(`SELECT min(due_at) AS next FROM delivery WHERE ${unblocked}`);
  const end = database.prepare(
    "UPDATE delivery SET token = NULL, state = ?, error = ?, wait_from = ?, due_at = ? WHERE key = ? AND token = ? AND state = 'pending'",
  );

  const dueRows = (provider: string, after: number, exhausted: Iterable<string>, limit: number, at: number) =>
    select<{ key: number; event: string | null }>(findDue, encodeText(provider), at, at, after, JSON.stringify([...exhausted]), limit);

  const countLeft = ({ limits }: Wanted) => new Map(Object.entries(limits).map(([event, limit]) => [encodeText(event), limit]));
  const exhaustedOf = (left: ReadonlyMap<string, number>) => [...left].filter(([, limit]) => limit <= 0).map(([event]) => event);

  function find(wanted: Wanted): boolean {
    return wanted.limit > 0 && dueRows(wanted.provider, 0, exhaustedOf(countLeft(wanted)), 1, now()).length > 0;
  }

  function lease(wanted: Wanted): Lease[] {
    const left = countLeft(wanted);
    const at = now();
    const leases: Lease[] = [];
    let after = 0;
    while (leases.length < wanted.limit) {
      const wantedRows = wanted.limit - leases.length;
      const rows = dueRows(wanted.provider, after, exhaustedOf(left), wantedRows, at);
      for (const { key, event } of rows) {
        after = key;
        const room = event === null ? undefined : left.get(event);
        if (room !== undefined && room <= 0) continue;
        if (event !== null && room !== undefined) left.set(event, room - 1);
        leases.push(...select<LeaseRow>(take, crypto.randomUUID(), at, at + leaseMs, key).map(readLease));
      }
      if (rows.length < wantedRows) break;
    }
    return leases;
  }

  function waitMs(provider: string): Claim['waitMs'] {
    const at = now();
    if (dueRows(provider, 0, [], 1, at).length > 0) return 0;
    const [row] = select<{ next: number | null }>(findNext, encodeText(provider));
    return row === undefined || row.next === null ? null : Math.max(0, row.next - at);
  }

  function settle({ key, token }: Lease, outcome: Outcome): boolean {
    const error = outcome.state === 'done' ? null : encodeText(outcome.error);
    const at = now();
    const dueAt = outcome.state === 'pending' ? at + outcome.retryInMs : at;
    return Number(end.run(outcome.state, error, at, dueAt, readKey(key), encodeText(token)).changes) > 0;
  }

  return { find, lease, waitMs, settle };
}
