// Starts a receiver of gately's webhooks on loopback, posts it the catalogue's examples as gately would sign them, and one that
// someone else signed. Run it with `npm run demo`; it ends by itself, with 1 where anything came out otherwise than it should.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createGatelyReceiver } from '@hookbook/events/gately/receiver';
import { toNodeListener } from '@hookbook/runtime/node';
import { listEvents } from '../gately-events.js';

const secret = 'a secret that only gately and we know';
const got = [];

const receiver = createGatelyReceiver({
  secrets: secret,
  on: {
    'member.created': (event) => got.push(`welcome ${event.data.email}`),
    'payment.*': (event, delivery) => got.push(`${delivery.event}: ${event.data.amount} ${event.data.currency}`),
    '*': (event, delivery) => got.push(`${delivery.event} ${delivery.id} of ${event.project_id}`),
  },
  onRefused: ({ status, reason, hint }) => console.log(`  refused     ${status} ${reason} (${hint})`),
});

const server = createServer(toNodeListener(receiver));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const url = `http://127.0.0.1:${server.address().port}/webhooks/gately`;
console.log(`A gately receiver listens on ${url}\n`);

let wrong = 0;
const events = listEvents();
for (const { name, payload } of events) {
  const status = await post(name, payload, secret);
  if (status !== 200 || got.length === 0) wrong++;
  for (const line of got.splice(0)) console.log(`  handler got ${line}`);
}
const [first] = events;
const forged = await post(`${first.name}, forged`, { ...first.payload, id: 'evt_forged' }, 'a guess');
if (forged !== 401 || got.length > 0) wrong++;

console.log(`\n${events.length} signed events, ${events.length + 1 - wrong} of ${events.length + 1} requests came out as they should.`);
await receiver.close();
server.close();
server.closeAllConnections();
process.exitCode = wrong === 0 && events.length === 15 ? 0 : 1;

/** Signs as gately does (the hex HMAC-SHA256 of the body after `sha256=`), posts, and waits for the handlers. */
async function post(name, payload, key) {
  const body = JSON.stringify(payload);
  const signature = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
  console.log(`POST ${name}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gately-signature': signature },
    body,
  });
  await receiver.drain();
  return response.status;
}
