import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../runtime/src/contract.js';
import { openBody } from '../../runtime/src/request/open-body.js';
import { verifySignature } from '../../runtime/src/verify/verify-signature.js';
import { bodyScheme, now, standardScheme } from './sample-receiver.js';

const key = Uint8Array.from(Buffer.from('a secret of no great length'));
const other = Uint8Array.from(Buffer.from('another secret'));
const body = '{"eventId":"e.1","eventCreated":1614265330,"type":"order.created"}';
const seconds = now / 1000;

const mac = (
  content: string,
  { algorithm = 'sha256', encoding = 'hex', by = key }: { algorithm?: string; encoding?: 'hex' | 'base64'; by?: Uint8Array } = {},
) => createHmac(algorithm, by).update(content).digest(encoding);

interface Case {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly keys?: readonly Uint8Array<ArrayBuffer>[];
  readonly now?: number;
  readonly want: string | null;
}

async function verify({ scheme, headers, body: sent = body, keys = [key], now: clock = now }: Case): Promise<string | null> {
  return verifySignature(
    scheme,
    keysFor(scheme, keys),
    { headers: new Headers(headers), body: openBody(Uint8Array.from(Buffer.from(sent))) },
    clock,
  );
}

/** All of the scheme's own kind. */
const keysFor = ({ algorithm }: SignatureScheme, keys: readonly Uint8Array<ArrayBuffer>[]) => keys.map((bytes) => ({ algorithm, bytes }));

const pointerScheme: SignatureScheme = {
  ...bodyScheme,
  encoding: 'base64',
  prefix: '',
  signed: [
    { kind: 'pointer', pointer: '/eventCreated' },
    { kind: 'text', text: '.' },
    { kind: 'pointer', pointer: '/eventId' },
  ],
  timestamp: { kind: 'pointer', pointer: '/eventCreated' },
  toleranceMs: 26 * 3_600_000,
};
const pointerSigned = (content = `${seconds}.e.1`) => ({ 'x-signature': mac(content, { encoding: 'base64' }) });
const signedBody = { 'x-signature': `sha256=${mac(body)}` };

describe('over the body', () => {
  const sha512: SignatureScheme = { ...bodyScheme, algorithm: 'hmac-sha512', prefix: '' };
  test.each<Case>([
    { name: 'hex with a prefix', scheme: bodyScheme, headers: signedBody, want: null },
    { name: 'upper case hex', scheme: bodyScheme, headers: { 'x-signature': `sha256=${mac(body).toUpperCase()}` }, want: null },
    { name: 'sha-512', scheme: sha512, headers: { 'x-signature': mac(body, { algorithm: 'sha512' }) }, want: null },
    { name: 'sha-256 where sha-512 is due', scheme: sha512, headers: { 'x-signature': mac(body) }, want: 'signature-mismatch' },
    {
      name: 'base64 where hex is due',
      scheme: bodyScheme,
      headers: { 'x-signature': `sha256=${mac(body, { encoding: 'base64' })}` },
      want: 'signature-malformed',
    },
    { name: 'no prefix', scheme: bodyScheme, headers: { 'x-signature': mac(body) }, want: 'signature-malformed' },
    { name: 'another prefix', scheme: bodyScheme, headers: { 'x-signature': `sha1=${mac(body)}` }, want: 'signature-malformed' },
    { name: 'the prefix alone', scheme: bodyScheme, headers: { 'x-signature': 'sha256=' }, want: 'signature-malformed' },
    { name: 'half of it', scheme: bodyScheme, headers: { 'x-signature': `sha256=${mac(body).slice(0, 32)}` }, want: 'signature-mismatch' },
    { name: 'more than it', scheme: bodyScheme, headers: { 'x-signature': `sha256=${mac(body)}00` }, want: 'signature-mismatch' },
    { name: 'none', scheme: bodyScheme, headers: {}, want: 'signature-missing' },
    { name: 'an empty one', scheme: bodyScheme, headers: { 'x-signature': '' }, want: 'signature-missing' },
    { name: 'one byte changed', scheme: bodyScheme, headers: signedBody, body: body.replace('e.1', 'e.2'), want: 'signature-mismatch' },
    {
      name: 'the body printed anew',
      scheme: bodyScheme,
      headers: signedBody,
      body: JSON.stringify(JSON.parse(body), null, 1),
      want: 'signature-mismatch',
    },
    {
      name: 'bytes that are no text',
      scheme: bodyScheme,
      headers: signedBody,
      body: Uint8Array.of(0xff, 0xfe, 0),
      want: 'signature-mismatch',
    },
    { name: 'the wrong secret', scheme: bodyScheme, headers: signedBody, keys: [other], want: 'signature-mismatch' },
    { name: 'the old secret while it is rotated', scheme: bodyScheme, headers: signedBody, keys: [other, key], want: null },
    { name: 'the new secret while it is rotated', scheme: bodyScheme, headers: signedBody, keys: [key, other], want: null },
    { name: 'no secret at all', scheme: bodyScheme, headers: signedBody, keys: [], want: 'signature-mismatch' },
  ])('$name', async (given) => {
    expect(await verify(given)).toBe(given.want);
  });
});

