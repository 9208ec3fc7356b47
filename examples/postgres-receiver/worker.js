// A worker: runs the handlers of what any receiver stored. Run as many as you like. See README.md beside it.
import { createGatelyReceiver } from '@hookbook/events/gately/receiver';
import { closeOnSignals } from '@hookbook/runtime/node';
import { inbox, secrets } from './inbox.js';

const worker = createGatelyReceiver({
  secrets,
  inbox,
  handlerTimeoutMs: 10_000,
  concurrency: { '*': 8, 'ticket.created': 1 },
  on: { '*': async (_, { event, id, attempt }) => console.log(`handled ${event} ${id}, attempt ${attempt}`) },
  onDead: ({ event, id }, error) => console.error(`dead ${event} ${id}: ${error}`),
});

console.log('working');
closeOnSignals({ receivers: [worker] });
