import { equalBytes } from './bytes.js';
import type { Arrival, Inbox, InboxEntry, Lease, Outcome } from './inbox.js';

interface Row {
  readonly arrival: Arrival;
  state: InboxEntry['state'];
  attempts: number;
  error: string | null;
  dueAt: number;
  /** The token of the lease that runs; null where none does. */
  leased: string | null;
}

export interface MemoryInboxOptions {
  /** How long settled deliveries, and so their ids, are kept, in milliseconds, by the receivers' clock; 30 days. */
  readonly retentionMs?: number;
  /** How many bytes of bodies are kept; 64 MiB. Past it the oldest settled ones go early, and with nothing settled `store` rejects. */
  readonly maxBytes?: number;
}

const day = 86_400_000;
/** What a row is taken to cost beside its body. */
const rowBytes = 512;

/** An inbox that ends with its process: for tests, development, and places that need no more. Receivers may share it. */
export function memoryInbox({ retentionMs = 30 * day, maxBytes = 64 * 1024 * 1024 }: MemoryInboxOptions = {}): Inbox {
  /** By provider and id; the first row is the delivery, the others conflict with it. In order of arrival. */
  const rows = new Map<string, Row[]>();
  const pending = new Set<Row>();
  let bytes = 0;
  let tokens = 0;

  function remove(key: string, kept: readonly Row[]): void {
    for (const row of kept) bytes -= sizeOf(row.arrival);
    rows.delete(key);
  }

  function prune(now: number, needed: number, arriving?: string): void {
    for (const [key, kept] of rows) {
      const expired = kept.every((row) => row.arrival.receivedAt < now - retentionMs);
      if (!expired && bytes + needed <= maxBytes) break;
      if (key !== arriving && kept.every((row) => row.state !== 'pending')) remove(key, kept);
    }
  }

  async function store(arrival: Arrival) {
    const key = JSON.stringify([arrival.provider, arrival.id]);
    prune(arrival.receivedAt, 0);
    if (rows.get(key)?.some((row) => equalBytes(row.arrival.body, arrival.body))) return 'duplicate';
    prune(arrival.receivedAt, sizeOf(arrival), key);
    if (bytes + sizeOf(arrival) > maxBytes) throw new Error(`the memory inbox is full: ${maxBytes} bytes are waiting for their handlers`);
    const copy = { ...arrival, body: arrival.body.slice() };
    const row: Row = { arrival: copy, state: 'pending', attempts: 0, error: null, dueAt: arrival.receivedAt, leased: null };
    bytes += sizeOf(arrival);
    const kept = rows.get(key);
    if (kept === undefined) {
      rows.set(key, [row]);
      pending.add(row);
      return 'stored';
    }
    kept.push({ ...row, state: 'conflict', error: 'another body arrived under the same id' });
    return 'conflict';
  }

  async function claim(provider: string, now: number, limit: number): Promise<readonly Lease[]> {
    const leases: Lease[] = [];
    for (const row of pending) {
      if (leases.length >= limit) break;
      if (row.arrival.provider !== provider || row.leased !== null || row.dueAt > now) continue;
      row.attempts += 1;
      row.leased = String(++tokens);
      leases.push({ ...row.arrival, body: row.arrival.body.slice(), token: row.leased, attempts: row.attempts });
    }
    return leases;
  }

  async function settle(lease: Lease, outcome: Outcome): Promise<boolean> {
    const row = rows.get(JSON.stringify([lease.provider, lease.id]))?.[0];
    if (row === undefined || row.leased !== lease.token) return false;
    row.leased = null;
    row.state = outcome.state;
    row.error = outcome.state === 'done' ? null : outcome.error;
    if (outcome.state === 'pending') row.dueAt = outcome.retryAt;
    else pending.delete(row);
    return true;
  }

  async function* entries(): AsyncGenerator<InboxEntry> {
    for (const { arrival, state, attempts, error } of [...rows.values()].flat()) {
      const { provider, id, event, receivedAt } = arrival;
      yield { provider, id, event, state, body: arrival.body.slice(), receivedAt, attempts, error };
    }
  }

  return { store, claim, settle, entries, close: async () => {} };
}

function sizeOf(arrival: Arrival): number {
  return arrival.body.length + rowBytes;
}
