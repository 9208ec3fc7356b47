// The Postgres inbox over a pool whose clients tell when a commit that keeps a delivery is about to happen.
import { postgresInbox } from '@hookbook/runtime/postgres';
import pg from 'pg';

export function openInbox(connectionString, options, beforeCommit) {
  const pool = new pg.Pool({ connectionString });
  const watch = (client) => {
    let inserted = false;
    return {
      query: (text, values) => {
        if (text === 'commit' && inserted) beforeCommit();
        if (text.startsWith('begin')) inserted = false;
        inserted ||= /^\s*insert into hookbook\.delivery\b/.test(text);
        return client.query(text, values);
      },
      release: (destroy) => client.release(destroy),
      on: (event, listener) => client.on(event, listener),
      off: (event, listener) => client.off(event, listener),
    };
  };
  const watched = {
    connect: async () => watch(await pool.connect()),
    on: (event, listener) => pool.on(event, listener),
    off: (event, listener) => pool.off(event, listener),
  };
  return { inbox: postgresInbox({ pool: watched, ...options }), end: () => pool.end() };
}
