// The edge: verifies, stores, acknowledges. Run as many as you like. See README.md beside it.
import { createServer } from 'node:http';
import { createGatelyReceiver } from '@hookbook/events/gately/receiver';
import { closeOnSignals, toNodeListener } from '@hookbook/runtime/node';
import { inbox, secrets } from './inbox.js';

const receiver = createGatelyReceiver({ secrets, inbox, work: false, on: {} });

await inbox.ready(); // a wrong address or a missing right shows here, not at the first request
const server = createServer(toNodeListener(receiver)).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
closeOnSignals({ server, receivers: [receiver] });
