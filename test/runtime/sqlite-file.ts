import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Inbox } from '../../runtime/src/inbox/inbox.js';
import { loadDriver } from '../../runtime/src/inbox/sqlite/driver.js';
import { type SqliteConstructor, type SqliteDatabase, type SqliteInboxOptions, sqliteInbox } from '../../runtime/src/sqlite.js';

/** Where a database may be made; gone after the test. */
export function sqliteFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'inbox.db');
}

/** Closed after the test, before its file goes. */
export function openInbox(path: string, options?: SqliteInboxOptions): Inbox {
  const inbox = sqliteInbox(path, options);
  onTestFinished(() => inbox.close());
  return inbox;
}

/** Another connection to the file, by the driver that this Node takes. */
export function openConnection(path: string): SqliteDatabase {
  const Driver = loadDriver();
  const database = new Driver(path);
  database.exec('PRAGMA busy_timeout = 0');
  return database;
}

export interface WatchedDriver {
  readonly Driver: SqliteConstructor;
  /** The connection that the inbox opened. */
  connection(): SqliteDatabase;
}

/** The driver of this Node, whose `exec` and `prepare` tell of every statement first; what `tell` throws is thrown in its place. */
export function watchDriver(tell: (sql: string) => void): WatchedDriver {
  const Driver = loadDriver();
  let opened: SqliteDatabase | null = null;
  class Watched implements SqliteDatabase {
    private readonly database: SqliteDatabase;
    constructor(path: string) {
      this.database = new Driver(path);
      opened = this.database;
    }
    exec(sql: string): unknown {
      tell(sql);
      return this.database.exec(sql);
    }
    prepare(sql: string) {
      return this.database.prepare(sql);
    }
    close(): unknown {
      return this.database.close();
    }
  }
  const connection = () => {
    if (opened === null) throw new Error('nothing was opened');
    return opened;
  };
  return { Driver: Watched, connection };
}
