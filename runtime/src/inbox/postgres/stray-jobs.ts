import type { Database } from './connection.js';
import type { Jobs } from './jobs.js';
import type { PostgresSettings } from './options.js';

const pageSize = 500;

/**
 * Ends due jobs that belong to no delivery: pg-boss was told to run them again, or an earlier version left them. Claims
 * never see them. Checks only the jobs of each queue that have been due longest, because that is where stray jobs
 * remain as deliveries are processed.
 */
export async function endStrayJobs(database: Database, jobs: Jobs, { schema, bossSchema }: PostgresSettings): Promise<void> {
  const { rows: queues } = await database.run(`select name from ${schema}.queue`);
  for (const { name } of queues) while (await endPage(String(name)));

  /** Returns whether there may be more. */
  async function endPage(queue: string): Promise<boolean> {
    return database.transact(async (transaction) => {
      const due = await transaction.query(
        `select id::text, data->>'key' as key from ${bossSchema}.job
         where name = $1 and state < 'active' and start_after < now() order by start_after limit ${pageSize}`,
        [queue],
      );
      const named = await transaction.query(`select job::text from ${schema}.delivery where key = any($1::bigint[])`, [
        due.flatMap(({ key }) => (/^\d{1,18}$/.test(String(key)) ? [key] : [])),
      ]);
      const known = new Set(named.map(({ job }) => job));
      const stray = due.flatMap(({ id }) => (known.has(id) ? [] : [String(id)]));
      await jobs.cancel(transaction, queue, stray);
      return due.length === pageSize && stray.length > 0;
    });
  }
}
