import type { IncomingMessage } from 'node:http';

/** How long to read and discard a refused body so that its sender can read the answer, in milliseconds. */
const lingerMs = 500;

/**
 * The body as a web stream that reads only on demand and attaches no listener before: a body that is refused unread can
 * still be discarded. Cancelling leaves the socket open for the answer.
 */
export function streamBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let open = true;
  let flowing = false;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const end = () => {
      if (open) controller.close();
      open = false;
    };
    const abort = () => {
      if (open) controller.error(new Error('the request was aborted'));
      open = false;
    };
    // Events that fired before the listeners were attached do not fire again.
    if (incoming.readableEnded) end();
    else if (incoming.destroyed) abort();
    incoming.on('end', end);
    incoming.on('close', abort);
  };
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!flowing) {
      flowing = true;
      incoming.on('data', (chunk: Uint8Array) => {
        if (!open) return;
        controller.enqueue(new Uint8Array(chunk));
        incoming.pause();
      });
    }
    incoming.resume();
  };
  const cancel = () => {
    open = false;
  };
  return new ReadableStream<Uint8Array>({ start, pull, cancel }, { highWaterMark: 0 });
}

/** Whether more of the body may still arrive. */
export function isUnread(incoming: IncomingMessage): boolean {
  return !incoming.complete && !incoming.readableEnded;
}

/**
 * Discards the rest of a refused body for a while. Closing a socket with unread bytes resets the connection, and the
 * sender may never see the answer.
 */
export function discardBody(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, lingerMs);
    incoming.once('close', finish);
    incoming.once('end', finish);
    incoming.resume();
  });
}
