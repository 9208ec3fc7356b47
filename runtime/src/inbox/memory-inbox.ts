import { checkNumber, checkObject, maxTimerMs } from '../checks.js';
import { equalBytes } from '../verify/bytes.js';
import {
  type Arrival,
  type Claim,
  conflictError,
  defaultLeaseMs,
  defaultRetentionMs,
  type EntryFilter,
  type EntryState,
  type Inbox,
  type InboxEntry,
  type Lease,
  maxConflicts,
  type Outcome,
  type Stored,
  TooManyConflictsError,
  type Wanted,
} from './inbox.js';
import { remainingMs, type Wait } from './wait.js';

interface Row {
  readonly key: string;
  readonly arrival: Arrival;
  readonly storedAt: number;
  state: EntryState;
  attempts: number;
  error: string | null;
  /** Until when it can't be claimed: the wait for a retry, or its lease. */
  wait: Wait;
  /** The token of its last lease; null if it was not leased since it became pending. */
  token: string | null;
}

export interface MemoryInboxOptions {
  /** How long processed deliveries and their ids are kept, in milliseconds; 30 days by default. */
  readonly retentionMs?: number;
  /**
   * How many bytes of bodies and headers are kept; 64 MiB by default. Beyond that the oldest processed deliveries are
   * removed early; if there are none, `store` rejects.
   */
  readonly maxBytes?: number;
  /** How long a lease lasts, in milliseconds; 5 minutes by default. */
  readonly leaseMs?: number;
  /** Returns unix milliseconds; Date.now by default. */
  readonly now?: () => number;
}

/** The estimated size of a row apart from its body and headers. */
const rowBytes = 512;

