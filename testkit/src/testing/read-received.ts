import { isJsonObject } from '../json-value.js';
import type { Header } from './tested-events.js';

/** What a test received, as matchers judge it: the parsed payload, and the request's headers if there are any. */
export type Received =
  | { readonly readable: true; readonly payload: unknown; readonly header: Header | null }
  | { readonly readable: false; readonly reason: string };

/**
 * Reads a parsed body, JSON text, its bytes or a request. Every object with `body` and an object of `headers` is a
 * request. Otherwise, where any object is a valid event, a request with a wrong body would pass as one.
 */
export function readReceived(received: unknown): Received {
  return isRequest(received) ? readBody(received.body, openHeaders(received.headers)) : readBody(received, null);
}

interface RequestLike {
  readonly body: unknown;
  readonly headers: object;
}

function isRequest(value: unknown): value is RequestLike {
  if (typeof value !== 'object' || value === null || !('body' in value) || !('headers' in value)) return false;
  return typeof value.headers === 'object' && value.headers !== null && !Array.isArray(value.headers);
}

function readBody(body: unknown, header: Header | null): Received {
  if (typeof body === 'string') return parse(body, header);
  if (ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]') {
    try {
      return parse(new TextDecoder('utf-8', { fatal: true }).decode(body as ArrayBufferView<ArrayBuffer>), header);
    } catch {
      return { readable: false, reason: 'it is not UTF-8' };
    }
  }
  if (typeof body === 'object' && body !== null) {
    if ('then' in body && typeof body.then === 'function') return { readable: false, reason: 'it is a promise: await it first' };
    if ('getReader' in body || 'pipe' in body)
      return {
        readable: false,
        reason: 'its body is a stream: read it first, as { body: await request.text(), headers: request.headers }',
      };
  }
  return { readable: true, payload: body, header };
}

function parse(text: string, header: Header | null): Received {
  try {
    return { readable: true, payload: JSON.parse(text), header };
  } catch {
    return { readable: false, reason: text === '' ? 'it is empty' : 'it is not JSON' };
  }
}

/** Reads headers by lower-case name: those of fetch, and records like Node's, with lists joined. */
function openHeaders(headers: object): Header {
  if ('get' in headers && typeof headers.get === 'function') {
    const { get } = headers;
    return (name) => {
      const value: unknown = get.call(headers, name);
      return typeof value === 'string' ? value : null;
    };
  }
  const record = isJsonObject(headers) ? headers : {};
  const values = new Map(
    Object.entries(record).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]],
    ),
  );
  return (name) => values.get(name) ?? null;
}
