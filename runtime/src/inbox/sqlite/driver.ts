import { createRequire } from 'node:module';

export type SqliteValue = string | number | null | Uint8Array;

export interface SqliteStatement {
  all(...values: SqliteValue[]): unknown[];
  run(...values: SqliteValue[]): { changes: number | bigint };
}

/** What the drivers have in common, and all that the inbox asks of one. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

export type SqliteConstructor = new (path: string) => SqliteDatabase;

export type SqliteDriverName = 'node:sqlite' | 'libsql' | 'better-sqlite3';

const driverNames: readonly SqliteDriverName[] = ['node:sqlite', 'libsql', 'better-sqlite3'];

/** The driver that is asked for, or the first that is here. Throws an error that says what to install. */
export function loadDriver(wanted?: SqliteDriverName | SqliteConstructor): SqliteConstructor {
  if (typeof wanted === 'function') return wanted;
  const reasons: string[] = [];
  for (const name of wanted === undefined ? driverNames : [wanted]) {
    try {
      return requireDriver(name);
    } catch (error) {
      reasons.push(`${name} (${describeError(error)})`);
    }
  }
  const remedy = `npm install libsql (or better-sqlite3), or run Node 22.13 or later, which has node:sqlite; this is ${process.version}`;
  throw new Error(`the SQLite inbox found no driver: ${remedy}. Tried: ${reasons.join('; ')}`);
}

function requireDriver(name: SqliteDriverName): SqliteConstructor {
  const loaded: unknown = name === 'node:sqlite' ? process.getBuiltinModule(name) : createRequire(import.meta.url)(name);
  if (loaded === undefined) throw new Error('not in this Node');
  // Unknown until here: that it is of the shape is what its name stands for.
  const Driver = name === 'node:sqlite' ? Reflect.get(Object(loaded), 'DatabaseSync') : loaded;
  if (typeof Driver !== 'function') throw new Error('exports no database');
  return Driver as SqliteConstructor;
}

function describeError(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

/** SQLITE_BUSY, and SQLITE_PROTOCOL, which says the same of the locks of a write-ahead log (sqlite.org/rescode.html). */
const busyCodes = [5, 15];

/** Whether someone else holds the lock, so that the same may work a little later. */
export function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // node:sqlite says `errcode`, libsql `rawCode`; the low byte is the primary code. better-sqlite3 has the name alone.
  const codes = [Reflect.get(error, 'errcode'), Reflect.get(error, 'rawCode')];
  if (codes.some((code) => typeof code === 'number' && busyCodes.includes(code & 0xff))) return true;
  return /^SQLITE_(?:BUSY|PROTOCOL)/.test(String(Reflect.get(error, 'code')));
}

/** Ends a transaction that failed. */
export function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself (a full disk, an input/output error). Had it not, the next BEGIN would fail and say so.
  }
}
