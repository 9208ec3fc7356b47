import { createHash } from 'node:crypto';
import type { Transaction } from './connection.js';

/** Holds what these words name, until the transaction ends. */
export async function lock(transaction: Transaction, ...words: readonly string[]): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1)', [lockNumber(words)]);
}

/** The same where no one else holds it; false otherwise. */
export async function tryLock(transaction: Transaction, ...words: readonly string[]): Promise<boolean> {
  const [row] = await transaction.query('select pg_try_advisory_xact_lock($1) as held', [lockNumber(words)]);
  return row?.['held'] === true;
}

/** Words as a number of 64 bits, as text. Two that collide wait for each other, and no more. */
export function lockNumber(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest().readBigInt64BE(0).toString();
}
