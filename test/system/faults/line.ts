import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to a server that can go silent without breaking: what is sent stays where it is until it is released. */
export interface Line {
  readonly port: number;
  hold(): void;
  release(): void;
}

export async function openLine(port: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let held = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (bytes) => to.write(bytes));
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (held) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });

  function hold(): void {
    held = true;
    for (const socket of sockets) socket.pause();
  }

  function release(): void {
    held = false;
    for (const socket of sockets) socket.resume();
  }

  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, hold, release };
}
