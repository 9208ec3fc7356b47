// Fills the tables of a Postgres inbox with SQL: storing 500,000 deliveries one by one takes too long. The benchmark
// and the tests share it.
import { randomUUID } from 'node:crypto';

/**
 * Copies deliveries that are there, as pending ones, the first of them due after `dueInMs` (an hour ago by default).
 * The copies of a lane wait behind one another; all others get their job.
 *
 * @param {{ query(text: string, values?: unknown[]): Promise<unknown> }} client
 * @param {number} count how many copies in total
 * @param {readonly string[]} ids of the deliveries to copy, each equally often
 * @param {{ dueInMs?: number, leased?: boolean }} [how] leased: to someone who is gone
 */
export async function multiply(client, count, ids, { dueInMs = -3_600_000, leased = false } = {}) {
  await client.query(
    `with copy as (
       insert into hookbook.delivery (provider, id, id_hash, event, state, original, body, digest, headers, ordering_key, lane, queue, leased, job, due_at, received_at)
       select provider, new_id, sha256(new_id::bytea), event, 'pending', true, body, digest, headers, ordering_key, lane, queue, $5::boolean,
         case when lane is null then gen_random_uuid() end, now() + ($4::int + n) * interval '1 millisecond', received_at
       from generate_series(0, $1::int - 1) as n
       join (select row_number() over (order by key) - 1 as at, * from hookbook.delivery where id = any($2)) as sample on at = n % cardinality($2::text[])
       cross join lateral (select concat_ws(' ', sample.id, $3::text, n) as new_id) as renamed
       order by n
       returning key, queue, job, due_at
     )
     insert into hookbook_jobs.job (id, name, state, priority, data, start_after, retry_limit, expire_in, keep_until, policy)
     select job, queue, (case when $5 then 'active' else 'created' end)::hookbook_jobs.job_state, -key, jsonb_build_object('key', key::text), due_at, 0, interval '6 minutes', now() + interval '100 years', 'standard'
     from copy where job is not null`,
    [count, ids, randomUUID(), dueInMs, leased],
  );
}

/**
 * Autovacuum would change the statistics at some point of its own choosing.
 *
 * @param {{ query(text: string, values?: unknown[]): Promise<{ rows: { name: string }[] }> }} client
 */
export async function stopAutovacuum(client) {
  const { rows } = await client.query(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('hookbook', 'hookbook_jobs')`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} set (autovacuum_enabled = false)`);
}
