import type { IncomingMessage } from 'node:http';
import { attachFacts, createPlaceholder, findRepeated } from '../request/request-facts.js';
import { streamBody } from './stream-body.js';

const bodilessMethods = new Set(['GET', 'HEAD']);
/** Methods that the Fetch standard does not allow in a Request. */
const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** What a framework may have put on its request when it read the body. */
export interface FrameworkRequest {
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** Converts a node:http request to a Request and attaches what a Request cannot express. Never throws. */
export function readRequest(incoming: IncomingMessage, parsed: FrameworkRequest = incoming as FrameworkRequest): Request {
  incoming.on('error', () => undefined); // aborted: the receiver learns it from the body's stream
  const url = describeUrl(incoming);
  const method = incoming.method ?? 'GET';
  if (forbiddenMethods.has(method.toUpperCase())) return createPlaceholder(url, 'method-not-allowed');
  const headers = readHeaders(incoming.rawHeaders);
  if (headers === null) return createPlaceholder(url, 'malformed-request');
  const body = bodilessMethods.has(method) ? null : incoming.readableDidRead ? findRawBytes(parsed) : streamBody(incoming);
  const request = new Request(url, { method, headers, body, ...{ duplex: 'half' } });
  return attachFacts(request, { repeated: findRepeated(incoming.rawHeaders), bodyRead: incoming.readableDidRead && body === null });
}

/** The exact bytes if they were kept: `rawBody` on serverless hosts or the `body` of express.raw(). */
function findRawBytes({ rawBody, body }: FrameworkRequest): Uint8Array<ArrayBuffer> | null {
  const bytes = rawBody instanceof Uint8Array ? rawBody : body;
  return bytes instanceof Uint8Array ? new Uint8Array(bytes) : null;
}

/** Uses rawHeaders, because node's headers object drops repeated ones. Null if a header is invalid. */
function readHeaders(raw: readonly string[]): Headers | null {
  const headers = new Headers();
  try {
    for (let at = 0; at + 1 < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '');
    return headers;
  } catch {
    return null; // a lenient parser accepted a malformed name or value
  }
}

/** The URL as the sender wrote it; an invalid Host header becomes localhost. */
function describeUrl(incoming: IncomingMessage): string {
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const path = describePath(readTarget(incoming));
  const host = incoming.headers.host ?? '';
  // A host that is more than a name and a port could change the path or add credentials, which Requests may not have.
  const isSafe = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-fA-F:.]+\](?::\d{1,5})?$/.test(host) && URL.canParse(`${scheme}://${host}${path}`);
  return `${scheme}://${isSafe ? host : 'localhost'}${path}`;
}

/** Express removes the mount point from `url` and keeps the full path in `originalUrl`. */
function readTarget(incoming: IncomingMessage & { readonly originalUrl?: unknown }): string {
  return typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/');
}

/** The path and query, also of an absolute URL (RFC 9112, section 3.2.2); `/` if there is none. */
function describePath(target: string): string {
  if (target.startsWith('/')) return target;
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return '/';
  const { pathname, search } = new URL(target);
  return pathname + search;
}
