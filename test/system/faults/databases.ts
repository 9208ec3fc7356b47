import { describe, onTestFinished } from 'vitest';
import type { Inbox } from '../../../runtime/src/inbox/inbox.js';
import { postgresInbox } from '../../../runtime/src/postgres.js';
import { sqliteInbox } from '../../../runtime/src/sqlite.js';
import { sqliteFile } from '../../runtime/sqlite-file.js';
import { createDatabase } from '../create-database.js';

export interface InboxSpans {
  readonly leaseMs?: number;
  readonly pollMs?: number;
}

/** What waits for a database here waits as long as it takes: a machine with other work is no fault. */
export const patienceMs = 60_000;

/** Gives what opens inboxes over one fresh store; each is closed after the test. */
export type MakeStore = () => Promise<(spans?: InboxSpans) => Inbox>;

function opener(open: (spans: InboxSpans) => Inbox): (spans?: InboxSpans) => Inbox {
  return (spans = {}) => {
    const inbox = open(spans);
    onTestFinished(() => inbox.close());
    return inbox;
  };
}

/** The same tests over each durable inbox. */
export function describeDatabases(describeFaults: (makeStore: MakeStore) => void): void {
  describe('SQLite', () => {
    describeFaults(async () => {
      const path = sqliteFile();
      return opener((spans) => sqliteInbox(path, { busyMs: patienceMs, ...spans }));
    });
  });

  describe('Postgres', () => {
    describeFaults(async () => {
      const connectionString = await createDatabase();
      return opener((spans) => postgresInbox({ connectionString, timeoutMs: patienceMs, ...spans }));
    });
  });
}
