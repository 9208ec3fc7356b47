import { codeOf, type Database, type Transaction } from './connection.js';
import { lockNumber } from './locks.js';
import type { PostgresSettings } from './options.js';
import { claimIndex } from './schema.js';

/** Indexing many rows takes a while. */
const maxBuildMs = 3_600_000;

/** The server's code for insufficient privileges. */
const notAllowed = '42501';

/**
 * Upgrades tables of an earlier version without locking anyone out; receivers of that version keep working. Runs in the
 * background. Until it is done, claims work but cost more as the backlog grows.
 */
export async function upgradeTables(database: Database, { schema }: PostgresSettings): Promise<void> {
  const statements = [
    `create index concurrently if not exists delivery_claim on ${schema}.${claimIndex}`,
    `drop index concurrently if exists ${schema}.delivery_due`, // replaced by delivery_claim
  ];
  await database.connect(async (query) => {
    if (await isUpToDate(query, schema)) return;
    const [row] = await query('select pg_try_advisory_lock($1) as held', [lockNumber(['upgrade', schema])]);
    if (row?.['held'] !== true) return; // another receiver is doing it
    try {
      if ((await readState(query, schema)) === 'invalid') await query(`drop index concurrently if exists ${schema}.delivery_claim`);
      for (const statement of statements) await query(statement);
    } catch (cause) {
      if (codeOf(cause) !== notAllowed) throw cause;
      throw new Error(
        `claims from schema ${schema} get slow when many deliveries are waiting, and this role may not create the index that prevents it. Have the owner of the tables run: ${statements.join('; ')};`,
        { cause },
      );
    }
    await query('select pg_advisory_unlock($1)', [lockNumber(['upgrade', schema])]);
  }, maxBuildMs);
}

async function isUpToDate(query: Transaction['query'], schema: string): Promise<boolean> {
  const [row] = await query('select to_regclass($1) is null as dropped', [`${schema}.delivery_due`]);
  return row?.['dropped'] === true && (await readState(query, schema)) === 'valid';
}

/** `invalid` if building it was interrupted or is in progress. */
async function readState(query: Transaction['query'], schema: string): Promise<'missing' | 'invalid' | 'valid'> {
  const [row] = await query('select indisvalid as valid from pg_index where indexrelid = to_regclass($1)', [`${schema}.delivery_claim`]);
  if (row === undefined) return 'missing';
  return row['valid'] === true ? 'valid' : 'invalid';
}
