// The SQLite inbox over a driver that tells when a commit that keeps a delivery is about to happen.
import { createRequire } from 'node:module';
import { sqliteInbox } from '@hookbook/runtime/sqlite';

const Driver = process.getBuiltinModule?.('node:sqlite')?.DatabaseSync ?? createRequire(import.meta.url)('libsql');

export function openInbox(path, options, beforeCommit) {
  let inserted = false;
  class Watched {
    constructor(file) {
      this.database = new Driver(file);
    }
    exec(sql) {
      if (sql === 'COMMIT' && inserted) beforeCommit();
      if (sql !== 'COMMIT') inserted = false;
      return this.database.exec(sql);
    }
    prepare(sql) {
      const statement = this.database.prepare(sql);
      if (!sql.startsWith('INSERT INTO delivery')) return statement;
      const run = (...values) => {
        inserted = true;
        return statement.run(...values);
      };
      return { run, all: (...values) => statement.all(...values) };
    }
    close() {
      return this.database.close();
    }
  }
  return { inbox: sqliteInbox(path, { ...options, driver: Watched }), end: async () => {} };
}
