import type { RefusalReason } from '../../../runtime/src/refusal.js';
import { now, order, type Sent, signedRequest } from '../../runtime/sample-receiver.js';

/** A request as a sender means it, whatever carries it. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array<ArrayBuffer>;
  /** Sent in chunks, its length not stated. */
  readonly chunked: boolean;
}

export interface Case {
  readonly name: string;
  readonly posted: Posted;
  readonly want: number;
  /** What the receiver must hear; null where it takes the request. */
  readonly reason: RefusalReason | null;
}

/** What the receivers of these tests take at most, in bytes. */
export const maxBodyBytes = 1000;
export const accepted = 202;

interface Change {
  readonly add?: readonly (readonly [string, string])[];
  readonly drop?: string;
  readonly chunked?: boolean;
  readonly path?: string;
}

export function post(sent: Sent = {}, { add = [], drop, chunked = false, path = '/webhooks/shop' }: Change = {}): Posted {
  const request = signedRequest(sent);
  const headers = [...[...request.headers].filter(([name]) => name !== drop), ...add];
  const body = sent.method === 'GET' || sent.method === 'HEAD' ? '' : (sent.body ?? order);
  return { method: request.method, path, headers, body: typeof body === 'string' ? new TextEncoder().encode(body) : body, chunked };
}

const signature = signedRequest().headers.get('webhook-signature') ?? '';
const large = `{"type":"order.created","id":"${'x'.repeat(2000)}"}`;
const notUtf8 = new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
const take = (name: string, posted: Posted): Case => ({ name, posted, want: accepted, reason: null });
const refuse = (name: string, want: number, reason: RefusalReason, posted: Posted): Case => ({ name, posted, want, reason });

/** What every adapter is put through, and the status that each must give. */
export const cases: readonly Case[] = [
  take('a signed event', post()),
  take('a signed event with a query', post({}, { path: '/webhooks/shop?tenant=a%20b&c' })),
  take('a +json type', post({ headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' } })),
  take('in chunks', post({}, { chunked: true })),
  take('letters outside ASCII', post({ body: '{"type":"order.created","id":"\u0142\u00f3d\u017a \u{1f600}"}' })),
  take('a body with a byte order mark', post({ body: `\ufeff${order}` })),
  take('bytes that are no UTF-8', post({ body: notUtf8 })),
  take('text that is no JSON', post({ body: '{"type":' })),
  take('a body of no bytes', post({ body: '' })),
  take('another header twice', post({}, { add: ['1', '2'].map((value) => ['x-trace', value]) })),
  refuse('a wrong signature', 401, 'signature-mismatch', post({ headers: { 'webhook-id': 'msg_2' } })),
  refuse('no signature', 401, 'signature-missing', post({}, { drop: 'webhook-signature' })),
  refuse('a signature of ten minutes ago', 401, 'timestamp-out-of-tolerance', post({ at: now / 1000 - 600 })),
  refuse('two signatures', 400, 'header-repeated', post({}, { add: [['webhook-signature', 'v1,AAAA']] })),
  refuse('the same signature twice', 400, 'header-repeated', post({}, { add: [['Webhook-Signature', signature]] })),
  refuse('two times', 400, 'header-repeated', post({}, { add: [['webhook-timestamp', '1']] })),
  refuse('two ids', 400, 'header-repeated', post({}, { add: [['webhook-id', 'msg_2']] })),
  refuse('two content types', 415, 'unsupported-media-type', post({}, { add: [['content-type', 'text/plain']] })),
  refuse('a text', 415, 'unsupported-media-type', post({ headers: { 'content-type': 'text/plain' } })),
  refuse('a form', 415, 'unsupported-media-type', post({ headers: { 'content-type': 'application/x-www-form-urlencoded' } })),
  refuse('no content type', 415, 'unsupported-media-type', post({}, { drop: 'content-type' })),
  refuse('a content type that is none', 415, 'unsupported-media-type', post({ headers: { 'content-type': 'json' } })),
  refuse('gzip', 415, 'unsupported-content-encoding', post({ headers: { 'content-encoding': 'gzip' } })),
  refuse('a body that says it is too large', 413, 'body-too-large', post({ body: large })),
  refuse('a body that is too large, in chunks', 413, 'body-too-large', post({ body: large }, { chunked: true })),
  ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => refuse(method, 405, 'method-not-allowed', post({ method }))),
  refuse('TRACE', 405, 'method-not-allowed', { ...post({ method: 'GET' }), method: 'TRACE' }),
];
