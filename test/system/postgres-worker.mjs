// A worker as a process of its own: it notes in the table `effects` what its handlers did, and says on stdout what they began.
import { createReceiver } from '@hookbook/runtime';
import { closeOnSignals } from '@hookbook/runtime/node';
import { postgresInbox } from '@hookbook/runtime/postgres';
import pg from 'pg';

console.warn = () => undefined; // that the provider signs nothing
const [connectionString, name, leaseMs] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 2 });
const inbox = postgresInbox({ connectionString, leaseMs: Number(leaseMs), pollMs: 50, maxConnections: 4 });

const contract = {
  provider: 'shop',
  title: 'Shop',
  events: ['order.created', 'order.item.added'],
  signature: null,
  dedupe: { by: 'body' },
  acknowledge: 202,
  discriminator: [{ kind: 'pointer', pointer: '/type' }],
  findEvent: (value) => value.type,
  validators: { 'order.created': { validate: () => ({ valid: true }) }, 'order.item.added': { validate: () => ({ valid: true }) } },
};

const receiver = createReceiver(contract, {
  unsigned: true,
  inbox,
  concurrency: 4,
  handlerTimeoutMs: Math.floor(leaseMs * 0.45),
  retry: { minMs: 20, maxMs: 100 },
  on: {
    '*': async (event, { id, attempt }) => {
      process.stdout.write(`${id} ${attempt}\n`);
      if (event.holdFirst === true && attempt === 1) await new Promise(() => {}); // until the process is killed
      if (event.failFirst === true && attempt === 1) throw new Error('the first attempt fails');
      await pool.query('insert into effects (id, lane, worker, attempt) values ($1, $2, $3, $4)', [id, event.lane, name, attempt]);
    },
  },
});

await closeOnSignals({ receivers: [receiver] });
await pool.end();
