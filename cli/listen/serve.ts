import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '@hookbook/runtime/node';

/** How long pending requests may take once the server closes. */
const graceMs = 1000;

export interface Served {
  /** `http://127.0.0.1:3000` */
  readonly origin: string;
  /** Accepts no new connection, lets pending requests end, and resolves when all connections are closed. */
  close(): Promise<void>;
}

/** Listens on an address; port 0 picks a free one. Rejects with the error of `listen()`, such as EADDRINUSE. */
export function serve(fetch: (request: Request) => Promise<Response>, { host, port }: { host: string; port: number }): Promise<Served> {
  const server = createServer(toNodeListener({ fetch }));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo;
      const name = host.includes(':') ? `[${host}]` : host;
      resolve({ origin: `http://${name}:${actual}`, close: () => closeServer(server) });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
