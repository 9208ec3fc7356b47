import { createRequire } from 'node:module';

export type SqliteValue = string | number | null | Uint8Array;

export interface SqliteStatement {
  all(...values: SqliteValue[]): unknown[];
  run(...values: SqliteValue[]): { changes: number | bigint };
}

/** What the drivers have in common: everything the inbox needs. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

export type SqliteConstructor = new (path: string) => SqliteDatabase;

export type SqliteDriverName = 'node:sqlite' | 'libsql' | 'better-sqlite3';

const driverNames: readonly SqliteDriverName[] = ['node:sqlite', 'libsql', 'better-sqlite3'];

/** Loads the named driver or the first installed one. Throws an error that says what to install. */
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
  const remedy = `npm install libsql (or better-sqlite3), or use Node 22.13 or later, which has node:sqlite; this is ${process.version}`;
  throw new Error(`the SQLite inbox found no driver: ${remedy}. Tried: ${reasons.join('; ')}`);
}

function requireDriver(name: SqliteDriverName): SqliteConstructor {
  const loaded: unknown = name === 'node:sqlite' ? process.getBuiltinModule(name) : createRequire(import.meta.url)(name);
  if (loaded === undefined) throw new Error('not in this Node');
  // A module of this name exports a database of this shape.
  const Driver = name === 'node:sqlite' ? Reflect.get(Object(loaded), 'DatabaseSync') : loaded;
  if (typeof Driver !== 'function') throw new Error('exports no database class');
  return Driver as SqliteConstructor;
}

function describeError(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

/** SQLITE_BUSY, and SQLITE_PROTOCOL, its equivalent for the locks of a write-ahead log (sqlite.org/rescode.html). */
const busyCodes = [5, 15];

/** Whether another connection holds the lock, so that a retry may succeed. */
export function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // node:sqlite sets `errcode`, libsql `rawCode`; the low byte is the primary code. better-sqlite3 only has the name.
  const codes = [Reflect.get(error, 'errcode'), Reflect.get(error, 'rawCode')];
  if (codes.some((code) => typeof code === 'number' && busyCodes.includes(code & 0xff))) return true;
  return /^SQLITE_(?:BUSY|PROTOCOL)/.test(String(Reflect.get(error, 'code')));
}

/** Ends a failed transaction. */
export function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // SQLite has already rolled back (a full disk, an I/O error). Otherwise the next BEGIN would fail and report it.
  }
}