describe('a signed time in a header', () => {
  const signed = [{ kind: 'header', header: 'x-time' }, { kind: 'text', text: '.' }, { kind: 'body' }] as const;
  const scheme: SignatureScheme = { ...bodyScheme, signed, timestamp: signed[0], toleranceMs: 300_000 };
  test.each([
    { name: 'unix seconds', at: String(seconds), want: null },
    { name: 'RFC 3339, its fraction no separator', at: '2021-02-25T15:02:10.5Z', want: null },
    { name: 'RFC 3339 with an offset', at: '2021-02-25T16:02:10+01:00', want: null },
    { name: 'RFC 3339 long ago', at: '2020-02-25T15:02:10Z', want: 'timestamp-out-of-tolerance' },
    { name: 'a day that is not', at: '2021-02-30T15:02:10Z', want: 'timestamp-malformed' },
    { name: 'an hour that is not', at: '2021-02-25T24:02:10Z', want: 'timestamp-malformed' },
    { name: 'an offset that is not', at: '2021-02-25T15:02:10+24:00', want: 'timestamp-malformed' },
  ])('$name', async ({ at, want }) => {
    const headers = { 'x-time': at, 'x-signature': `sha256=${mac(`${at}.${body}`)}` };
    expect(await verify({ name: '', scheme, headers, want })).toBe(want);
  });
});

test.each([
  { name: 'apart', id: 'a', want: null },
  { name: 'contains it', id: 'a::b', want: 'ambiguous-signed-value' },
  { name: 'runs into it: a: and :b are a and ::b', id: 'a:', want: 'ambiguous-signed-value' },
  { name: 'holds half of it', id: 'a:b', want: null },
])('a value and the separator of two characters that follows it: $name', async ({ id, want }) => {
  const signed = [{ kind: 'header', header: 'x-id' }, { kind: 'text', text: '::' }, { kind: 'body' }] as const;
  const headers = { 'x-id': id, 'x-signature': `sha256=${mac(`${id}::${body}`)}` };
  expect(await verify({ name: '', scheme: { ...bodyScheme, signed }, headers, want })).toBe(want);
});

describe('over members of the body', () => {
  const scheme = pointerScheme;
  const at = (text: string, content?: string) => ({ scheme, body: text, headers: pointerSigned(content) });
  test.each<Case>([
    { name: 'as it should be', ...at(body), want: null },
    { name: 'the rest of the body is not covered', ...at(body.replace('created"}', 'deleted"}')), want: null },
    { name: 'members in another order', ...at(`{"eventCreated":${seconds},"eventId":"e.1"}`), want: null },
    { name: 'another id', ...at(body.replace('e.1', 'e.2')), want: 'signature-mismatch' },
    { name: 'no id', ...at(`{"eventCreated":${seconds}}`), want: 'signed-value-missing' },
    { name: 'an id twice', ...at(`{"eventId":"e.1","eventCreated":${seconds},"eventId":"e.1"}`), want: 'signed-value-unreadable' },
    {
      name: 'an id twice, once escaped',
      ...at(`{"eventId":"e.1","eventCreated":${seconds},"event\\u0049d":"e.1"}`),
      want: 'signed-value-unreadable',
    },
    { name: 'an id that is an object', ...at(`{"eventId":{},"eventCreated":${seconds}}`), want: 'signed-value-unreadable' },
    { name: 'an id that is null', ...at(`{"eventId":null,"eventCreated":${seconds}}`), want: 'signed-value-unreadable' },
    {
      name: 'a time after a byte order mark',
      ...at(`{"eventId":"e.1","eventCreated":"\uFEFF${seconds}"}`, `\uFEFF${seconds}.e.1`),
      want: 'timestamp-malformed',
    },
    { name: 'an id that is half a character', ...at(`{"eventId":"\\ud800","eventCreated":${seconds}}`), want: 'signed-value-unreadable' },
    {
      name: 'an integer id',
      ...at(`{"eventId":12345678901234567890,"eventCreated":${seconds}}`, `${seconds}.12345678901234567890`),
      want: null,
    },
    {
      name: 'a time with a fraction',
      ...at(`{"eventId":"e.1","eventCreated":${seconds}.0}`, `${seconds}.0.e.1`),
      want: 'signed-value-unreadable',
    },
    {
      name: 'a time with an exponent',
      ...at('{"eventId":"e.1","eventCreated":1614265330e0}', '1614265330e0.e.1'),
      want: 'signed-value-unreadable',
    },
    { name: 'not JSON', ...at('eventId=e.1'), want: 'signed-value-unreadable' },
    { name: 'JSON with something after it', ...at(`${body}x`), want: 'signed-value-unreadable' },
    { name: 'a scalar', ...at('1'), want: 'signed-value-missing' },
    { name: 'an array', ...at('[]'), want: 'signed-value-missing' },
    { name: 'empty', ...at(''), want: 'signed-value-unreadable' },
    { name: 'a byte order mark', ...at(`\uFEFF${body}`), want: 'signed-value-unreadable' },
    { name: 'inherited members', ...at(`{"__proto__":${body}}`), want: 'signed-value-missing' },
    { name: 'nested without end', ...at('['.repeat(100_000)), want: 'signed-value-unreadable' },
    { name: 'not UTF-8', scheme, headers: pointerSigned(), body: Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), want: 'signed-value-unreadable' },
    { name: 'a time out of tolerance', ...at(body), now: now + 26 * 3_600_000 + 1000, want: 'timestamp-out-of-tolerance' },
    { name: 'a time just within', ...at(body), now: now + 26 * 3_600_000, want: null },
  ])('$name', async (given) => {
    expect(await verify(given)).toBe(given.want);
  });
});

