// Posts the catalogue's gately events to a receiver, signed as gately does: node examples/send.js URL SECRET [--twice]
// The receiver may be down or full for a while: like a provider, it tries again until it has a 2xx.
import { createHmac } from 'node:crypto';
import { listEvents } from './gately-events.js';

const [url, secret, twice] = process.argv.slice(2);
if (!url || !secret) {
  console.error('usage: node examples/send.js URL SECRET [--twice]');
  process.exit(2);
}

for (const { name, payload } of listEvents()) {
  for (let time = 0; time < (twice === '--twice' ? 2 : 1); time++)
    console.log(`${await send(JSON.stringify(payload))} ${name} ${payload.id}`);
}

/** The status of the answer: the first that isn't 5xx, of at most 50 tries. */
async function send(body) {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-gately-signature': signature };
  for (let attempt = 1; ; attempt++) {
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.status,
      () => 503, // nobody there
    );
    if (status < 500 || attempt === 50) return status;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
