import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../eventually.js';
import { post } from './requests.js';
import { exchange, send, statusOf, toBytes } from './wire.js';

const file = fileURLToPath(new URL('closing-app.mjs', import.meta.url));

/** Starts the app, and gives what it writes and how it ends. */
async function start(environment: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-closing-'));
  const finish = join(folder, 'finish');
  const env = { ...process.env, FINISH: finish, ...environment };
  const child: ChildProcess = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (written += chunk));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  });
  const says = (pattern: RegExp) => eventually(() => expect(written).toMatch(pattern));
  await says(/listening on \d+\n/);
  const port = Number(/listening on (\d+)/.exec(written)?.[1]);
  return {
    port,
    says,
    written: () => written,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    running: () => child.exitCode === null && child.signalCode === null,
    code: async () => (await ended)[0],
    finish: () => writeFileSync(finish, ''),
  };
}

async function connect(port: number): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const refused = (port: number) => eventually(() => expect(exchange(port, 'x')).rejects.toThrow('ECONNREFUSED'));

describe('closeOnSignals', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s while a handler runs: nothing new is taken, it finishes, and the code is 0',
    async (signal) => {
      const app = await start();
      expect(await send(app.port, post())).toBe(200);
      await app.says(/handler began/);
      app.kill(signal);
      await refused(app.port);
      expect(app.running()).toBe(true);
      expect(app.written()).not.toMatch(/handler ended|closed/);
      app.finish();
      expect(await app.code()).toBe(0);
      expect(app.written()).toMatch(/handler began\nhandler ended\ninbox closed\nall closed\n$/);
    },
  );

  test('a request under way is answered, and its event is handled', async () => {
    const app = await start();
    app.finish();
    const bytes = toBytes(post());
    const socket = await connect(app.port);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(bytes.subarray(0, -5));
    await exchange(app.port, toBytes(post({ method: 'GET' }))); // answered: the one before it has been read as well
    app.kill('SIGTERM');
    await refused(app.port);
    socket.write(bytes.subarray(-5));
    expect(await app.code()).toBe(0);
    expect(statusOf(answer)).toBe(200);
    expect(app.written()).toMatch(/handler began\nhandler ended\ninbox closed\nall closed\n$/);
  });

  test('a connection is closed with its last answer, while others are still under way', async () => {
    const app = await start();
    const bytes = toBytes(post());
    const [slow, quick] = [await connect(app.port), await connect(app.port)];
    for (const socket of [slow, quick]) socket.write(bytes.subarray(0, -5));
    await exchange(app.port, toBytes(post({ method: 'GET' })));
    app.kill('SIGTERM');
    await refused(app.port);
    const closed = once(quick.resume(), 'close');
    quick.write(bytes.subarray(-5));
    await closed;
    expect(app.running()).toBe(true);
    app.finish();
    slow.resume().write(bytes.subarray(-5));
    expect(await app.code()).toBe(0);
  });

  test('connections that are kept alive, or never used, hold nothing up', async () => {
    const app = await start();
    const [used, unused] = [await connect(app.port), await connect(app.port)];
    used.write(toBytes({ ...post({ method: 'GET' }) }));
    await once(used, 'data');
    const closed = Promise.all([once(used, 'close'), once(unused, 'close')]);
    app.kill('SIGTERM');
    await closed;
    expect(await app.code()).toBe(0);
  });

  test('a process without a server lives until the signal', async () => {
    const app = await start({ WORKER: 'yes' });
    await new Promise((resolve) => setTimeout(resolve, 300)); // by when it would have ended by itself
    expect(app.running()).toBe(true);
    app.kill('SIGTERM');
    expect(await app.code()).toBe(0);
    expect(app.written()).toMatch(/inbox closed\nall closed\n$/);
  });

  test('a second signal ends the process at once', async () => {
    const app = await start();
    expect(await send(app.port, post())).toBe(200);
    await app.says(/handler began/);
    app.kill('SIGTERM');
    await refused(app.port);
    app.kill('SIGINT');
    expect(await app.code()).toBe(130);
    expect(app.written()).not.toMatch(/handler ended/);
  });

  test('what takes too long is given up with 1, and named', async () => {
    const app = await start({ TIMEOUT_MS: '300' });
    expect(await send(app.port, post())).toBe(200);
    await app.says(/handler began/);
    app.kill('SIGTERM');
    expect(await app.code()).toBe(1);
    expect(app.written()).toMatch(/hookbook: still open after 300 ms: receiver 1 of 2 \(its handlers still run\)\n$/);
  });

  test('so is what else keeps the process alive', async () => {
    const app = await start({ TIMEOUT_MS: '300', LINGER: 'yes' });
    app.kill('SIGTERM');
    expect(await app.code()).toBe(1);
    expect(app.written()).toMatch(/all closed\nhookbook: still open after 300 ms: something else in the process \(.*Timeout.*\)\n$/);
  });

  test('an inbox that cannot be closed is said, and the code is 1', async () => {
    const app = await start({ BROKEN: 'yes' });
    app.kill('SIGTERM');
    expect(await app.code()).toBe(1);
    expect(app.written()).toMatch(/could not close the inbox Error: the disk is gone/);
  });
});
