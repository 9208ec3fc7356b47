import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createConnection, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { watchServer } from '../../runtime/src/adapters/watch-server.js';

/** Idle connections are given a quarter of it. */
const timeoutMs = 800;

async function listen<Kind extends Server>(server: Kind): Promise<{ server: Kind; connect: () => Promise<Socket> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connect = async () => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket.setEncoding('latin1');
  };
  return { server, connect };
}

const get = 'GET / HTTP/1.1\r\nhost: shop.example\r\n\r\n';
const serve = (listener: RequestListener) => listen(createServer(listener));

test('a TLS connection without a handshake does not keep a server open', async () => {
  const { server, connect } = await listen(createTlsServer());
  const watched = watchServer(server);
  const [socket] = await Promise.all([connect(), once(server, 'connection')]);
  const closed = once(socket.resume(), 'close');
  await watched.close(timeoutMs);
  await closed;
});

test('an answer that began before closing said keep-alive, so its sender may send once more after it', async () => {
  let end = () => {};
  const { server, connect } = await serve((request, response) => {
    if (request.url !== '/long') return void response.end('short');
    response.writeHead(200, { 'content-length': 4 }).write('lo');
    end = () => response.end('ng');
  });
  const watched = watchServer(server);
  const socket = await connect();
  socket.write(get.replace('/', '/long'));
  expect(String(await once(socket, 'data'))).toMatch(/^connection: keep-alive\r$/im);
  const closed = watched.close(timeoutMs);
  await wait(timeoutMs / 2);
  end();
  await once(socket, 'data');
  await wait(50); // by when idle connections have been looked for
  socket.write(get);
  const answer = String(await once(socket, 'data'));
  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expect(answer).toMatch(/^connection: close\r$/im);
  await closed;
});

test('an upgraded connection is left to the app', async () => {
  const { server, connect } = await serve(() => {});
  server.on('upgrade', (_, upgraded: Socket) => {
    upgraded.on('end', () => upgraded.end()).resume();
    upgraded.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  const watched = watchServer(server);
  const socket = await connect();
  socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: own\r\n\r\n');
  await once(socket, 'data');
  const closed = watched.close(timeoutMs);
  await wait(timeoutMs);
  expect(socket.readableEnded).toBe(false);
  socket.end();
  await closed;
});
