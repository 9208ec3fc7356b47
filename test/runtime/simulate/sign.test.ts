import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SignatureScheme } from '../../../runtime/src/contract.js';
import { openBody } from '../../../runtime/src/request/open-body.js';
import { prepareSecrets } from '../../../runtime/src/verify/secrets.js';
import { verifySignature } from '../../../runtime/src/verify/verify-signature.js';
import { type SignOptions, sign } from '../../../testkit/src/simulate.js';
import { bodyScheme, now, standardScheme } from '../sample-receiver.js';

const body = '{"type":"order.created","id":"o1","at":1614265330,"note":"é\\n"}';
const shared = 'a shared secret';
const whsec = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const pair = generateKeyPairSync('ed25519');
const jwk = pair.privateKey.export({ format: 'jwk' });
const seed = Buffer.from(jwk.d ?? '', 'base64url');
const publicKey = Buffer.from(jwk.x ?? '', 'base64url');
const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const both = Buffer.concat([seed, publicKey]);

const pointerScheme: SignatureScheme = {
  ...bodyScheme,
  signed: [
    { kind: 'pointer', pointer: '/at' },
    { kind: 'text', text: '.' },
    { kind: 'pointer', pointer: '/id' },
  ],
  timestamp: { kind: 'pointer', pointer: '/at' },
  toleranceMs: 1000,
};

const headerScheme: SignatureScheme = {
  ...bodyScheme,
  signed: [{ kind: 'text', text: 'v0:' }, { kind: 'header', header: 'x-time' }, { kind: 'text', text: ':' }, { kind: 'body' }],
  timestamp: { kind: 'header', header: 'x-time' },
  toleranceMs: 1000,
};

const ed25519: SignatureScheme = { ...bodyScheme, algorithm: 'ed25519', prefix: '' };

interface Case {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly secret: string | string[];
  /** What the receiver has. */
  readonly verify: string[];
  readonly options?: SignOptions;
}

const signed: readonly Case[] = [
  { name: 'Standard Webhooks', scheme: standardScheme, secret: whsec, verify: [whsec] },
  { name: 'Standard Webhooks, a secret without prefix', scheme: standardScheme, secret: whsec.slice(6), verify: [whsec] },
  { name: 'Standard Webhooks, two secrets for the old one', scheme: standardScheme, secret: [other, whsec], verify: [whsec] },
  { name: 'Standard Webhooks, two secrets for the new one', scheme: standardScheme, secret: [other, whsec], verify: [other] },
  { name: 'whsk_', scheme: standardScheme, secret: `whsk_${seed.toString('base64')}`, verify: [`whpk_${publicKey.toString('base64')}`] },
  {
    name: 'whsk_ with its public key',
    scheme: standardScheme,
    secret: `whsk_${both.toString('base64')}`,
    verify: [`whpk_${publicKey.toString('base64')}`],
  },
  { name: 'whsk_ beside whsec_', scheme: standardScheme, secret: [`whsk_${seed.toString('base64')}`, whsec], verify: [whsec] },
  { name: 'the id that is given', scheme: standardScheme, secret: whsec, verify: [whsec], options: { id: 'msg_9' } },
  {
    name: 'headers that are given',
    scheme: standardScheme,
    secret: whsec,
    verify: [whsec],
    options: { headers: { 'Webhook-Id': 'msg_8', 'webhook-timestamp': String(now / 1000) } },
  },
  { name: 'hmac-sha256, hex, prefix', scheme: bodyScheme, secret: shared, verify: [shared] },
  { name: 'hmac-sha256, base64', scheme: { ...bodyScheme, encoding: 'base64', prefix: '' }, secret: shared, verify: [shared] },
  { name: 'hmac-sha512, hex', scheme: { ...bodyScheme, algorithm: 'hmac-sha512' }, secret: shared, verify: [shared] },
  {
    name: 'hmac-sha512, base64',
    scheme: { ...bodyScheme, algorithm: 'hmac-sha512', encoding: 'base64' },
    secret: shared,
    verify: [shared],
  },
  { name: 'one header, one signature: the first of several secrets', scheme: bodyScheme, secret: [shared, 'another'], verify: [shared] },
  { name: 'a secret that is no ASCII', scheme: bodyScheme, secret: 'gëheim', verify: ['gëheim'] },
  { name: 'members of the body', scheme: pointerScheme, secret: shared, verify: [shared] },
  { name: 'a time in a header', scheme: headerScheme, secret: shared, verify: [shared] },
  {
    name: 'a time in a header that is given',
    scheme: headerScheme,
    secret: shared,
    verify: [shared],
    options: { headers: { 'x-time': new Date(now).toISOString() } },
  },
  ...[
    { name: 'ed25519, seed in hex', secret: seed.toString('hex') },
    { name: 'ed25519, seed in upper-case hex', secret: seed.toString('hex').toUpperCase() },
    { name: 'ed25519, seed in base64', secret: seed.toString('base64') },
    { name: 'ed25519, seed and public key in hex', secret: both.toString('hex') },
    { name: 'ed25519, seed and public key in base64', secret: both.toString('base64') },
    { name: 'ed25519, PKCS #8 in base64', secret: pkcs8.toString('base64') },
    { name: 'ed25519, PEM', secret: pem },
    { name: 'ed25519, PEM with CRLF', secret: pem.replaceAll('\n', '\r\n') },
  ].flatMap(({ name, secret }) => [
    { name, scheme: ed25519, secret, verify: [publicKey.toString('hex')] },
    {
      name: `${name}, signature in base64`,
      scheme: { ...ed25519, encoding: 'base64' } as const,
      secret,
      verify: [publicKey.toString('base64')],
    },
  ]),
];

