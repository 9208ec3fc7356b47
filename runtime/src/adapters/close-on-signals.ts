import { constants } from 'node:os';
import type { Receiver } from '../receiver.js';
import { type ClosableServer, watchServer } from './watch-server.js';

export interface CloseOnSignalsOptions {
  /**
   * A server of node:http: what `app.listen()` of Express and `serve()` of @hono/node-server give; of Fastify, `app.server`.
   * A process without one, which only works an inbox off, is kept alive until the signal.
   */
  readonly server?: ClosableServer;
  readonly receivers: readonly Pick<Receiver, 'close' | 'inbox'>[];
  /** SIGTERM and SIGINT by default. */
  readonly signals?: readonly NodeJS.Signals[];
  /** How long all of it may take, in milliseconds; 30 s. Past it the process exits with 1. */
  readonly timeoutMs?: number;
}

/**
 * Ends a process without losing anything. On the first signal the server takes no new connection. Requests on existing connections are
 * answered, each with `connection: close`, so that a sender that keeps a connection alive is never cut off; idle connections are closed
 * after two seconds. Then the handlers that run finish, the inboxes close, and nothing of ours keeps the process alive: it ends with 0.
 * A second signal ends it at once; so does `timeoutMs`, with a line that says what still ran. Resolves when all is closed, so that an
 * app can close what is its own after it. Without a server it keeps the process alive until the first signal: receivers that wait for
 * what other processes store do not.
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
  await firstOf(signals, watched === null);
  const open = new Set(watched === null ? [] : ['the server']);
  const deadline = setTimeout(() => {
    const left = [...open].join(', ') || `something else of the process (${process.getActiveResourcesInfo().join(', ')})`;
    console.error(`hookbook: not closed after ${timeoutMs} ms: ${left}`);
    process.exit(1);
  }, timeoutMs);
  await watched?.close(timeoutMs);
  open.delete('the server');
  await closeEach('receiver', receivers, open);
  await closeEach('inbox', [...new Set(receivers.map(({ inbox }) => inbox))], open);
  deadline.unref(); // it bounds what else the process does, and doesn't keep it alive for that
}

/** Resolves on the first of these signals, and has the next one end the process. */
function firstOf(signals: readonly NodeJS.Signals[], alive: boolean): Promise<void> {
  return new Promise((resolve) => {
    const keeping = alive ? setInterval(() => undefined, 2 ** 31 - 1) : undefined; // setInterval's limit
    let caught = false;
    const hear = (signal: NodeJS.Signals) => {
      if (caught) process.exit(128 + constants.signals[signal]);
      caught = true;
      clearInterval(keeping);
      resolve();
    };
    for (const signal of signals) process.on(signal, hear);
  });
}

/** Closes all at once. What can't be closed is said, and is the process's exit code. */
async function closeEach(kind: string, all: readonly { close(): Promise<void> }[], open: Set<string>): Promise<void> {
  const each = all.map(async (one, at) => {
    const name = all.length === 1 ? `the ${kind}` : `${kind} ${at + 1} of ${all.length}`;
    open.add(kind === 'receiver' ? `${name} (its handlers still run)` : name);
    try {
      await one.close();
    } catch (error) {
      console.error(`hookbook: ${name} could not be closed`, error);
      process.exitCode = 1;
    }
    open.delete(kind === 'receiver' ? `${name} (its handlers still run)` : name);
  });
  await Promise.all(each);
}
