import { createHash } from 'node:crypto';
import { type Arrival, conflictError, maxConflicts, type Stored } from '../inbox.js';
import type { SqliteDatabase } from './driver.js';
import { select } from './rows.js';
import { encodeNullable, encodeText } from './text.js';

/** Prepares the statements that store an arrival within a transaction. `refused`: its id has too many bodies. */
export function prepareStore(database: SqliteDatabase, now: () => number): (arrival: Arrival) => () => Stored | 'refused' {
  const findFirst = database.prepare("SELECT sha256 FROM delivery WHERE provider = ? AND id = ? AND state <> 'conflict'");
  const findOthers = database.prepare("SELECT sha256 FROM delivery WHERE provider = ? AND id = ? AND state = 'conflict'");
  const insert = database.prepare(
    `INSERT INTO delivery (provider, id, event, ordering_key, state, received_at, stored_at, wait_from, due_at, attempts, error, headers, sha256, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
  );
  const readHashes = (known: typeof findFirst, provider: string, id: string) =>
    select<{ sha256: string }>(known, provider, id).map(({ sha256 }) => sha256);

  // Copied now, because the caller may reuse the bytes before they are stored.
  return (arrival) => {
    const provider = encodeText(arrival.provider);
    const id = encodeText(arrival.id);
    const event = encodeNullable(arrival.event);
    const orderingKey = encodeNullable(arrival.orderingKey);
    const headers = JSON.stringify(arrival.headers);
    const body = new Uint8Array(arrival.body);
    const sha256 = createHash('sha256').update(body).digest('hex');

    function insertAs(state: 'pending' | 'conflict', error: string | null): void {
      const at = now();
      insert.run(provider, id, event, orderingKey, state, arrival.receivedAt, at, at, at, error, headers, sha256, body);
    }

    return () => {
      const [first] = readHashes(findFirst, provider, id);
      if (first === undefined) {
        insertAs('pending', null);
        return 'stored';
      }
      const conflicts = readHashes(findOthers, provider, id);
      if (first === sha256 || conflicts.includes(sha256)) return 'duplicate';
      if (conflicts.length >= maxConflicts) return 'refused';
      insertAs('conflict', conflictError);
      return 'conflict';
    };
  };
}
