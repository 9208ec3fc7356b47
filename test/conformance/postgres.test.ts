import pg from 'pg';
import { postgresInbox } from '../../runtime/src/postgres.js';
import { createDatabase } from '../system/create-database.js';
import { describeInbox } from './inbox-conformance.js';
import { leaseMs, type OpenedInbox, retentionMs } from './opened-inbox.js';

describeInbox('postgresInbox', async (): Promise<OpenedInbox> => {
  const connectionString = await createDatabase();
  const openInbox = () =>
    postgresInbox({ connectionString, leaseMs, retentionMs, timeoutMs: 20_000, onError: (error) => console.error(error) });
  let inbox = openInbox();

  /** The clock is the server's, so what it is compared with goes back instead. */
  async function advance(ms: number): Promise<void> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    const span = `interval '${ms} milliseconds'`;
    await client.query(`
      update hookbook.delivery set due_at = due_at - ${span}, stored_at = stored_at - ${span};
      update hookbook.version set retired_at = retired_at - ${span};
      update hookbook_jobs.job set start_after = start_after - ${span}, created_on = created_on - ${span}, started_on = started_on - ${span}`);
    await client.end();
  }

  async function reopen() {
    await inbox.close();
    inbox = openInbox();
    return inbox;
  }

  return { inbox, advance, reopen, discard: () => inbox.close() };
});