describe('Standard Webhooks', () => {
  const scheme = standardScheme;
  const sign = (id: string, at: string | number, by = key) => `v1,${mac(`${id}.${at}.${body}`, { encoding: 'base64', by })}`;
  const headers = (over: Readonly<Record<string, string>> = {}, id = 'msg_1', at: string | number = seconds) => ({
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': sign(id, at),
    ...over,
  });
  const without = (name: string) => Object.fromEntries(Object.entries(headers()).filter(([key]) => key !== name));
  const signature = sign('msg_1', seconds);
  const wrong = sign('msg_1', seconds, other);
  const signatures = (value: string) => headers({ 'webhook-signature': value });
  const times = (at: string | number) => headers({}, 'msg_1', at);
  test.each<Case>([
    { name: 'as it should be', scheme, headers: headers(), want: null },
    { name: 'no id', scheme, headers: without('webhook-id'), want: 'signed-value-missing' },
    { name: 'no time', scheme, headers: without('webhook-timestamp'), want: 'signed-value-missing' },
    { name: 'no signature', scheme, headers: without('webhook-signature'), want: 'signature-missing' },
    { name: 'an id with a separator', scheme, headers: headers({}, 'msg_1.1'), want: 'ambiguous-signed-value' },
    { name: 'a wrong one, then the right one', scheme, headers: signatures(`${wrong} ${signature}`), want: null },
    { name: 'other versions before it', scheme, headers: signatures(`v1a,AAAA v2,AAAA junk ${signature}`), want: null },
    { name: 'another version alone', scheme, headers: signatures(signature.replace('v1', 'v0')), want: 'signature-malformed' },
    { name: 'a version in upper case', scheme, headers: signatures(signature.replace('v1', 'V1')), want: 'signature-malformed' },
    { name: 'sixteen', scheme, headers: signatures([...Array(15).fill(wrong), signature].join(' ')), want: null },
    { name: 'seventeen', scheme, headers: signatures([...Array(16).fill(wrong), signature].join(' ')), want: 'too-many-signatures' },
    { name: 'a thousand blanks', scheme, headers: signatures(`v1,AAAA${' '.repeat(1000)}x`), want: 'too-many-signatures' },
    { name: 'characters outside ASCII', scheme, headers: signatures('v1,\u00e9\u00e9\u00e9\u00e9'), want: 'signature-malformed' },
    { name: 'another secret in rotation', scheme, headers: headers(), keys: [other, key], want: null },
    { name: 'five minutes old', scheme, headers: times(seconds - 300), want: null },
    { name: 'a second older', scheme, headers: times(seconds - 301), want: 'timestamp-out-of-tolerance' },
    { name: 'five minutes ahead', scheme, headers: times(seconds + 300), now: now + 999, want: null },
    { name: 'a second more ahead', scheme, headers: times(seconds + 301), want: 'timestamp-out-of-tolerance' },
    { name: 'a clock that gives no number', scheme, headers: headers(), now: Number.NaN, want: 'timestamp-out-of-tolerance' },
    ...['-1', '+1614265330', '1614265330.0', '1614265330junk', '0x60382d72', '1e9', 'Infinity', 'NaN', '01614265330', '1614265330000'].map(
      (at) => ({
        name: `the time ${at}`,
        scheme,
        headers: times(at),
        want: 'timestamp-malformed',
      }),
    ),
    { name: 'an RFC 3339 time, which is for other schemes', scheme, headers: times('2021-02-25T15:02:10Z'), want: 'timestamp-malformed' },
    { name: 'a time after a byte order mark', scheme, headers: times('\u00ef\u00bb\u00bf1614265330'), want: 'timestamp-malformed' },
    { name: 'a time in bytes that are no text', scheme, headers: times('\u00ff1614265330'), want: 'timestamp-malformed' },
  ])('$name', async (given) => {
    expect(await verify(given)).toBe(given.want);
  });
});

test('a header is signed by its bytes', async () => {
  const scheme: SignatureScheme = {
    ...bodyScheme,
    prefix: '',
    signed: [{ kind: 'header', header: 'x-id' }, { kind: 'text', text: '\u00e9' }, { kind: 'body' }],
  };
  const signature = createHmac('sha256', key)
    .update(Buffer.from([0xe9]))
    .update('\u00e9')
    .update(body)
    .digest('hex');
  expect(await verify({ name: '', scheme, headers: { 'x-id': '\u00e9', 'x-signature': signature }, want: null })).toBeNull();
});
