import { createHash } from 'node:crypto';
import type { InboxEntry, Lease } from '../inbox.js';
import type { Row } from './connection.js';

/** Says that the rest is JSON text. */
const mark = '\u0001';

/** Text as Postgres can keep it, which is as it is but where it has a NUL or half a surrogate pair. */
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

/** What an index is made over: an id may be longer than one can hold. */
export function hash(data: string | Uint8Array): Buffer {
  return createHash('sha256')
    .update(typeof data === 'string' ? JSON.stringify(data) : data)
    .digest();
}

/** The key as a number for SQL; null where it can't be one of ours. */
export function readKey(key: string): string | null {
  return /^[1-9]\d{0,17}$/.test(key) ? key : null;
}

/** What `readLease` and `readEntry` read, in SQL. As text, for a pool's owner may have set how other types are parsed. */
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
