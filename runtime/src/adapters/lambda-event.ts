import { attachFacts, createPlaceholder } from '../request/request-facts.js';
import { decodeBase64 } from '../verify/bytes.js';

/** The parts of an event in payload format 2.0 that are used. */
export interface HttpEvent {
  readonly version: string;
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[] | undefined;
  readonly requestContext: { readonly domainName?: string; readonly http: { readonly method: string } };
  readonly body?: string | null | undefined;
  readonly isBase64Encoded: boolean;
}

const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** Converts an event to a Request whose body has the exact bytes. Throws a TypeError for other events. */
export function readEvent(event: HttpEvent): Request {
  checkShape(event);
  const { method } = event.requestContext.http;
  const url = describeUrl(event);
  if (forbiddenMethods.has(method.toUpperCase())) return createPlaceholder(url, 'method-not-allowed');
  const headers = readHeaders(event);
  const bytes = readBytes(event);
  if (headers === null || bytes === null) return createPlaceholder(url, 'malformed-request');
  const body = method === 'GET' || method === 'HEAD' ? null : bytes;
  return attachFacts(new Request(url, { method, headers, body }), { repeated: null }); // repeated headers come joined by commas
}

/** Reads the headers. Repeated ones arrive joined, and cookies arrive separately. Null if a header is invalid. */
function readHeaders({ headers = {}, cookies = [] }: HttpEvent): Headers | null {
  const read = new Headers();
  try {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) read.append(name, value);
    if (cookies.length > 0) read.set('cookie', cookies.join('; '));
    return read;
  } catch {
    return null;
  }
}

/** Null if a body that should be base64 is not canonical base64. */
function readBytes({ body, isBase64Encoded }: HttpEvent): Uint8Array<ArrayBuffer> | null {
  return isBase64Encoded ? decodeBase64(body ?? '') : new TextEncoder().encode(body ?? '');
}

function describeUrl({ rawPath, rawQueryString = '', requestContext }: HttpEvent): string {
  const host = requestContext.domainName ?? '';
  const path = `${rawPath.startsWith('/') ? '' : '/'}${rawPath}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
  const url = `https://${/^[\w.-]+$/.test(host) ? host : 'localhost'}${path}`;
  return URL.canParse(url) ? url : 'https://localhost/';
}

function checkShape(event: HttpEvent): void {
  const given: unknown = event;
  const fits =
    isObject(given) &&
    given['version'] === '2.0' &&
    typeof given['rawPath'] === 'string' &&
    isObject(given['requestContext']) &&
    isObject(given['requestContext']['http']);
  if (fits) return;
  throw new TypeError(
    `toLambdaHandler takes events of function URLs and of API Gateway HTTP APIs (payload format 2.0), but got ${describeShape(given)}`,
  );
}

function describeShape(event: unknown): string {
  if (!isObject(event)) return 'a value that is not an object';
  const context = isObject(event['requestContext']) ? event['requestContext'] : {};
  if ('elb' in context) return 'one from an Application Load Balancer: use a function URL or an HTTP API';
  if ('connectionId' in context) return 'one from a WebSocket API';
  if ('httpMethod' in event && event['version'] === '1.0') return 'one from an HTTP API in format 1.0: set its payload format to 2.0';
  if ('httpMethod' in event) return 'one from a REST API: use a function URL or an HTTP API';
  if ('Records' in event) return 'one with Records, from a queue, topic or bucket';
  return 'one in an unknown format';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
