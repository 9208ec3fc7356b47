import { randomUUID } from 'node:crypto';
import { type Arrival, conflictError, maxConflicts, type Stored } from '../inbox.js';
import type { Row } from './connection.js';
import { issued, type Session } from './jobs.js';
import { issueNext, laneOf, lockLanes } from './lanes.js';
import { lock } from './locks.js';
import { isRetentionDue } from './retention.js';
import { hash, writeText } from './text.js';

/** Stores a row and its job; `stored` is null if its id has too many bodies. */
export async function storeArrival(
  session: Session,
  arrival: Arrival,
  queue: string,
): Promise<{ readonly stored: Stored | null; readonly retentionDue: boolean }> {
  const { transaction, jobs } = session;
  const lane = laneOf(arrival);
  await lockLanes(transaction, [{ lane }]);
  for (;;) {
    const row = await insertRow(session, arrival, queue, 'pending');
    if (row !== null) {
      if (lane === null) await jobs.send(transaction, row);
      else await issueNext(session, lane);
      return { stored: 'stored', retentionDue: row['retention_due'] === true };
    }
    const known = await compareStored(session, arrival);
    if (known === 'conflict') await insertRow(session, arrival, queue, 'conflict');
    if (known !== 'gone') return { stored: known === 'full' ? null : known, retentionDue: false };
  }
}

/** Null if the id or the body already exists. Waits for concurrent inserts of the same id. */
async function insertRow(
  { transaction, schema }: Session,
  arrival: Arrival,
  queue: string,
  state: 'pending' | 'conflict',
): Promise<Row | null> {
  const original = state === 'pending';
  const lane = laneOf(arrival);
  const [row] = await transaction.query(
    `insert into ${schema}.delivery
       (provider, id, id_hash, event, state, original, body, digest, headers, ordering_key, lane, queue, job, error, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, to_timestamp($15::double precision / 1000))
     on conflict do nothing returning ${issued}, ${isRetentionDue(schema)} as retention_due`,
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
      original ? null : conflictError,
      arrival.receivedAt,
    ],
  );
  return row ?? null;
}

/** What is already stored under the id, locked until the transaction ends; 'gone' if it was just pruned. */
async function compareStored(
  { transaction, schema }: Session,
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
