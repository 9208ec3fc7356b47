// A receiver over a durable inbox that ends itself by SIGKILL at one point, for the crash tests.
//
// node receiver-app.mjs sqlite|postgres; its orders are the first line of stdin, so that it may be started ahead of time:
// { place, point, nth, attempts, effects, deaths }. It prints what the inbox keeps, then where it listens, then what it dies at.
// A line `drain` works the inbox off and ends; so does the end of stdin, at once.
import { createHash } from 'node:crypto';
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceiver } from '@hookbook/runtime';
import { toNodeListener } from '@hookbook/runtime/node';

const { openInbox } = await import(`./watched-${process.argv[2]}.mjs`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { value: orders } = await lines.next();
if (orders === undefined) process.exit();
const { place, point, nth, attempts, effects, deaths } = JSON.parse(orders);

const print = (...words) => writeSync(1, `${words.join(' ')}\n`);

let seen = 0;
/** Every point of the crash test comes by here. */
function pass(here) {
  if (here !== point || ++seen < nth) return;
  print('died', here);
  process.kill(process.pid, 'SIGKILL');
}

/** What a handler does to the world: a line that is on the disk before it goes on. */
function appendTo(path) {
  const file = openSync(path, 'a');
  return (id) => {
    writeSync(file, `${id}\n`);
    fsyncSync(file);
  };
}
const recordEffect = appendTo(effects);
const recordDeath = appendTo(deaths);

const { inbox, end } = openInbox(place, { leaseMs: 3000, pollMs: 200 }, () => pass('inserted, before commit'));
const kept = [];
for await (const { id, body } of inbox.entries()) kept.push([id, createHash('sha256').update(body).digest('hex')]);
print('kept', JSON.stringify(kept));

let answered = () => {};
const enoughAnswered = new Promise((resolve) => {
  answered = resolve;
});

const watched = {
  leaseMs: inbox.leaseMs,
  pollMs: inbox.pollMs,
  async store(arrival) {
    pass('verified, before insert');
    const stored = await inbox.store(arrival);
    pass('committed, before the response');
    return stored;
  },
  async claim(wanted) {
    // The claim that follows a request is under way before its response is written: here it waits for that.
    if (point === 'answered, before claim') {
      await enoughAnswered;
      pass(point);
    }
    return inbox.claim(wanted);
  },
  async settle(lease, outcome) {
    if (outcome.state === 'done') pass('effect done, before marking');
    if (outcome.state === 'dead') pass('told onDead, before marking dead');
    const held = await inbox.settle(lease, outcome);
    if (held && outcome.state === 'done') pass('marking done');
    return held;
  },
  release: (leases) => inbox.release(leases),
  entries: (filter) => inbox.entries(filter),
  replay: (filter) => inbox.replay(filter),
  prune: (olderThanMs, filter) => inbox.prune(olderThanMs, filter),
  close: () => inbox.close(),
};

const contract = {
  provider: 'shop',
  title: 'Shop',
  events: ['order.created'],
  signature: {
    scheme: 'standard-webhooks',
    header: 'webhook-signature',
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    prefix: 'v1,',
    signed: [
      { kind: 'header', header: 'webhook-id' },
      { kind: 'text', text: '.' },
      { kind: 'header', header: 'webhook-timestamp' },
      { kind: 'text', text: '.' },
      { kind: 'body' },
    ],
    timestamp: { kind: 'header', header: 'webhook-timestamp' },
    toleranceMs: 300_000,
  },
  dedupe: { by: 'sources', sources: [{ kind: 'header', header: 'webhook-id' }] },
  acknowledge: 202,
  discriminator: [],
  findEvent: () => 'order.created',
  validators: { 'order.created': { validate: () => ({ valid: true }) } },
};

const receiver = createReceiver(contract, {
  secrets: () => {
    pass('before verify');
    return [process.env.SECRET];
  },
  inbox: watched,
  handlerTimeoutMs: 900, // twice that, for the handler and onDead, ends within the lease
  retry: { attempts, minMs: 1, maxMs: 5 },
  on: {
    'order.created': async ({ poison, ms }, { id }) => {
      await wait(ms);
      if (poison) throw new Error('poison');
      recordEffect(id);
    },
  },
  onDead: ({ id }) => {
    recordDeath(id);
    pass('inside onDead');
  },
});

const listen = toNodeListener(receiver);
let answers = 0;
const server = createServer((request, response) => {
  response.on('finish', () => {
    if (response.statusCode < 300 && ++answers >= nth) answered();
  });
  listen(request, response);
});
server.listen(0, '127.0.0.1', () => print('listening', server.address().port));

const { done } = await lines.next();
if (done) process.exit(1);
await receiver.drain();
server.close();
server.closeAllConnections();
await receiver.close();
await inbox.close();
await end();
print('drained');
process.exit();
