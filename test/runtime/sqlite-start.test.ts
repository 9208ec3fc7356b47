import { writeFileSync } from 'node:fs';
import Libsql from 'libsql';
import { describe, expect, test } from 'vitest';
import { loadDriver } from '../../runtime/src/inbox/sqlite/driver.js';
import { type SqliteConstructor, type SqliteDatabase, type SqliteStatement, sqliteInbox } from '../../runtime/src/sqlite.js';
import { arrival, listIds } from '../conformance/sample.js';
import { openConnection, openInbox, sqliteFile } from './sqlite-file.js';

/** A driver in whose place a pragma answers this. */
function answerPragma(pragma: string, answer: unknown): SqliteConstructor {
  const Driver = loadDriver();
  return class {
    private readonly database: SqliteDatabase;
    constructor(path: string) {
      this.database = new Driver(path);
    }
    exec(sql: string) {
      return this.database.exec(sql);
    }
    prepare(sql: string): SqliteStatement {
      const statement = this.database.prepare(sql);
      return sql === pragma ? { all: () => [{ answer }], run: () => statement.run() } : statement;
    }
    close() {
      return this.database.close();
    }
  };
}

describe('a SQLite inbox refuses to start', () => {
  test.each([{ path: ':memory:' }, { path: '' }])('in memory, or in a file of its own: "$path"', ({ path }) => {
    expect(() => sqliteInbox(path)).toThrow(/needs a file on a local disk, for its write-ahead log/);
  });

  test.each([
    { name: 'no path', path: undefined, options: {}, want: 'the path of its file is missing' },
    { name: 'a folder that is not there', path: '/no/such/folder/inbox.db', options: {}, want: 'is its folder there' },
    { name: 'a misspelt option', path: 'x.db', options: { leaseMS: 5 }, want: 'sqliteInbox: there is no "leaseMS"' },
    { name: 'text for a number', path: 'x.db', options: { leaseMs: '2000' }, want: 'sqliteInbox: leaseMs must be a number' },
  ])('$name', ({ path, options, want }) => {
    expect(() => Reflect.apply(sqliteInbox, null, [path, options])).toThrow(want);
  });

  test('where the write-ahead log is not to be had', () => {
    const driver = answerPragma('PRAGMA journal_mode = WAL', 'delete');
    expect(() => sqliteInbox(sqliteFile(), { driver })).toThrow('journal_mode is delete here');
  });

  test('where commits are not flushed', () => {
    const driver = answerPragma('PRAGMA synchronous', 1);
    expect(() => sqliteInbox(sqliteFile(), { driver })).toThrow('commits would not be flushed to the disk (synchronous is 1, not 2)');
  });

  test('over a schema from later', () => {
    const path = sqliteFile();
    sqliteInbox(path).close();
    const connection = openConnection(path);
    connection.exec('PRAGMA user_version = 99');
    connection.close();
    expect(() => sqliteInbox(path)).toThrow('it was written by a newer @hookbook/runtime (schema 99; this one knows 1)');
  });

  test.each([
    { name: 'tables', sql: 'CREATE TABLE users (id INTEGER)' },
    { name: 'a version', sql: 'PRAGMA user_version = 1' },
    { name: 'an application', sql: 'PRAGMA application_id = 7' },
  ])('over a database of something else, which has $name', ({ sql }) => {
    const path = sqliteFile();
    const connection = openConnection(path);
    connection.exec(sql);
    connection.close();
    expect(() => sqliteInbox(path)).toThrow('it is a database of something else');
  });

  test('over a file that is no database', () => {
    const path = sqliteFile();
    writeFileSync(path, 'not a database, but long enough to be looked at as one'.repeat(20));
    expect(() => sqliteInbox(path)).toThrow('file is not a database');
  });

  test('in a folder that is not there', () => {
    expect(() => sqliteInbox(`${sqliteFile()}/inbox.db`)).toThrow(/can't use .*inbox\.db/);
  });

  test.each(['libsql://host.invalid', 'https://host.invalid/db'])('over a server: %s', (path) => {
    expect(() => sqliteInbox(path)).toThrow('needs the path of a file');
  });

  test('where another process keeps the lock', () => {
    const path = sqliteFile();
    sqliteInbox(path).close();
    const other = openConnection(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => sqliteInbox(path, { busyMs: 50 })).toThrow('database is locked');
    other.exec('COMMIT');
    other.close();
    openInbox(path, { busyMs: 50 });
  });
});

test.each([
  { name: 'leaseMs', value: Number.NaN },
  { name: 'pollMs', value: 0 },
  { name: 'busyMs', value: Number.NaN },
  { name: 'retentionMs', value: '30' },
])('$name of $value is an error that says so', ({ name, value }) => {
  expect(() => sqliteInbox(sqliteFile(), { [name]: value })).toThrow(`sqliteInbox: ${name} must be a number from`);
});

describe('the driver', () => {
  test('that is not here is named, with what to install', () => {
    expect(() => sqliteInbox(sqliteFile(), { driver: 'better-sqlite3' })).toThrow(
      /found no driver: npm install libsql .*Tried: better-sqlite3 \(/,
    );
  });

  test.each([{ driver: 'libsql' as const }, { driver: Libsql }])('may be chosen, or given', async ({ driver }) => {
    const inbox = openInbox(sqliteFile(), { driver });
    await inbox.store(arrival('a'));
    expect(await listIds(inbox)).toEqual(['a']);
  });
});
