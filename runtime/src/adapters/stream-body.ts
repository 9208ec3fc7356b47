import type { IncomingMessage } from 'node:http';

/** How long a refused body is read on and thrown away, so that its sender can read the answer, in milliseconds. */
const lingerMs = 500;

/**
 * The body as a web stream that takes no more than is asked for, and listens to nothing before that: a body that is refused unread
 * can still be thrown away. Cancelling it leaves the socket alone, for the answer.
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
    // What has happened before the listener was called happens no more.
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

/** Whether bytes of the body may still come. */
export function isUnread(incoming: IncomingMessage): boolean {
  return !incoming.complete && !incoming.readableEnded;
}

/**
 * Throws away what still comes of a refused body, for a while: closing a socket with unread bytes in it resets the connection, and
 * the sender may never see the answer.
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
