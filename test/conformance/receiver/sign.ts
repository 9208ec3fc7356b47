import { createHmac } from 'node:crypto';

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** The provider's one event: `type` tells it, and `id` must be a string. */
export const knownEvent = 'order.created';
/** As JSON.stringify would write it, so that only the checks about bytes tell who writes bodies anew. */
export const order = JSON.stringify({ type: knownEvent, id: 'o1' });

export interface Signed {
  readonly id: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** When it was signed, in unix milliseconds. */
  readonly at: number;
}

/** The headers of a request as the provider signs it. */
export function signHeaders({ id, body = order, at }: Signed): Record<string, string> {
  const seconds = Math.floor(at / 1000);
  const hmac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'));
  const signature = hmac.update(`${id}.${seconds}.`).update(body).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

/** A request as it was signed; what `changes` says was altered on the way. */
export function sign(signed: Signed, changes: { body?: Signed['body']; headers?: Record<string, string> } = {}): Request {
  const headers = { ...signHeaders(signed), ...changes.headers };
  return new Request('http://localhost/hook', { method: 'POST', headers, body: changes.body ?? signed.body ?? order });
}

const encoder = new TextEncoder();

/** Bodies of the known event that are not what JSON.parse and JSON.stringify make of them. */
export const oddBodies: readonly { readonly name: string; readonly body: Uint8Array<ArrayBuffer> }[] = [
  { name: 'white space', body: encoder.encode(`{ "type": "${knownEvent}",\r\n\t"id": "o1" }\n`) },
  { name: 'an escape of what needs none', body: encoder.encode(`{"type":"${knownEvent}","id":"\\u006f\\u0031\\/"}`) },
  { name: 'whole numbers for names, out of order', body: encoder.encode(`{"type":"${knownEvent}","id":"o1","2":"b","1":"a"}`) },
  { name: 'numbers in other forms', body: encoder.encode(`{"type":"${knownEvent}","id":"o1","total":1.50,"cents":15e1}`) },
  { name: 'an integer beyond 2^53', body: encoder.encode(`{"type":"${knownEvent}","id":"o1","n":12345678901234567890}`) },
  { name: 'a member twice', body: encoder.encode(`{"type":"${knownEvent}","id":"o1","note":1,"note":2}`) },
];

/** Bytes that are no UTF-8 inside what would be JSON of the known event. */
export const notUtf8 = Uint8Array.of(...encoder.encode(`{"type":"${knownEvent}","id":"`), 0xff, 0xc0, ...encoder.encode('"}'));
