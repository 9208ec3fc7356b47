import { createHash } from 'node:crypto';
import type { Transaction } from './connection.js';

/** Takes the lock with this name until the transaction ends. */
export async function lock(transaction: Transaction, ...words: readonly string[]): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1)', [lockNumber(words)]);
}

/** The same without waiting; false if it is taken. */
export async function tryLock(transaction: Transaction, ...words: readonly string[]): Promise<boolean> {
  const [row] = await transaction.query('select pg_try_advisory_xact_lock($1) as held', [lockNumber(words)]);
  return row?.['held'] === true;
}

/** A name as a 64-bit number, as text. Colliding names wait for each other, which is harmless. */
export function lockNumber(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest().readBigInt64BE(0).toString();
}
