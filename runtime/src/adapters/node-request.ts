import type { IncomingMessage } from 'node:http';
import { findRepeated, noteFacts, standInFor } from '../request/request-facts.js';
import { streamBody } from './stream-body.js';

const bodiless = new Set(['GET', 'HEAD']);
/** What the Fetch standard lets no Request have. */
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** What a framework may have put on its request while it read the body. */
export interface Parsed {
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** A node:http request as a Request, with what a Request can't say noted beside it. Never throws. */
export function readRequest(incoming: IncomingMessage, parsed: Parsed = incoming as Parsed): Request {
  incoming.on('error', () => undefined); // an aborted request; the body's stream tells the receiver
  const url = describeUrl(incoming);
  const method = incoming.method ?? 'GET';
  if (forbidden.has(method.toUpperCase())) return standInFor(url, 'method-not-allowed');
  const headers = readHeaders(incoming.rawHeaders);
  if (headers === null) return standInFor(url, 'malformed-request');
  const body = bodiless.has(method) ? null : incoming.readableDidRead ? bytesLeft(parsed) : streamBody(incoming);
  const request = new Request(url, { method, headers, body, ...{ duplex: 'half' } });
  return noteFacts(request, { repeated: findRepeated(incoming.rawHeaders), bodyRead: incoming.readableDidRead && body === null });
}

/** The exact bytes where what read the body kept them: `rawBody` as serverless hosts give it, or the `body` of express.raw(). */
function bytesLeft({ rawBody, body }: Parsed): Uint8Array<ArrayBuffer> | null {
  const bytes = rawBody instanceof Uint8Array ? rawBody : body;
  return bytes instanceof Uint8Array ? new Uint8Array(bytes) : null;
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

/** The address as the sender wrote it; a Host header that no URL can hold becomes localhost. */
function describeUrl(incoming: IncomingMessage): string {
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const path = describePath(targetOf(incoming));
  const host = incoming.headers.host ?? '';
  // A host with more in it than a name and a port could move the path, or bring credentials, which no Request may have.
  const safe = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-fA-F:.]+\](?::\d{1,5})?$/.test(host) && URL.canParse(`${scheme}://${host}${path}`);
  return `${scheme}://${safe ? host : 'localhost'}${path}`;
}

/** Express takes the mount point off `url`, and keeps the whole in `originalUrl`. */
function targetOf(incoming: IncomingMessage & { readonly originalUrl?: unknown }): string {
  return typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/');
}

/** The path and query, also of an absolute address (RFC 9112, section 3.2.2); `/` for what is none. */
function describePath(target: string): string {
  if (target.startsWith('/')) return target;
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return '/';
  const { pathname, search } = new URL(target);
  return pathname + search;
}
