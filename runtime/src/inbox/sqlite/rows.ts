import type { EntryFilter, InboxEntry, Lease } from '../inbox.js';
import type { SqliteStatement, SqliteValue } from './driver.js';
import { decodeNullable, decodeText, encodeText } from './text.js';

/** The columns of an entry. */
export const entryColumns = 'key, provider, id, event, state, received_at, attempts, due_at, error, headers, body';
export const leaseColumns = 'key, provider, id, event, ordering_key, token, received_at, attempts, headers, body';

interface DeliveryRow {
  readonly key: number;
  readonly provider: string;
  readonly id: string;
  readonly event: string | null;
  readonly received_at: number;
  readonly attempts: number;
  readonly headers: string;
  /** An ArrayBuffer with libsql. */
  readonly body: Uint8Array | ArrayBuffer;
}

export interface EntryRow extends DeliveryRow {
  readonly state: InboxEntry['state'];
  readonly due_at: number;
  readonly error: string | null;
}

export interface LeaseRow extends DeliveryRow {
  readonly token: string;
  readonly ordering_key: string | null;
}

/** The rows of a query. STRICT tables ensure the types of the columns that it names. */
export function select<Row>(statement: SqliteStatement, ...values: SqliteValue[]): Row[] {
  return statement.all(...values) as Row[];
}

function readDelivery({ key, provider, id, event, received_at, attempts, headers, body }: DeliveryRow) {
  return {
    key: String(key),
    provider: decodeText(provider),
    id: decodeText(id),
    event: decodeNullable(event),
    receivedAt: received_at,
    attempts,
    headers: JSON.parse(headers) as [string, string][],
    body: new Uint8Array(body),
  };
}

export function readEntry(row: EntryRow): InboxEntry {
  const dueAt = row.state === 'pending' ? row.due_at : null;
  return { ...readDelivery(row), state: row.state, dueAt, error: decodeNullable(row.error) };
}

export function readLease(row: LeaseRow): Lease {
  return { ...readDelivery(row), token: row.token, orderingKey: decodeNullable(row.ordering_key) };
}

/** The key as a number; 0, which no row has, if it is invalid. */
export function readKey(key: string): number {
  return /^[1-9]\d{0,14}$/.test(key) ? Number(key) : 0;
}

/** The filter as the end of a WHERE clause, with its values. */
export function describeFilter({ key, provider, id, event, state }: EntryFilter): { sql: string; values: SqliteValue[] } {
  const wanted = {
    key: key === undefined ? undefined : readKey(key),
    provider: provider === undefined ? undefined : encodeText(provider),
    id: id === undefined ? undefined : encodeText(id),
    event: event === undefined ? undefined : encodeText(event),
    state,
  };
  const parts = Object.entries(wanted).flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]));
  return { sql: parts.map(({ column }) => ` AND ${column} = ?`).join(''), values: parts.map(({ value }) => value) };
}
