import { constants } from 'node:os';
import type { Receiver } from '../receiver.js';
import { type ClosableServer, watchServer } from './watch-server.js';

export interface CloseOnSignalsOptions {
  /**
   * A node:http server: the result of `app.listen()` in Express or `serve()` of @hono/node-server, or `app.server` in
   * Fastify. Without a server the process is kept alive until the signal, so that it can process an inbox.
   */
  readonly server?: ClosableServer;
  readonly receivers: readonly Pick<Receiver, 'close' | 'inbox'>[];
  /** SIGTERM and SIGINT by default. */
  readonly signals?: readonly NodeJS.Signals[];
  /** How long closing may take, in milliseconds; 30 s by default. Then the process exits with 1. */
  readonly timeoutMs?: number;
}

/**
 * Ends a process without losing anything. On the first signal the server accepts no new connection. Requests on open
 * connections are answered with `connection: close`, so no sender that keeps a connection alive is cut off; idle
 * connections close after two seconds. Then running handlers finish, the inboxes close, and the process can end with 0.
 * A second signal ends it at once. So does `timeoutMs`, with a message that says what was still running. Resolves once
 * everything is closed, so that an app can then close its own resources. Without a server the process is kept alive
 * until the first signal, because receivers that only poll don't keep it alive.
 *
 * ```ts
 * const server = createServer(toNodeListener(receiver)).listen(3000);
 * closeOnSignals({ server, receivers: [receiver] });
 * ```
 */
export async function closeOnSignals({
  server,
  receivers,
  signals = ['SIGTERM', 'SIGINT'],
  timeoutMs = 30_000,
}: CloseOnSignalsOptions): Promise<void> {
  const watched = server === undefined ? null : watchServer(server);
  await waitForSignal(signals, watched === null);
  const open = new Set(watched === null ? [] : ['the server']);
  const deadline = setTimeout(() => {
    const stillOpen = [...open].join(', ') || `something else in the process (${process.getActiveResourcesInfo().join(', ')})`;
    console.error(`hookbook: still open after ${timeoutMs} ms: ${stillOpen}`);
    process.exit(1);
  }, timeoutMs);
  await watched?.close(timeoutMs);
  open.delete('the server');
  await closeEach('receiver', receivers, open);
  await closeEach('inbox', [...new Set(receivers.map(({ inbox }) => inbox))], open);
  deadline.unref(); // still limits what else the process does, without keeping it alive
}

/** Resolves on the first of these signals; the next one ends the process. */
function waitForSignal(signals: readonly NodeJS.Signals[], keepAlive: boolean): Promise<void> {
  return new Promise((resolve) => {
    const interval = keepAlive ? setInterval(() => undefined, 2 ** 31 - 1) : undefined; // setInterval's limit
    let caught = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (caught) process.exit(128 + constants.signals[signal]);
      caught = true;
      clearInterval(interval);
      resolve();
    };
    for (const signal of signals) process.on(signal, onSignal);
  });
}

/** Closes all in parallel. Failures are logged and set the process's exit code. */
async function closeEach(kind: string, all: readonly { close(): Promise<void> }[], open: Set<string>): Promise<void> {
  const each = all.map(async (closable, at) => {
    const name = all.length === 1 ? `the ${kind}` : `${kind} ${at + 1} of ${all.length}`;
    open.add(kind === 'receiver' ? `${name} (its handlers still run)` : name);
    try {
      await closable.close();
    } catch (error) {
      console.error(`hookbook: could not close ${name}`, error);
      process.exitCode = 1;
    }
    open.delete(kind === 'receiver' ? `${name} (its handlers still run)` : name);
  });
  await Promise.all(each);
}
