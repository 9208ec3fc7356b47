import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../eventually.js';
import { sendOverAndOver } from './keep-alive-sender.js';
import { post } from './requests.js';
import { statusOf, toBytes } from './wire.js';

const file = fileURLToPath(new URL('keep-alive-app.mjs', import.meta.url));

/** Starts the app in a process of its own. */
async function start(framework = 'node', environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...environment, FRAMEWORK: framework },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { port: Number(/listening on (\d+)/.exec(String(line))?.[1]), stop: () => child.kill('SIGTERM'), exited };
}

async function connect(port: number): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** A new event each time: its body is its id. */
const request = (sender: number) => (at: number) => toBytes(post({ body: `{"id":"${sender}.${at}"}` }));
const clean = [0, null];

describe('on SIGTERM', () => {
  test.each(['node', 'express', 'fastify', 'hono'])(
    '%s: thirty senders on kept-alive connections get an answer to each request, the last one with connection: close',
    async (framework) => {
      const app = await start(framework);
      // Some send at once, some when their connection has been idle for a while.
      const senders = Array.from({ length: 30 }, (_, at) => sendOverAndOver(app.port, request(at), (at % 10) * 30));
      await eventually(() => expect(Math.min(...senders.map(({ answers }) => answers()))).toBeGreaterThan(3));
      app.stop();
      const all = await Promise.all(senders.map(({ sent }) => sent));
      expect(all.map(({ end }) => end)).toEqual(Array(30).fill('told'));
      expect([...new Set(all.flatMap(({ statuses }) => statuses))]).toEqual([200]);
      expect(await app.exited).toEqual(clean);
    },
  );

  test('connections that idle, never sent anything, or send a head without end, hold up a clean exit only for a while', async () => {
    const app = await start();
    const [idle, unused, endless] = [await connect(app.port), await connect(app.port), await connect(app.port)];
    idle.write(request(0)(0));
    await once(idle, 'data');
    endless.write('POST /webhooks/shop HTTP/1.1\r\n');
    const trickle = setInterval(() => endless.write('x-a: b\r\n'), 100);
    onTestFinished(() => clearInterval(trickle));
    const closed = Promise.all([idle, unused, endless].map((socket) => once(socket.resume(), 'close')));
    app.stop();
    expect(await app.exited).toEqual(clean);
    await closed;
  });

  test('an idle connection is no reason to exceed a short timeoutMs', async () => {
    const app = await start('node', { TIMEOUT_MS: '1500' });
    const idle = await connect(app.port);
    idle.write(request(0)(0));
    await once(idle, 'data');
    app.stop();
    expect(await app.exited).toEqual(clean);
  });

  test.each([
    { name: 'on a new connection', earlier: 0 },
    { name: 'on one that was used before', earlier: 1 },
  ])('a request whose head arrives slowly is answered, $name', async ({ earlier }) => {
    const app = await start();
    const socket = await connect(app.port);
    for (let at = 0; at < earlier; at++) {
      socket.write(request(0)(at));
      await once(socket, 'data');
    }
    const bytes = request(1)(0);
    const pieces = Array.from({ length: 12 }, (_, at) => bytes.subarray((at * bytes.length) / 12, ((at + 1) * bytes.length) / 12));
    let answer = '';
    const closed = once(
      socket.on('data', (chunk) => {
        answer += chunk;
      }),
      'close',
    );
    for (const [at, piece] of pieces.entries()) {
      if (at === 1) app.stop();
      socket.write(piece);
      await wait(300); // 3.6 s in all: longer than an idle connection is given
    }
    await closed;
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(await app.exited).toEqual(clean);
  });
});
