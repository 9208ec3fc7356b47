import { isBusy, rollBack, type SqliteConstructor, type SqliteDatabase } from './driver.js';
import { createPrivateFile, restrictNewFile, warnIfOpenToAll } from './private-file.js';

/** `hook` in the file's header, which distinguishes an inbox from other databases. */
const applicationId = 0x686f6f6b;

/**
 * What each version of the schema changes, in order; `user_version` says how many a file has. Both ends of a wait are
 * stored, so that a clock set back is noticed. Texts are encoded (text.ts). Times are unix milliseconds by the inbox's
 * clock, and REAL, which preserves any number. Keys are never reused, so a late outcome can't hit another delivery. The
 * body is the last column, so that scans of rows don't read it.
 */
const migrations = [
  `CREATE TABLE delivery (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     provider TEXT NOT NULL,
     id TEXT NOT NULL,
     event TEXT,
     ordering_key TEXT,
     state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'unknown', 'invalid', 'conflict', 'dead')),
     received_at REAL NOT NULL,
     stored_at REAL NOT NULL,
     wait_from REAL NOT NULL,
     due_at REAL NOT NULL,
     attempts INTEGER NOT NULL,
     token TEXT,
     error TEXT,
     headers TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     body BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX delivery_id ON delivery (provider, id) WHERE state <> 'conflict';
   CREATE UNIQUE INDEX delivery_conflict ON delivery (provider, id, sha256) WHERE state = 'conflict';
   CREATE INDEX delivery_pending ON delivery (provider, key, due_at, wait_from, event, ordering_key) WHERE state = 'pending';
   CREATE INDEX delivery_due ON delivery (provider, due_at, key, event, ordering_key) WHERE state = 'pending';
   CREATE INDEX delivery_order ON delivery (provider, ordering_key, key) WHERE state = 'pending';
   CREATE INDEX delivery_settled ON delivery (stored_at) WHERE state IN ('done', 'unknown', 'invalid', 'conflict');`,
];

/**
 * Opens the file; creates it, readable by its owner only, if it doesn't exist. Refuses it if a commit would not survive
 * a power failure. Blocks for at most `busyMs` while another process holds a lock.
 */
export function openDatabase(path: string, Driver: SqliteConstructor, busyMs: number): SqliteDatabase {
  // libsql would connect these to a server.
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(path)) throw new Error(`the SQLite inbox needs the path of a file, not ${path}`);
  let database: SqliteDatabase | null = null;
  try {
    createPrivateFile(path);
    const opened = new Driver(path);
    database = opened;
    const file = findFile(opened);
    restrictNewFile(path, file);
    retryWhileBusy(busyMs, () => setUp(opened));
    warnIfOpenToAll(file);
    return opened;
  } catch (error) {
    database?.close();
    const hint = database === null ? ' (is its folder there, and writable?)' : '';
    throw new Error(`the SQLite inbox can't use ${path}: ${error instanceof Error ? error.message : error}${hint}`, { cause: error });
  }
}

function setUp(database: SqliteDatabase): void {
  // The inbox retries locks itself: SQLite's own wait would block the event loop.
  database.exec('PRAGMA busy_timeout = 0');
  const mode = readScalar(database, 'PRAGMA journal_mode = WAL');
  if (mode !== 'wal') throw new Error(`it needs a file on a local disk, for its write-ahead log (journal_mode is ${mode} here)`);
  database.exec('PRAGMA synchronous = FULL');
  const synchronous = readScalar(database, 'PRAGMA synchronous');
  if (synchronous !== 2) throw new Error(`commits would not be flushed to the disk (synchronous is ${synchronous}, not 2)`);
  // Without these a flush on macOS stops at the disk's cache. They change nothing elsewhere.
  database.exec('PRAGMA fullfsync = 1');
  database.exec('PRAGMA checkpoint_fullfsync = 1');
  migrate(database);
}

/** Always takes the write lock first, so that a read-only file is refused now and not at the first request. */
function migrate(database: SqliteDatabase): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(readScalar(database, 'PRAGMA user_version'));
    const owner = readScalar(database, 'PRAGMA application_id');
    const foreign =
      owner !== applicationId && (version !== 0 || owner !== 0 || readScalar(database, 'SELECT count(*) FROM sqlite_schema') !== 0);
    if (foreign) throw new Error('it is a database of something else');
    if (version > migrations.length) {
      throw new Error(`it was written by a newer @hookbook/runtime (schema ${version}; this one knows ${migrations.length})`);
    }
    for (const migration of migrations.slice(version)) database.exec(migration);
    if (version < migrations.length) database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** The absolute path of the connection's file; empty for a database in memory. */
function findFile(database: SqliteDatabase): string {
  const rows = database.prepare('PRAGMA database_list').all();
  const main = rows.find((row) => Reflect.get(Object(row), 'name') === 'main');
  return String(Reflect.get(Object(main), 'file') ?? '');
}

/** The first column of the first row. */
function readScalar(database: SqliteDatabase, sql: string): unknown {
  const [row] = database.prepare(sql).all();
  return Object.values(Object(row))[0];
}

/** Blocking is acceptable here: nothing else runs while an inbox opens. */
function retryWhileBusy(busyMs: number, run: () => void): void {
  const deadline = performance.now() + busyMs;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  while (true) {
    try {
      run();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      Atomics.wait(sleeper, 0, 0, 5 + Math.random() * 20);
    }
  }
}
