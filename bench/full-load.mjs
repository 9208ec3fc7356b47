// Prints how many deliveries a receiver with a SQLite inbox stores and how many of them it handles meanwhile, over
// node:http with 50 connections that never rest and handlers that do nothing: `node bench/full-load.mjs [seconds]
// [folder]`. The folder holds SQLite's file, so that the disk in question is measured; the temporary folder by default.
// The sender runs in this process, the receiver in another. With `concurrency: 256` in the same run for comparison.
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const connections = 50;
const secret = 'a-secret-for-the-benchmark';

if (process.send === undefined) await measureAll(Number(process.argv[2] ?? 10), process.argv[3] ?? tmpdir());
else await receive(process.argv[2], JSON.parse(process.argv[3]));

async function measureAll(seconds, parent) {
  for (const concurrency of [undefined, 256]) {
    const folder = mkdtempSync(join(parent, 'hookbook-bench-'));
    const { stored, handled, oldestMs } = await measure(seconds, join(folder, 'inbox.db'), concurrency);
    rmSync(folder, { recursive: true });
    const name = `concurrency ${concurrency ?? '16 (default)'}`.padEnd(26);
    const rate = `${Math.round(stored / seconds)}/s stored`.padStart(14);
    const share = `${((handled / stored) * 100).toFixed(1)}% handled meanwhile`.padStart(24);
    console.log(`${name}${rate}${share}, the oldest waiting for ${Math.round(oldestMs)} ms`);
  }
}

async function measure(seconds, path, concurrency) {
  const receiver = fork(new URL(import.meta.url), [path, JSON.stringify({ concurrency })], { stdio: 'inherit' });
  const [{ port }] = await once(receiver, 'message');
  const until = performance.now() + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, (_, at) => send(port, at, until)));
  receiver.send('report');
  const [{ handled, oldestMs }] = await once(receiver, 'message');
  receiver.kill('SIGKILL'); // what waits is of no use to anyone
  await once(receiver, 'exit');
  return { stored: counts.reduce((sum, count) => sum + count, 0), handled, oldestMs };
}

/** Sends one delivery after the other over one connection; resolves to how many were acknowledged. */
function send(port, connection, until) {
  return new Promise((resolve, reject) => {
    let count = 0;
    const socket = connect(port, '127.0.0.1');
    const next = () => {
      if (performance.now() < until) socket.write(buildRequest(`evt_${connection}_${count}`));
      else {
        socket.destroy();
        resolve(count);
      }
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (answer) => {
      if (!answer.toString('latin1').startsWith('HTTP/1.1 20')) reject(new Error(`refused: ${answer}`));
      count += 1;
      next();
    });
  });
}

function buildRequest(id) {
  const body = JSON.stringify({
    id,
    event: 'subscription.cancelled',
    created_at: '2026-01-15T10:30:00Z',
    project_id: 'proj_1',
    data: { id: 'sub_1', member_id: 'mem_1', plan_id: 'plan_1', status: 'cancelled', cancelled_at: '2026-01-15T10:30:00Z' },
  });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return (
    `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
    `x-gately-signature: sha256=${signature}\r\n\r\n${body}`
  );
}

async function receive(path, options) {
  const load = (file) => import(pathToFileURL(join(import.meta.dirname, '..', file)));
  const { createGatelyReceiver } = await load('generated/receivers/gately.js');
  const { sqliteInbox } = await load('runtime/dist/sqlite.js');
  const { toNodeListener } = await load('runtime/dist/node.js');
  let handled = 0;
  const receiver = createGatelyReceiver({
    secrets: secret,
    inbox: sqliteInbox(path),
    ...options,
    on: { '*': () => void handled++ },
    onInvalid: (_, errors) => console.error('invalid', errors),
  });
  const server = createServer(toNodeListener(receiver)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', async () => {
    const counted = handled;
    const { value: oldest } = await receiver.inbox.entries({ state: 'pending' }).next();
    process.send({ handled: counted, oldestMs: oldest === undefined ? 0 : Date.now() - oldest.receivedAt });
  });
  process.send({ port: server.address().port });
}