describe('what is signed verifies', () => {
  test.each(signed)('$name', async ({ scheme, secret, verify, options }) => {
    const headers = { ...options?.headers, ...(await sign({ signature: scheme }, body, secret, { at: now, ...options })) };
    const keys = await prepareSecrets(scheme, verify)(new Request('http://localhost/'));
    const request = { headers: new Headers(headers), body: openBody(Uint8Array.from(Buffer.from(body))) };
    expect(await verifySignature(scheme, keys, request, now)).toBeNull();
    const changed = { ...request, body: openBody(Uint8Array.from(Buffer.from(body.replace('"o1"', '"o2"')))) };
    expect(await verifySignature(scheme, keys, changed, now)).toBe('signature-mismatch');
    if (scheme.timestamp?.kind === 'header')
      expect(await verifySignature(scheme, keys, request, now + 400_000)).toBe('timestamp-out-of-tolerance');
  });

  test.each(signed)('$name: bytes are signed as text is', async ({ scheme, secret, options }) => {
    const given = { at: now, id: 'msg_1', ...options };
    const bytes = Uint8Array.from(Buffer.from(body));
    expect(await sign({ signature: scheme }, bytes, secret, given)).toEqual(await sign({ signature: scheme }, body, secret, given));
  });
});

describe('the headers', () => {
  const names = async (scheme: SignatureScheme | null, options?: SignOptions) =>
    Object.keys(await sign({ signature: scheme }, body, whsec, options));

  test('are the signature and the signed ones, in lower case', async () => {
    expect(await names(standardScheme)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    expect(await names(headerScheme)).toEqual(['x-time', 'x-signature']);
    expect(await names(bodyScheme)).toEqual(['x-signature']);
  });

  test('do not repeat what was given', async () => {
    expect(await names(standardScheme, { headers: { 'WEBHOOK-ID': 'msg_1' } })).toEqual(['webhook-timestamp', 'webhook-signature']);
  });

  test('of a provider without signature are none', async () => {
    expect(await names(null)).toEqual([]);
  });

  test('have another id each time', async () => {
    const ids = await Promise.all([1, 2].map(async () => (await sign({ signature: standardScheme }, body, whsec))['webhook-id']));
    expect(new Set(ids).size).toBe(2);
  });

  test('hold one signature for each secret, where the header is a list', async () => {
    const headers = await sign({ signature: standardScheme }, body, [whsec, other, `whsk_${seed.toString('base64')}`]);
    expect(headers['webhook-signature']?.split(' ').map((entry) => entry.split(',')[0])).toEqual(['v1', 'v1', 'v1a']);
  });
});

describe('what can not be signed is a TypeError that says why, without the secret', () => {
  const secretText = 'hunter2hunter2';
  const wrapped = Buffer.from(pkcs8);
  wrapped[12] = 0;

  test.each([
    { name: 'no secret', scheme: bodyScheme, secret: '', want: /the secret is missing/ },
    { name: 'no secrets', scheme: bodyScheme, secret: [], want: /the secret is missing/ },
    { name: 'one of two is missing', scheme: standardScheme, secret: [whsec, ''], want: /the secret is missing/ },
    { name: 'not base64', scheme: standardScheme, secret: `whsec_${secretText}!`, want: /not whsec_ followed by base64/ },
    { name: 'too short', scheme: standardScheme, secret: 'whsec_aHVudGVyMmh1bnRlcjI=', want: /has 14 bytes/ },
    { name: 'a public key', scheme: standardScheme, secret: `whpk_${publicKey.toString('base64')}`, want: /public key.*whsk_/ },
    { name: 'whsk_ of something else', scheme: standardScheme, secret: `whsk_${secretText}`, want: /not an ed25519 private key/ },
    { name: 'ed25519: any text', scheme: ed25519, secret: secretText, want: /not an ed25519 private key/ },
    { name: 'ed25519: a broken PKCS #8', scheme: ed25519, secret: wrapped.toString('base64'), want: /not an ed25519 private key/ },
    {
      name: 'ed25519: a key of another kind',
      scheme: ed25519,
      secret: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      want: /not an ed25519 private key/,
    },
  ])('$name', async ({ scheme, secret, want }) => {
    const error: unknown = await sign({ signature: scheme }, body, secret).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    const { message } = error as TypeError;
    expect(message).toMatch(want);
    for (const one of [secret].flat().filter((text) => text !== ''))
      expect(message).not.toContain(one.replace(/^wh[a-z]+_/, '').slice(0, 20));
  });

  test.each([
    { name: 'no JSON', text: 'hello', want: /signed-value-unreadable/ },
    { name: 'no such member', text: '{"id":"o1"}', want: /\/at, \/id.*signed-value-missing/ },
    { name: 'an object', text: '{"id":{},"at":1}', want: /signed-value-unreadable/ },
    { name: 'a name twice', text: '{"id":"1","id":"2","at":1}', want: /signed-value-unreadable/ },
  ])('$name', async ({ text, want }) => {
    await expect(sign({ signature: pointerScheme }, text, shared)).rejects.toThrow(want);
  });
});
