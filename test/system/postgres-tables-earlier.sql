-- The tables as receivers made them before claims had an index of their own.
create schema if not exists hookbook;
create table hookbook.version (version integer not null, retired_at timestamptz not null default now());
insert into hookbook.version (version) values (1);
create table hookbook.queue (name text primary key, provider text not null, event text);
create index on hookbook.queue (provider);
create table hookbook.delivery (
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
create unique index delivery_original on hookbook.delivery (provider, id_hash) where original;
create unique index delivery_bytes on hookbook.delivery (provider, id_hash, digest);
create unique index delivery_job_of_lane on hookbook.delivery (lane) where job is not null;
create index delivery_lane on hookbook.delivery (lane, key) where lane is not null and state = 'pending';
create index delivery_due on hookbook.delivery (queue, key) include (due_at) where job is not null and not leased;
create index delivery_wait on hookbook.delivery (provider, due_at) where job is not null;
create index delivery_leased on hookbook.delivery (provider, due_at) where leased;
create index delivery_old on hookbook.delivery (stored_at) where state in ('done', 'unknown', 'invalid', 'conflict');
create index delivery_aside on hookbook.delivery (state, key) where state in ('unknown', 'invalid', 'conflict', 'dead');
