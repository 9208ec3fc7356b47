import { createHash } from 'node:crypto';
import { type Arrival, maxConflicts, type Stored } from '../inbox.js';
import type { SqliteDatabase } from './driver.js';
import { select } from './rows.js';
import { encodeNullable, encodeText } from './text.js';

/** Prepares what keeps an arrival, within a transaction: `refused` where its id has as many bodies as are kept. */
export function prepareStore(database: SqliteDatabase, now: () => number): (arrival: Arrival) => () => Stored | 'refused' {
  const findFirst = database.prepare("SELECT sha256 FROM delivery WHERE provider = ? AND id = ? AND state <> 'conflict'");
  const findOthers = database.prepare("SELECT sha256 FROM delivery WHERE provider = ? AND id = ? AND state = 'conflict'");
  const insert = database.prepare(
    `INSERT INTO delivery (provider, id, event, ordering_key, state, received_at, stored_at, wait_from, due_at, attempts, error, headers, sha256, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
  );
  const sums = (known: typeof findFirst, provider: string, id: string) =>
    select<{ sha256: string }>(known, provider, id).map(({ sha256 }) => sha256);

  // What is stored later is what arrived: the bytes may be their owner's again by then.
  return (arrival) => {
    const provider = encodeText(arrival.provider);
    const id = encodeText(arrival.id);
    const event = encodeNullable(arrival.event);
    const orderingKey = encodeNullable(arrival.orderingKey);
    const headers = JSON.stringify(arrival.headers);
    const body = new Uint8Array(arrival.body);
    const sha256 = createHash('sha256').update(body).digest('hex');

    function keep(state: 'pending' | 'conflict', error: string | null): void {
      const at = now();
      insert.run(provider, id, event, orderingKey, state, arrival.receivedAt, at, at, at, error, headers, sha256, body);
    }

    return () => {
      const [first] = sums(findFirst, provider, id);
      if (first === undefined) {
        keep('pending', null);
        return 'stored';
      }
      const others = sums(findOthers, provider, id);
      if (first === sha256 || others.includes(sha256)) return 'duplicate';
      if (others.length >= maxConflicts) return 'refused';
      keep('conflict', 'another body arrived under the same id');
      return 'conflict';
    };
  };
}