/** An inbox that ends with its process, for tests and development. Receivers may share it. */
export function memoryInbox(options: MemoryInboxOptions = {}): Inbox {
  checkObject('memoryInbox', options, ['retentionMs', 'maxBytes', 'leaseMs', 'now']);
  const { now = Date.now } = options;
  const retentionMs = checkNumber('memoryInbox: retentionMs', options.retentionMs ?? defaultRetentionMs, 0, Number.POSITIVE_INFINITY);
  const maxBytes = checkNumber('memoryInbox: maxBytes', options.maxBytes ?? 64 * 1024 * 1024, 1, Number.POSITIVE_INFINITY);
  const leaseMs = checkNumber('memoryInbox: leaseMs', options.leaseMs ?? defaultLeaseMs, 1, maxTimerMs);
  /** By provider and id, in order of arrival: the delivery and its conflicts. */
  const rows = new Map<string, Row[]>();
  /** In the order of their keys. */
  let pending = new Set<Row>();
  let bytes = 0;
  let serial = 0;
  const waitFor = (ms: number): Wait => ({ from: now(), until: now() + ms });

  /** Removes expired deliveries, and more processed ones if space is needed. */
  function makeRoom(needed: number, arriving: string): void {
    for (const [name, stored] of rows) {
      const expired = stored.every(({ storedAt }) => storedAt < now() - retentionMs);
      const short = bytes + needed > maxBytes;
      if (!expired && !short) break;
      const free = stored.every(({ state }) => state !== 'pending' && (short || state !== 'dead'));
      if (free && name !== arriving) for (const row of stored) remove(row);
    }
  }

  async function store(arrival: Arrival): Promise<Stored> {
    const name = JSON.stringify([arrival.provider, arrival.id]);
    makeRoom(0, '');
    const stored = rows.get(name) ?? [];
    const known = stored.some(({ state }) => state !== 'conflict'); // if not, the delivery was pruned, and its id with it
    if (known && stored.some((row) => equalBytes(row.arrival.body, arrival.body))) return 'duplicate';
    if (known && stored.length > maxConflicts) throw new TooManyConflictsError();
    makeRoom(sizeOf(arrival), name);
    if (bytes + sizeOf(arrival) > maxBytes) throw new Error(`the memory inbox is full: ${maxBytes} bytes are waiting for their handlers`);
    bytes += sizeOf(arrival);
    const row: Row = {
      key: String(++serial),
      arrival: { ...arrival, body: new Uint8Array(arrival.body) }, // slice() of a Buffer would share its memory
      storedAt: now(),
      state: known ? 'conflict' : 'pending',
      attempts: 0,
      error: known ? conflictError : null,
      wait: waitFor(0),
      token: null,
    };
    rows.set(name, [...stored, row]);
    if (!known) pending.add(row);
    return known ? 'conflict' : 'stored';
  }

  /** A provider's pending deliveries, oldest first; only the oldest of each ordering key. */
  function* pendingOf(provider: string): Generator<Row> {
    const keys = new Set<string>();
    for (const row of pending) {
      const { orderingKey } = row.arrival;
      if (row.arrival.provider !== provider || (orderingKey !== null && keys.has(orderingKey))) continue;
      if (orderingKey !== null) keys.add(orderingKey);
      yield row;
    }
  }

  async function claim({ provider, limit, limits }: Wanted): Promise<Claim> {
    makeRoom(0, '');
    const remaining = new Map(Object.entries(limits));
    const leases: Lease[] = [];
    let waitMs: number | null = null;
    for (const row of pendingOf(provider)) {
      const event = row.arrival.event ?? '';
      const isAllowed = leases.length < limit && (remaining.get(event) ?? 1) > 0;
      if (remainingMs(row.wait, now()) === 0 && isAllowed) {
        remaining.set(event, (remaining.get(event) ?? Number.POSITIVE_INFINITY) - 1);
        leases.push(lease(row));
      }
      waitMs = Math.min(waitMs ?? Number.POSITIVE_INFINITY, remainingMs(row.wait, now()));
      if (waitMs === 0 && leases.length >= limit) break; // later rows don't change the result, and there may be many
    }
    return { leases, waitMs };
  }

  function lease(row: Row): Lease {
    row.attempts += 1;
    row.wait = waitFor(leaseMs);
    row.token = `${row.key}.${row.attempts}.${++serial}`;
    return { ...row.arrival, body: row.arrival.body.slice(), key: row.key, token: row.token, attempts: row.attempts };
  }

  async function settle(lease: Lease, outcome: Outcome): Promise<boolean> {
    const row = findLeased(lease);
    if (row === undefined) return false;
    row.token = null;
    row.state = outcome.state;
    row.error = outcome.state === 'done' ? null : outcome.error;
    if (outcome.state === 'pending') row.wait = waitFor(outcome.retryInMs);
    else pending.delete(row);
    return true;
  }

  async function release(leases: readonly Lease[]): Promise<void> {
    for (const lease of leases) {
      const row = findLeased(lease);
      if (row === undefined) continue;
      row.token = null;
      row.attempts -= 1;
      row.wait = waitFor(0);
    }
  }

  /** The row of a lease that is still valid. */
  function findLeased({ provider, id, key, token }: Lease): Row | undefined {
    const row = rows.get(JSON.stringify([provider, id]))?.find((one) => one.key === key);
    return row?.state === 'pending' && row.token === token ? row : undefined;
  }

  function find(filter: EntryFilter): Row[] {
    const fits = ({ key, state, arrival: { provider, id, event } }: Row) =>
      Object.entries(filter).every(
        ([name, wanted]) => wanted === undefined || Reflect.get({ key, state, provider, id, event }, name) === wanted,
      );
    return [...rows.values()].flat().filter(fits).sort(byKey);
  }

  async function* entries(filter: EntryFilter = {}): AsyncGenerator<InboxEntry> {
    for (const { key, arrival, state, attempts, error, wait } of find(filter)) {
      const dueAt = state === 'pending' ? wait.until : null;
      const { provider, id, event, headers, receivedAt } = arrival;
      yield { key, provider, id, event, state, body: arrival.body.slice(), headers, receivedAt, attempts, dueAt, error };
    }
  }

  async function replay(filter: EntryFilter): Promise<number> {
    const settled = find(filter).filter(({ state }) => state !== 'pending' && state !== 'conflict');
    for (const row of settled) Object.assign(row, { state: 'pending', attempts: 0, error: null, wait: waitFor(0), token: null });
    pending = new Set([...pending, ...settled].sort(byKey));
    return settled.length;
  }

  async function prune(olderThanMs: number, filter: EntryFilter = {}): Promise<number> {
    const old = find(filter).filter(({ state, storedAt }) => state !== 'pending' && storedAt < now() - olderThanMs);
    for (const row of old) remove(row);
    return old.length;
  }

  function remove(row: Row): void {
    const name = JSON.stringify([row.arrival.provider, row.arrival.id]);
    const others = rows.get(name)?.filter((one) => one !== row) ?? [];
    bytes -= sizeOf(row.arrival);
    if (others.length === 0) rows.delete(name);
    else rows.set(name, others);
  }

  return { leaseMs, pollMs: null, store, claim, settle, release, entries, replay, prune, close: async () => {} };
}

const byKey = (left: Row, right: Row) => Number(left.key) - Number(right.key);

function sizeOf(arrival: Arrival): number {
  const headers = arrival.headers.reduce((length, [name, value]) => length + name.length + value.length, 0);
  return arrival.body.length + headers + rowBytes;
}
