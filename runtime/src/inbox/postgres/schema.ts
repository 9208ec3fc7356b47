import type { Transaction } from './connection.js';
import { lock } from './locks.js';

/** Increase it only for changes that older receivers can't work with; for others, see `upgradeTables`. */
const version = 1;

/**
 * For claims: the waiting or leased deliveries of a queue, in the order they are due. The only index in this order.
 * `delivery_leased` exists only for receivers of an earlier version.
 */
export const claimIndex = 'delivery (queue, leased, due_at, key) where job is not null';

/** Creates the tables if they are missing. Several receivers may start at once. */
export async function prepareSchema(transaction: Transaction, schema: string): Promise<void> {
  await lock(transaction, 'schema', schema);
  const [found] = await transaction.query('select to_regclass($1) is not null as found', [`${schema}.version`]);
  // `if not exists` would require the right to create, which a receiver may lack.
  if (found?.['found'] !== true) await transaction.executeSql(createTables(schema));
  const [row] = await transaction.query(`select version from ${schema}.version`);
  const is = Number(row?.['version']);
  if (is !== version) {
    throw new Error(`schema ${schema} has version ${is}, but this @hookbook/runtime needs ${version}: upgrade the older of the two`);
  }
}

/**
 * `job` is the id of the pg-boss job, and of the lease once the job has started: a job starts only once. It is null if
 * the delivery is processed or waits behind another of its lane (its ordering key, as a number). `due_at` is when it
 * may be claimed, or when its lease ends.
 */
function createTables(schema: string): string {
  return `
    create schema if not exists ${schema};
    create table ${schema}.version (version integer not null, retired_at timestamptz not null default now());
    insert into ${schema}.version (version) values (${version});
    create table ${schema}.queue (name text primary key, provider text not null, event text);
    create index on ${schema}.queue (provider);
    create table ${schema}.delivery (
      key bigint generated always as identity primary key,
      provider text not null,
      id text not null,
      id_hash bytea not null,
      event text,
      state text not null check (state in ('pending', 'done', 'unknown', 'invalid', 'conflict', 'dead')),
      original boolean not null,
      body bytea not null,
      digest bytea not null,
      headers json not null,
      ordering_key text,
      lane bigint,
      queue text not null,
      job uuid check (job is null or state = 'pending'),
      leased boolean not null default false check (not leased or job is not null),
      due_at timestamptz not null default now(),
      attempts integer not null default 0,
      error text,
      received_at timestamptz not null,
      stored_at timestamptz not null default clock_timestamp()
    );
    create unique index delivery_original on ${schema}.delivery (provider, id_hash) where original;
    create unique index delivery_bytes on ${schema}.delivery (provider, id_hash, digest);
    create unique index delivery_job_of_lane on ${schema}.delivery (lane) where job is not null;
    create index delivery_lane on ${schema}.delivery (lane, key) where lane is not null and state = 'pending';
    create index delivery_claim on ${schema}.${claimIndex};
    create index delivery_wait on ${schema}.delivery (provider, due_at) where job is not null;
    create index delivery_leased on ${schema}.delivery (provider, due_at) where leased;
    create index delivery_old on ${schema}.delivery (stored_at) where state in ('done', 'unknown', 'invalid', 'conflict');
    create index delivery_aside on ${schema}.delivery (state, key) where state in ('unknown', 'invalid', 'conflict', 'dead');`;
}
