// An app that closes on signals, for close-on-signals.test.ts. Its handler runs until the file of FINISH exists.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceiver, memoryInbox } from '@hookbook/runtime';
import { closeOnSignals, toNodeListener } from '@hookbook/runtime/node';

const { FINISH, TIMEOUT_MS, LINGER, BROKEN, WORKER } = process.env;
const contract = {
  provider: 'shop',
  title: 'Shop',
  events: ['order.created'],
  signature: null,
  dedupe: { by: 'body' },
  acknowledge: 200,
  discriminator: [],
  findEvent: () => 'order.created',
  validators: { 'order.created': { validate: () => ({ valid: true }) } },
};
const memory = memoryInbox();
const inbox = {
  ...memory,
  close: async () => {
    console.log('inbox closed');
    if (BROKEN) throw new Error('the disk is gone');
  },
};
const on = {
  'order.created': async () => {
    console.log('handler began');
    while (!existsSync(FINISH)) await wait(5);
    console.log('handler ended');
  },
};
const receivers = [1, 2].map(() => createReceiver(contract, { unsigned: true, inbox, on }));
const server = WORKER ? undefined : createServer(toNodeListener(receivers[0]));
if (WORKER) console.log('listening on 0');
else server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
if (LINGER) setInterval(() => {}, 1000);
await closeOnSignals({ ...(server && { server }), receivers, ...(TIMEOUT_MS && { timeoutMs: Number(TIMEOUT_MS) }) });
console.log('all closed');
