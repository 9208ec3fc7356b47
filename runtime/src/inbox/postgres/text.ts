import { createHash } from 'node:crypto';
import type { InboxEntry, Lease } from '../inbox.js';
import type { Row } from './connection.js';

/** Marks the rest as JSON text. */
const mark = '\u0001';

/** Text that Postgres can store: unchanged unless it contains a NUL or a lone surrogate. */
export function writeText(text: string): string;
export function writeText(text: string | null): string | null;
export function writeText(text: string | null): string | null {
  if (text === null || !(text.startsWith(mark) || /[\0\p{Surrogate}]/u.test(text))) return text;
  return mark + JSON.stringify(text);
}

function readText(value: unknown): string {
  const text = String(value);
  return text.startsWith(mark) ? String(JSON.parse(text.slice(mark.length))) : text;
}

/** Used in indexes, which can't hold long ids. */
export function hash(data: string | Uint8Array): Buffer {
  return createHash('sha256')
    .update(typeof data === 'string' ? JSON.stringify(data) : data)
    .digest();
}

/** The key as a number for SQL; null if it can't be a key. */
export function readKey(key: string): string | null {
  return /^[1-9]\d{0,17}$/.test(key) ? key : null;
}

/** The columns of a lease or an entry, as text because the owner of a pool may have changed the type parsers. */
export const columns = `key::text, provider, id, event, state, body, headers::text as headers, ordering_key, job::text, attempts::text, error,
  round(extract(epoch from received_at) * 1000)::text as received_at,
  round(extract(epoch from due_at) * 1000)::text as due_at`;

export function readLease(row: Row): Lease {
  const orderingKey = row['ordering_key'] === null ? null : readText(row['ordering_key']);
  return { ...readArrival(row), orderingKey, key: String(row['key']), token: String(row['job']), attempts: Number(row['attempts']) };
}

export function readEntry(row: Row): InboxEntry {
  const error = row['error'] === null ? null : readText(row['error']);
  const state = row['state'] as InboxEntry['state'];
  const dueAt = state === 'pending' ? Number(row['due_at']) : null;
  return { ...readArrival(row), key: String(row['key']), state, attempts: Number(row['attempts']), dueAt, error };
}

function readArrival(row: Row) {
  return {
    provider: readText(row['provider']),
    id: readText(row['id']),
    event: row['event'] === null ? null : readText(row['event']),
    body: new Uint8Array(row['body'] as Uint8Array),
    headers: JSON.parse(String(row['headers'])) as InboxEntry['headers'],
    receivedAt: Number(row['received_at']),
  };
}
