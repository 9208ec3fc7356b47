import type { StoredRequest } from '../../testkit/src/simulate.js';
import type { Site } from '../conformance/receiver/open-receiver.js';

export interface Row {
  readonly id: string;
  readonly body: Uint8Array;
  state: StoredRequest['state'];
  failures: number;
  /** How often it was taken up by a process: who holds an earlier lease has lost it. */
  leases: number;
}

/** A database's table without a unique index: who wants none twice has to say so. Each call is a transaction. */
export interface Table {
  /** As SELECT. */
  has(id: string): Promise<boolean>;
  /** As INSERT. */
  insert(row: Row): Promise<void>;
  /** As INSERT … ON CONFLICT DO NOTHING: looks and inserts in one. False where the id was there. */
  insertUnlessThere(row: Row): Promise<boolean>;
}

/** `rows` is the disk: it outlives the process. */
export function createTable(rows: Row[], site: Site): Table {
  const isThere = (id: string) => rows.some((row) => row.id === id);
  return {
    has: (id) => site.whileAlive(async () => isThere(id)),
    insert: (row) =>
      site.commit(async () => {
        rows.push(row);
      }),
    insertUnlessThere: (row) =>
      site.commit(async () => {
        if (isThere(row.id)) return false;
        rows.push(row);
        return true;
      }),
  };
}
