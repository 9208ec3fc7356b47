import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createConnection, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { order, signedRequest } from './sample-receiver.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

/** A server of a test's own on the loopback; its port. */
export async function listen(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

/** Sends bytes as they are, and gives everything that comes back until the other side closes, or `enough` says so. */
export function exchange(
  port: number,
  write: string | ((socket: Socket) => void),
  enough = (answer: string) => /\r\n\r\n/.test(answer),
): Promise<string> {
  return new Promise((done, fail) => {
    let answer = '';
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = () => {
      socket.destroy();
      done(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (enough(answer)) end();
    });
    socket.on('close', end);
    socket.on('error', (error) => (answer === '' ? fail(error) : end()));
    if (typeof write === 'string') socket.write(write, 'latin1');
    else write(socket);
  });
}

/** The head of a signed request as it goes over the wire. */
export function head(
  over: { method?: string; path?: string; lines?: readonly string[]; drop?: readonly string[]; length?: number | null } = {},
): string {
  const { method = 'POST', path = '/hook', lines = [], drop = [], length = order.length } = over;
  const signed = [...signedRequest().headers].filter(([name]) => !drop.includes(name)).map(([name, value]) => `${name}: ${value}`);
  const framing = length === null ? [] : [`content-length: ${length}`];
  return [`${method} ${path} HTTP/1.1`, 'host: shop.example', ...signed, ...framing, ...lines, '', ''].join('\r\n');
}
