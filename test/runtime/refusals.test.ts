import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Inbox, memoryInbox, TooManyConflictsError } from '../../runtime/src/index.js';
import type { Receiver } from '../../runtime/src/receiver.js';
import { type Refusal, refusals } from '../../runtime/src/refusal.js';
import { attachFacts } from '../../runtime/src/request/request-facts.js';
import { eventually } from '../eventually.js';
import { entriesOf, now, order, secret, shopReceiver, signedRequest } from './sample-receiver.js';

afterEach(() => vi.restoreAllMocks());

const broken: Inbox = { ...memoryInbox(), store: async () => Promise.reject(new Error('disk full')) };
const stream = (start: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
  new Request('http://localhost', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new ReadableStream({ start }),
    duplex: 'half',
  } as RequestInit);
const repeated = (name: string) => {
  const request = signedRequest();
  attachFacts(request, { repeated: new Set([name]), bodyRead: false });
  return request;
};

interface Case {
  readonly name: string;
  readonly send: () => Request | Promise<Request>;
  readonly receiver?: () => Receiver | Promise<Receiver>;
  readonly want: keyof typeof refusals;
}

const cases: readonly Case[] = [
  ...['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({
    name: method,
    send: () => signedRequest({ method }),
    want: 'method-not-allowed' as const,
  })),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    '',
    'application/jsonp',
    'application/json, text/plain',
    'application/json; a=b, text/plain',
    'application/json; a="b", text/plain',
    'application/json; a="b\\", text/plain',
    'application/+json',
    'x/y+json+z',
    'application/json-seq',
  ].map((type) => ({
    name: `content-type ${type}`,
    send: () => signedRequest({ headers: { 'content-type': type } }),
    want: 'unsupported-media-type' as const,
  })),
  { name: 'gzip', send: () => signedRequest({ headers: { 'content-encoding': 'gzip' } }), want: 'unsupported-content-encoding' },
  {
    name: 'identity and gzip',
    send: () => signedRequest({ headers: { 'content-encoding': 'identity, gzip' } }),
    want: 'unsupported-content-encoding',
  },
  { name: 'a large content-length', send: () => signedRequest({ headers: { 'content-length': '1048577' } }), want: 'body-too-large' },
  { name: 'a large body', send: () => signedRequest({ body: new Uint8Array(1_048_577) }), want: 'body-too-large' },
  {
    name: 'a body without end',
    send: () =>
      new Request('http://localhost', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }),
        duplex: 'half',
      } as RequestInit),
    want: 'body-too-large',
  },
  {
    name: 'a body that stops',
    send: () => stream((controller) => controller.enqueue(new Uint8Array(3))),
    receiver: () => shopReceiver({ bodyTimeoutMs: 20 }),
    want: 'body-timeout',
  },
  { name: 'a body that breaks off', send: () => stream((controller) => controller.error(new Error('reset'))), want: 'body-aborted' },
  {
    name: 'a body that was read',
    send: async () => {
      const request = signedRequest();
      await request.text();
      return request;
    },
    want: 'body-already-read',
  },
  {
    name: 'a signature twice, as fetch joins it',
    send: () => signedRequest({ headers: { 'webhook-signature': 'v1,AAAA, v1,BBBB' } }),
    want: 'header-repeated',
  },
  { name: 'a signature twice, as an adapter saw it', send: () => repeated('webhook-signature'), want: 'header-repeated' },
  { name: 'an id twice', send: () => repeated('webhook-id'), want: 'header-repeated' },
  { name: 'an id with a full stop', send: () => signedRequest({ id: 'a.1' }), want: 'ambiguous-signed-value' },
  { name: 'no signature', send: () => signedRequest({ headers: { 'webhook-signature': '' } }), want: 'signature-missing' },
  { name: 'junk for a signature', send: () => signedRequest({ headers: { 'webhook-signature': 'junk' } }), want: 'signature-malformed' },
  {
    name: 'many signatures',
    send: () => signedRequest({ headers: { 'webhook-signature': 'v1,AAAA '.repeat(17) } }),
    want: 'too-many-signatures',
  },
  { name: 'no id', send: () => signedRequest({ headers: { 'webhook-id': '' } }), want: 'signed-value-missing' },
  { name: 'a time that is none', send: () => signedRequest({ at: 'now' }), want: 'timestamp-malformed' },
  { name: 'an old time', send: () => signedRequest({ at: now / 1000 - 301 }), want: 'timestamp-out-of-tolerance' },
  { name: 'another secret', send: () => signedRequest({ secret: `whsec_${'B'.repeat(32)}` }), want: 'signature-mismatch' },
  {
    name: 'no secret for this tenant',
    send: () => signedRequest(),
    receiver: () => shopReceiver({ secrets: () => [] }),
    want: 'no-secret',
  },
  {
    name: 'a look-up that fails',
    send: () => signedRequest(),
    receiver: () => shopReceiver({ secrets: async () => Promise.reject(new Error('vault')) }),
    want: 'secrets-unavailable',
  },
  {
    name: 'a look-up of blanks',
    send: () => signedRequest(),
    receiver: () => shopReceiver({ secrets: () => [' '] }),
    want: 'secrets-unavailable',
  },
  { name: 'an inbox that fails', send: () => signedRequest(), receiver: () => shopReceiver({ inbox: broken }), want: 'inbox-unavailable' },
  {
    name: 'an id under which too many other bodies came',
    send: () => signedRequest(),
    receiver: () => shopReceiver({ inbox: { ...memoryInbox(), store: async () => Promise.reject(new TooManyConflictsError()) } }),
    want: 'too-many-conflicts',
  },
  {
    name: 'more bytes than there is room for',
    send: () => signedRequest(),
    receiver: () => {
      const receiver = shopReceiver({ maxBodyBytes: 4096, maxBytesInFlight: 4096 });
      void receiver.fetch(stream((controller) => controller.enqueue(new Uint8Array(3)))); // holds a first buffer, and stalls
      return receiver;
    },
    want: 'overloaded',
  },
  {
    name: 'after close',
    send: () => signedRequest(),
    receiver: async () => {
      const receiver = shopReceiver();
      await receiver.close();
      return receiver;
    },
    want: 'closed',
  },
];

