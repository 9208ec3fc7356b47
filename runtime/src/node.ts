import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from './receiver.js';
import { refusalResponse } from './refusal.js';
import { noteFacts } from './request-facts.js';

/** How long a refused body is read on and thrown away, so that its sender can read the answer, in milliseconds. */
const lingerMs = 500;
const bodiless = new Set(['GET', 'HEAD']);
/** What the Fetch standard lets no Request have. */
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** A node:http request listener over a receiver: `createServer(toNodeListener(receiver))`. Never throws, never rejects. */
export function toNodeListener(receiver: Pick<Receiver, 'fetch'>): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, outgoing) => {
    incoming.on('error', () => undefined); // an aborted request; the body's stream tells the receiver
    answer(receiver, incoming)
      .then((response) => write(incoming, outgoing, response))
      .catch((error) => {
        console.error('hookbook: a receiver failed', error);
        return write(incoming, outgoing, new Response(null, { status: 500 }));
      });
  };
}

async function answer(receiver: Pick<Receiver, 'fetch'>, incoming: IncomingMessage): Promise<Response> {
  const method = incoming.method ?? 'GET';
  if (forbidden.has(method.toUpperCase())) return refusalResponse('method-not-allowed');
  const headers = readHeaders(incoming.rawHeaders);
  if (headers === null) return refusalResponse('malformed-request');
  const bodyRead = incoming.readableDidRead;
  const init = { method, headers, duplex: 'half', body: bodiless.has(method) || bodyRead ? null : streamBody(incoming) };
  const request = new Request(describeUrl(incoming), init);
  noteFacts(request, { repeated: findRepeated(incoming.rawHeaders), bodyRead });
  return receiver.fetch(request);
}

/** The headers as they came, from rawHeaders: node's own object drops what is repeated. Null where one can't be held. */
function readHeaders(raw: readonly string[]): Headers | null {
  const headers = new Headers();
  try {
    for (let at = 0; at + 1 < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '');
    return headers;
  } catch {
    return null; // a name or value outside HTTP's grammar, from a lenient parser
  }
}

function findRepeated(raw: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    (seen.has(name) ? repeated : seen).add(name);
  }
  return repeated;
}

/** The address as the sender wrote it; a Host header that no URL can hold becomes localhost. */
function describeUrl(incoming: IncomingMessage): string {
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const path = describePath(incoming.url ?? '/');
  const host = incoming.headers.host ?? '';
  // A host with more in it than a name and a port could move the path, or bring credentials, which no Request may have.
  const safe = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-fA-F:.]+\](?::\d{1,5})?$/.test(host) && URL.canParse(`${scheme}://${host}${path}`);
  return `${scheme}://${safe ? host : 'localhost'}${path}`;
}

/** The path and query, also of an absolute address (RFC 9112, section 3.2.2); `/` for what is none. */
function describePath(target: string): string {
  if (target.startsWith('/')) return target;
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return '/';
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/**
 * The body as a web stream that takes no more than is asked for, and listens to nothing before that: a body that is refused unread
 * can still be thrown away. Cancelling it leaves the socket alone, for the answer.
 */
function streamBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
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

async function write(incoming: IncomingMessage, outgoing: ServerResponse, response: Response): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.destroyed || outgoing.headersSent) return;
  const unread = !incoming.complete;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (unread) outgoing.setHeader('connection', 'close');
  if (response.status !== 204) outgoing.setHeader('content-length', body.length);
  if (!unread) {
    outgoing.end(body);
    return;
  }
  // Closing a socket with unread bytes in it resets the connection, and the sender may never see the answer.
  outgoing.flushHeaders();
  outgoing.write(body);
  const finish = () => {
    clearTimeout(timer);
    outgoing.end();
  };
  const timer = setTimeout(finish, lingerMs);
  incoming.once('close', finish);
  incoming.once('end', finish);
  incoming.resume();
}
