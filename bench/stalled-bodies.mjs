// Prints what a receiver's process holds while senders stall amid their bodies. `node bench/stalled-bodies.mjs
// [senders] [bytes]`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createConnection } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceiver } from '../runtime/dist/index.js';
import { toNodeListener } from '../runtime/dist/node.js';

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

function serve() {
  const receiver = createReceiver(contract, { unsigned: true, on: {}, bodyTimeoutMs: 60_000, onRefused: () => {} });
  const server = createServer(toNodeListener(receiver)).listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.on('disconnect', () => process.exit());
  process.on('message', () => {
    globalThis.gc();
    process.send(process.memoryUsage());
  });
}

async function measure(senders, bytes) {
  const child = fork(process.argv[1], { execArgv: ['--expose-gc'] });
  const [port] = await once(child, 'message');
  const before = await memoryOf(child);
  const sockets = Array.from({ length: senders }, () => stall(port, bytes));
  const after = await settledMemoryOf(child);
  const refused = sockets.filter(({ bytesRead }) => bytesRead > 0).length;
  console.log(`${senders} senders, each stalled after ${mebibytes(bytes)} MiB; ${refused} of them refused`);
  for (const name of ['rss', 'arrayBuffers']) console.log(name.padEnd(14), `${mebibytes(before[name])} → ${mebibytes(after[name])} MiB`);
  child.kill('SIGKILL');
  for (const socket of sockets) socket.destroy();
}

function stall(port, bytes) {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined).on('data', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${bytes + 1}\r\n\r\n`);
  socket.write(Buffer.alloc(bytes, ' '));
  return socket;
}

async function memoryOf(child) {
  child.send('measure');
  const [memory] = await once(child, 'message');
  return memory;
}

/** Once it has not changed by more than a hundredth for a while: by then all has arrived. */
async function settledMemoryOf(child) {
  let last = await memoryOf(child);
  for (let calm = 0; calm < 4; ) {
    await wait(500);
    const next = await memoryOf(child);
    calm = Math.abs(next.arrayBuffers - last.arrayBuffers) < next.arrayBuffers / 100 ? calm + 1 : 0;
    last = next;
  }
  return last;
}

const mebibytes = (bytes) => (bytes / 1_048_576).toFixed(1);

if (process.send === undefined) await measure(Number(process.argv[2] ?? 400), Number(process.argv[3] ?? 1_000_000));
else serve();
