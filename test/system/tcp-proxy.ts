import { connect, createServer, type Socket } from 'node:net';

/** What stands between a client and its server, and can fail as networks do. */
export interface TcpProxy {
  readonly port: number;
  /** Lets nothing through, in either direction, and closes nothing. */
  freeze(): void;
  thaw(): void;
  /** Once: passes what holds this text to the server, and cuts the connection before the answer. */
  cutAfter(text: string): Promise<void>;
  close(): Promise<void>;
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  let cut: { text: string; done: () => void } | null = null;

  const proxy = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      if (frozen) from.pause();
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (data) => {
      if (cut === null || !data.includes(cut.text)) {
        server.write(data);
        return;
      }
      const { done } = cut;
      cut = null;
      server.write(data);
      server.removeAllListeners('data'); // the answer is dropped
      server.once('data', () => {
        client.destroy();
        done();
      });
    });
    server.on('data', (data) => client.write(data));
  });

  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');

  function setFrozen(value: boolean): void {
    frozen = value;
    for (const socket of sockets) value ? socket.pause() : socket.resume();
  }

  return {
    port: address.port,
    freeze: () => setFrozen(true),
    thaw: () => setFrozen(false),
    cutAfter: (text) =>
      new Promise((done) => {
        cut = { text, done };
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        proxy.close(() => resolve());
      }),
  };
}
