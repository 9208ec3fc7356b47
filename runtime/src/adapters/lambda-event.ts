import { noteFacts, standInFor } from '../request/request-facts.js';
import { decodeBase64 } from '../verify/bytes.js';

/** As much of an event in payload format 2.0 as is used. */
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

const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** The request that an event stands for, its body as the exact bytes. Throws a TypeError for events of another shape. */
export function readEvent(event: HttpEvent): Request {
  checkShape(event);
  const { method } = event.requestContext.http;
  const url = describeUrl(event);
  if (forbidden.has(method.toUpperCase())) return standInFor(url, 'method-not-allowed');
  const headers = readHeaders(event);
  const bytes = readBytes(event);
  if (headers === null || bytes === null) return standInFor(url, 'malformed-request');
  const body = method === 'GET' || method === 'HEAD' ? null : bytes;
  return noteFacts(new Request(url, { method, headers, body }), { repeated: null }); // repeated headers come joined by commas
}

/** Repeated headers have lost their number here; cookies have been taken out of them. Null where one can't be held. */
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

/** Null where the body is not the canonical base64 that it is said to be. */
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
    `toLambdaHandler takes events of API Gateway HTTP APIs in payload format 2.0 and of function URLs, not ${describeShape(given)}`,
  );
}

function describeShape(event: unknown): string {
  if (!isObject(event)) return 'this, which is no object';
  const context = isObject(event['requestContext']) ? event['requestContext'] : {};
  if ('elb' in context) return 'one of an Application Load Balancer: put a function URL or an HTTP API in front of the function';
  if ('connectionId' in context) return 'one of a WebSocket API';
  if ('httpMethod' in event && event['version'] === '1.0') return 'one of an HTTP API in format 1.0: set its payload format to 2.0';
  if ('httpMethod' in event) return 'one of a REST API: put a function URL or an HTTP API in front of the function';
  if ('Records' in event) return 'one with Records, as queues, topics and buckets send them';
  return 'one of another shape';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
