// A receiver of gately's webhooks that loses nothing: its inbox is a SQLite file. See README.md beside it.
import { createServer } from 'node:http';
import { createGatelyReceiver } from '@hookbook/events/gately/receiver';
import { closeOnSignals, toNodeListener } from '@hookbook/runtime/node';
import { sqliteInbox } from '@hookbook/runtime/sqlite';

const receiver = createGatelyReceiver({
  secrets: process.env.GATELY_WEBHOOK_SECRET,
  inbox: sqliteInbox(process.env.INBOX ?? 'inbox.db', { leaseMs: 60_000 }),
  handlerTimeoutMs: 10_000,
  on: {
    // The id is the same however often the delivery runs: let what you do with it refuse a second time.
    'payment.*': async (event, { event: name, id }) => console.log(`${name} ${id}: ${event.data.amount} ${event.data.currency}`),
    'member.created': async (event, { id }) => console.log(`member.created ${id}: welcome ${event.data.email}`),
    '*': async (_, { event, id, attempt }) => console.log(`handled ${event} ${id}, attempt ${attempt}`),
  },
  onDead: ({ event, id }, error) => console.error(`dead ${event} ${id}: ${error}`),
});

const server = createServer(toNodeListener(receiver)).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
closeOnSignals({ server, receivers: [receiver] });