test.each([
  { name: 'the method that is allowed', send: { method: 'PUT' }, header: 'allow', want: 'POST' },
  { name: 'that nothing is unpacked', send: { headers: { 'content-encoding': 'br' } }, header: 'accept-encoding', want: 'identity' },
])('the answer says $name', async ({ send, header, want }) => {
  const response = await shopReceiver({ onRefused: () => {} }).fetch(signedRequest(send));
  expect(response.headers.get(header)).toBe(want);
});

describe('a refused request', () => {
  test.each(cases)('$name: $want', async ({ send, receiver: create = shopReceiver, want }) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = await create();
    const response = await receiver.fetch(await send());
    expect(response.status).toBe(refusals[want].status);
    expect(await response.json()).toEqual({ error: want });
    expect(response.headers.get('allow')).toBe(want === 'method-not-allowed' ? 'POST' : null);
    expect(await entriesOf(receiver)).toEqual([]);
    expect(warn).toHaveBeenCalledOnce();
    const line = warn.mock.calls.join(' ');
    expect(line).toContain(want);
    for (const confidential of [secret.slice(6), order, 'v1,']) expect(line).not.toContain(confidential);
  });

  test('every reason but those of adapters and of signatures over members has a case', () => {
    const covered = new Set(cases.map(({ want }) => want));
    expect(Object.keys(refusals).filter((reason) => !covered.has(reason as keyof typeof refusals))).toEqual([
      'malformed-request',
      'signed-value-unreadable',
    ]);
  });

  test('onRefused gets the reason, the likely cause and what was thrown', async () => {
    const seen: Refusal[] = [];
    await shopReceiver({ inbox: broken, onRefused: (refusal) => seen.push(refusal) }).fetch(signedRequest());
    expect(seen).toMatchObject([{ provider: 'shop', reason: 'inbox-unavailable', status: 503, cause: new Error('disk full') }]);
    expect(seen[0]?.hint).toContain('try again');
  });

  test.each([
    {
      name: 'throws',
      onRefused: () => {
        throw new Error('logger');
      },
    },
    { name: 'rejects', onRefused: () => Promise.reject(new Error('logger')) },
  ])('an onRefused that $name does not change the answer, and is told', async ({ onRefused }) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect((await shopReceiver({ onRefused }).fetch(signedRequest({ method: 'GET' }))).status).toBe(405);
    await eventually(() => expect(error).toHaveBeenCalledOnce());
  });

  test('a flood is one line a minute for each reason', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    let clock = now;
    const receiver = shopReceiver({ now: () => clock });
    for (let at = 0; at < 50; at++) await receiver.fetch(signedRequest({ method: 'GET' }));
    expect(warn).toHaveBeenCalledOnce();
    await receiver.fetch(signedRequest({ headers: { 'content-type': 'x/y' } }));
    expect(warn).toHaveBeenCalledTimes(2);
    clock += 60_000;
    await receiver.fetch(signedRequest({ method: 'GET' }));
    expect(warn).toHaveBeenCalledTimes(3);
  });
});

describe('an accepted request', () => {
  test.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/cloudevents+json',
    'application/json;charset="x, y"',
  ])('content-type %s', async (type) => {
    expect((await shopReceiver().fetch(signedRequest({ headers: { 'content-type': type } }))).status).toBe(202);
  });

  test('a body of exactly maxBodyBytes, in many pieces', async () => {
    const receiver = shopReceiver({ maxBodyBytes: order.length });
    const signed = signedRequest();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of Buffer.from(order)) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const request = new Request(signed.url, { method: 'POST', headers: signed.headers, body, duplex: 'half' } as RequestInit);
    expect((await receiver.fetch(request)).status).toBe(202);
    expect(Buffer.from((await entriesOf(receiver))[0]?.body ?? []).toString()).toBe(order);
  });

  test('secrets are looked up by the request', async () => {
    const paths: string[] = [];
    const receiver = shopReceiver({
      secrets: async (request) => {
        paths.push(new URL(request.url).pathname);
        return [secret];
      },
    });
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    expect(paths).toEqual(['/hook']);
  });
});
