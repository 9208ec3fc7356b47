import { randomUUID } from 'node:crypto';
import { type Arrival, maxConflicts, type Stored } from '../inbox.js';
import type { Row, Transaction } from './connection.js';
import { issued, type Jobs } from './jobs.js';
import { issueNext, laneOf, lockLanes } from './lanes.js';
import { lock } from './locks.js';
import { isTimeToRetire } from './retention.js';
import { hash, writeText } from './text.js';

/** Keeps the raw row and its job in the transaction; null where its id has too many bodies already. `retire` says that it is time to. */
export async function storeArrival(
  transaction: Transaction,
  jobs: Jobs,
  schema: string,
  arrival: Arrival,
  queue: string,
): Promise<{ readonly stored: Stored | null; readonly retire: boolean }> {
  const lane = laneOf(arrival.provider, arrival.orderingKey);
  await lockLanes(transaction, [lane]);
  for (;;) {
    const row = await insertRow(transaction, schema, arrival, queue, 'pending');
    if (row !== null) {
      if (lane === null) await jobs.send(transaction, row);
      else await issueNext(transaction, jobs, schema, lane);
      return { stored: 'stored', retire: row['retire'] === true };
    }
    const known = await compareKnown(transaction, schema, arrival);
    if (known === 'full') return { stored: null, retire: false };
    if (known === 'duplicate') return { stored: known, retire: false };
    if (known === 'conflict') {
      await insertRow(transaction, schema, arrival, queue, 'conflict');
      return { stored: known, retire: false };
    }
  }
}

/** Null where the id, or one of its bodies, is there already: whoever else is storing it is waited for. */
async function insertRow(
  transaction: Transaction,
  schema: string,
  arrival: Arrival,
  queue: string,
  state: 'pending' | 'conflict',
): Promise<Row | null> {
  const original = state === 'pending';
  const lane = laneOf(arrival.provider, arrival.orderingKey);
  const [row] = await transaction.query(
    `insert into ${schema}.delivery
       (provider, id, id_hash, event, state, original, body, digest, headers, ordering_key, lane, queue, job, error, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, to_timestamp($15::double precision / 1000))
     on conflict do nothing returning ${issued}, ${isTimeToRetire(schema)} as retire`,
    [
      writeText(arrival.provider),
      writeText(arrival.id),
      hash(arrival.id),
      writeText(arrival.event),
      state,
      original,
      arrival.body,
      hash(arrival.body),
      JSON.stringify(arrival.headers),
      writeText(arrival.orderingKey),
      lane,
      queue,
      original && lane === null ? randomUUID() : null,
      original ? null : 'another body arrived under the same id',
      arrival.receivedAt,
    ],
  );
  return row ?? null;
}

/** What is kept under the id already; 'gone' where it was pruned just now. Holds what it found until the transaction ends. */
async function compareKnown(
  transaction: Transaction,
  schema: string,
  { provider, id, body }: Arrival,
): Promise<'duplicate' | 'conflict' | 'full' | 'gone'> {
  await lock(transaction, 'id', provider, id);
  const known = await transaction.query(
    `select digest = $3 as same, original from ${schema}.delivery where provider = $1 and id_hash = $2 for key share`,
    [writeText(provider), hash(id), hash(body)],
  );
  if (known.some(({ same }) => same === true)) return 'duplicate';
  if (!known.some(({ original }) => original === true)) return 'gone';
  return known.length > maxConflicts ? 'full' : 'conflict';
}
