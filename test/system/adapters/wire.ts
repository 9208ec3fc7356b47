import type { Server } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import type { Posted } from './requests.js';
import type { Served } from './run-table.js';

/** The bytes of a request in HTTP/1.1. */
export function toBytes({ method, path, headers, body, chunked }: Posted): Buffer {
  const framing = chunked
    ? ['transfer-encoding: chunked']
    : method === 'GET' || method === 'HEAD'
      ? []
      : [`content-length: ${body.length}`];
  const lines = [`${method} ${path} HTTP/1.1`, 'host: shop.example', ...headers.map(([name, value]) => `${name}: ${value}`), ...framing];
  const half = Math.ceil(body.length / 2);
  const parts = chunked
    ? [...[body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0).map(toChunk), '0\r\n\r\n']
    : [body];
  return Buffer.concat([`${lines.join('\r\n')}\r\n\r\n`, ...parts].map((part) => Buffer.from(part as Uint8Array)));
}

function toChunk(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

/** Sends bytes over a socket of its own, and gives what comes back until the headers are complete. */
export function exchange(port: number, bytes: Buffer | string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n\r\n')) end();
    });
    socket.on('close', end);
    socket.on('error', reject);
  });
}

/** Sends bytes to the last before it looks at the answer, as simple clients do; `broken` is why it couldn't. */
export function sendAll(port: number, bytes: Buffer): Promise<{ answer: string; broken: Error | null }> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (broken: Error | null) => {
      socket.destroy();
      resolve({ answer, broken });
    };
    socket.on('error', end);
    socket.on('close', () => end(null));
    socket.write(bytes, () => {
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (answer.includes('\r\n\r\n')) end(null);
      });
    });
  });
}

export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

export async function send(port: number, posted: Posted): Promise<number> {
  return statusOf(await exchange(port, toBytes(posted)));
}

/** Sends a head and then one chunk over and over until the other side closes, and gives its answer. */
export function flood(port: number, head: string, chunk: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection({ port, host: '127.0.0.1' });
    const feed = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
    });
    socket.on('error', () => undefined); // a write after the other side has closed
    socket.on('close', () => resolve(answer));
    socket.on('drain', feed);
    socket.write(head);
    feed();
  });
}

/** A server on a free port of this machine alone, to send to and to stop. */
export async function serve(server: Server): Promise<Served> {
  if (!server.listening) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { port, send: (posted) => send(port, posted), stop };
}
