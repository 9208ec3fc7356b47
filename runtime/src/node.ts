import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRequest } from './adapters/node-request.js';
import { discardBody, isUnread } from './adapters/stream-body.js';
import type { Receiver } from './receiver.js';

export { type CloseOnSignalsOptions, closeOnSignals } from './adapters/close-on-signals.js';

/**
 * A node:http request listener for a receiver. Never throws or rejects. In Express, mount it before any body parser or
 * behind `express.raw({ type: '*\/*' })`, which keeps the exact bytes.
 *
 * ```ts
 * createServer(toNodeListener(receiver)).listen(3000);
 * app.all('/webhooks/shop', toNodeListener(receiver)); // Express; app.use(express.json()) comes after it
 * ```
 */
export function toNodeListener(receiver: Pick<Receiver, 'fetch'>): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, outgoing) => {
    answer(receiver, incoming)
      .then((response) => writeResponse(incoming, outgoing, response))
      .catch((error) => {
        console.error('hookbook: a receiver failed', error);
        return writeResponse(incoming, outgoing, new Response(null, { status: 500 }));
      });
  };
}

async function answer(receiver: Pick<Receiver, 'fetch'>, incoming: IncomingMessage): Promise<Response> {
  return receiver.fetch(readRequest(incoming));
}

async function writeResponse(incoming: IncomingMessage, outgoing: ServerResponse, response: Response): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.destroyed || outgoing.headersSent) return;
  const unread = isUnread(incoming);
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (unread) outgoing.setHeader('connection', 'close');
  if (response.status !== 204) outgoing.setHeader('content-length', body.length);
  if (unread) {
    outgoing.flushHeaders();
    outgoing.write(body);
    await discardBody(incoming);
    outgoing.end();
  } else outgoing.end(body);
}
