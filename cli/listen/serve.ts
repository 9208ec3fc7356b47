import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '@hookbook/runtime/node';

/** How long requests under way may take to end once the server closes. */
const graceMs = 1000;

export interface Served {
  /** `http://127.0.0.1:3000` */
  readonly origin: string;
  /** Takes no new connection, lets requests under way end, and resolves when all are closed. */
  close(): Promise<void>;
}

/** Listens on an address; port 0 takes a free one. Rejects with the error of `listen()`, such as EADDRINUSE. */
export function serve(fetch: (request: Request) => Promise<Response>, { host, port }: { host: string; port: number }): Promise<Served> {
  const server = createServer(toNodeListener({ fetch }));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      const name = host.includes(':') ? `[${host}]` : host;
      resolve({ origin: `http://${name}:${taken}`, close: () => closeServer(server) });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
