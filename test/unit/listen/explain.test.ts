import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import type { RefusalReason, SignatureScheme } from '@hookbook/runtime';
import type { KnownProvider } from '@hookbook/testkit/diagnose';
import { describe, expect, it, test } from 'vitest';
import { explainRefusal } from '../../../cli/listen/explain-refusal.js';

const secret = 'a-secret-of-32-letters-and-more!';
const plain: SignatureScheme = {
  scheme: 'custom',
  header: 'x-acme-signature',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  prefix: 'sha256=',
  signed: [{ kind: 'body' }],
  timestamp: null,
  toleranceMs: null,
};
const timed: SignatureScheme = {
  ...plain,
  signed: [{ kind: 'header', header: 'x-time' }, { kind: 'text', text: '.' }, { kind: 'body' }],
  timestamp: { kind: 'header', header: 'x-time' },
  toleranceMs: 300_000,
};
const standard: SignatureScheme = {
  ...timed,
  ...{ scheme: 'standard-webhooks', header: 'webhook-signature', encoding: 'base64', prefix: '' },
};
const gately: KnownProvider = {
  name: 'gately',
  scheme: { ...plain, header: 'x-gately', encoding: 'base64', prefix: '' },
  secrets: ['other'],
};

const body = '{ "id": "evt_1", "name": "Zoë", "path": "a/b" }';
const mac = (content: string | Buffer, key: string | Buffer = secret, hash = 'sha256') => createHmac(hash, key).update(content).digest();
const at = Date.UTC(2026, 0, 2, 3, 4, 5);

interface Sent {
  readonly reason?: RefusalReason;
  readonly scheme?: SignatureScheme;
  readonly secrets?: readonly string[];
  readonly others?: readonly KnownProvider[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const explain = ({ reason = 'signature-mismatch', scheme = plain, secrets = [secret], others = [], headers, body: sent = body }: Sent) =>
  explainRefusal({
    ...{ reason, at, others },
    provider: { name: 'acme', scheme, secrets },
    request: { headers: new Headers(headers), body: new TextEncoder().encode(sent) },
  });
const signed = (digest: Buffer) => ({ 'x-acme-signature': `sha256=${digest.toString('hex')}` });
const compact = JSON.stringify(JSON.parse(body));

describe('why a signature was refused', () => {
  test.each<{ name: string; given: Sent; want: readonly unknown[] }>([
    {
      name: 'a line break at the end of the sender’s secret',
      given: { headers: signed(mac(body, `${secret}\n`)) },
      want: [expect.stringMatching(/^the sender's secret ends with a line break: trim/)],
    },
    { name: 'a blank before it', given: { headers: signed(mac(body, ` ${secret}`)) }, want: ["the sender's secret begins with a space"] },
    { name: 'quotes around it', given: { headers: signed(mac(body, `"${secret}"`)) }, want: [expect.stringContaining('quotation marks')] },
    {
      name: 'whsec_ on the sender’s side alone',
      given: { headers: signed(mac(body, `whsec_${secret}`)) },
      want: ["the sender's secret begins with whsec_, but the one given here does not"],
    },
    {
      name: 'whsec_ on this side alone',
      given: { secrets: [`whsec_${secret}`], headers: signed(mac(body)) },
      want: ['the secret given here begins with whsec_, but the sender signs without that prefix'],
    },
    {
      name: 'a secret that is decoded from base64',
      given: { secrets: ['c2VjcmV0LWJ5dGVzIQ=='], headers: signed(mac(body, Buffer.from('c2VjcmV0LWJ5dGVzIQ==', 'base64'))) },
      want: ['the sender decodes the secret from base64 before signing'],
    },
    {
      name: 'a secret that is decoded from hex',
      given: {
        secrets: ['00112233445566778899aabbccddeeff'],
        headers: signed(mac(body, Buffer.from('00112233445566778899aabbccddeeff', 'hex'))),
      },
      want: ['the sender decodes the secret from hex before signing'],
    },
    {
      name: 'base64 instead of hex',
      given: { reason: 'signature-malformed', headers: { 'x-acme-signature': `sha256=${mac(body).toString('base64')}` } },
      want: ['the signature is in base64, but the document defines hex'],
    },
    {
      name: 'base64url',
      given: {
        reason: 'signature-malformed',
        headers: { 'x-acme-signature': `sha256=${mac('{}->?', secret, 'sha512').toString('base64url')}` },
        body: '{}->?',
      },
      want: [expect.stringMatching(/base64url/), expect.stringMatching(/HMAC with sha512/)],
    },
    {
      name: 'no prefix',
      given: { reason: 'signature-malformed', headers: { 'x-acme-signature': mac(body).toString('hex') } },
      want: ['the signature lacks its prefix sha256='],
    },
    {
      name: 'another prefix',
      given: { reason: 'signature-malformed', headers: { 'x-acme-signature': `v1=${mac(body).toString('hex')}` } },
      want: ['the signature begins with v1= instead of sha256='],
    },
    {
      name: 'another hash',
      given: { headers: signed(mac(body, secret, 'sha1')) },
      want: ['it was signed by HMAC with sha1, but the document defines sha256'],
    },
    {
      name: 'JSON written again',
      given: { headers: signed(mac(compact)) },
      want: [expect.stringMatching(/^it was signed over the same JSON in another format \(without spaces\): sign what is sent/)],
    },
    {
      name: 'JSON of Python',
      given: { headers: signed(mac('{"id": "evt_1", "name": "Zo\\u00eb", "path": "a/b"}')) },
      want: [expect.stringContaining("Python's json.dumps")],
    },
    {
      name: 'JSON of PHP',
      given: { headers: signed(mac('{"id":"evt_1","name":"Zo\\u00eb","path":"a\\/b"}')) },
      want: [expect.stringContaining("PHP's json_encode")],
    },
    { name: 'an empty body', given: { headers: signed(mac('')) }, want: [expect.stringContaining('over an empty body')] },
    {
      name: 'a line break that got lost',
      given: { headers: signed(mac(`${body}\n`)) },
      want: [expect.stringContaining('a line break after the body')],
    },
    {
      name: 'another header',
      given: { reason: 'signature-missing', headers: { 'x-hub-signature-256': `sha256=${mac(body).toString('hex')}` } },
      want: ['the signature is in the header x-hub-signature-256, but the document defines x-acme-signature'],
    },
    {
      name: 'two faults at once',
      given: { reason: 'signature-malformed', headers: { 'x-acme-signature': mac(body, `${secret}\r\n`).toString('hex') } },
      want: ['the signature lacks its prefix sha256=', expect.stringContaining('CR LF')],
    },
    {
      name: 'another provider’s secret',
      given: { others: [gately], headers: signed(mac(body, 'other')) },
      want: ['it was signed with the secret given for gately'],
    },
    {
      name: 'another provider’s request',
      given: { reason: 'signature-missing', others: [gately], headers: { 'x-gately': mac(body, 'other').toString('base64') } },
      want: ['it was signed as gately signs: was it sent to the wrong URL?'],
    },
    {
      name: 'the secret before, which was rotated',
      given: { secrets: ['new-secret-new-secret', secret], headers: signed(mac(body, `${secret} `)) },
      want: [expect.stringContaining('ends with a space')],
    },
    {
      name: 'an old time',
      given: {
        reason: 'timestamp-out-of-tolerance',
        scheme: timed,
        headers: { 'x-time': String(at / 1000 - 2820), ...signed(mac(`${at / 1000 - 2820}.${body}`)) },
      },
      want: [
        expect.stringMatching(/^its signed time is 47 min behind the clock of this machine; the limit is 5 min/),
        'apart from its time, the signature is valid',
      ],
    },
    {
      name: 'a time in milliseconds',
      given: { reason: 'timestamp-malformed', scheme: timed, headers: { 'x-time': String(at), ...signed(mac(`${at}.${body}`)) } },
      want: ['its signed time is in milliseconds, but must be in seconds', 'apart from its time, the signature is valid'],
    },
    {
      name: 'a time to come, and another secret',
      given: {
        reason: 'timestamp-out-of-tolerance',
        scheme: timed,
        headers: { 'x-time': String(at / 1000 + 86_400), ...signed(mac('x', 'y')) },
      },
      want: [expect.stringMatching(/^its signed time is 24 h ahead of the clock/), expect.stringMatching(/^no common mistake explains it/)],
    },
    {
      name: 'a header that is signed and missing',
      given: { reason: 'signed-value-missing', scheme: timed, headers: signed(mac(body)) },
      want: ['the signature covers the header x-time, but the request has none'],
    },
    {
      name: 'a line break of two characters that got lost',
      given: { headers: signed(mac(`${body}\r\n`)) },
      want: [expect.stringContaining('a line break after the body')],
    },
    {
      name: 'CR LF that became LF, and a lost one at the end',
      given: { body: '{\n}', headers: signed(mac('{\r\n}\r\n')) },
      want: [expect.stringContaining('CR LF line ends')],
    },
    {
      name: 'a line break at the end that is not signed, after a blank that is',
      given: { body: '{} \n', headers: signed(mac('{} ')) },
      want: ['it was signed without the white space around the body'],
    },
    {
      name: 'Standard Webhooks: the text of the secret as key',
      given: {
        scheme: standard,
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
        headers: {
          'x-time': String(at / 1000),
          'webhook-signature': `v1,${mac(`${at / 1000}.${body}`, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').toString('base64')}`,
        },
      },
      want: [expect.stringMatching(/^the sender signs with the secret's text, but must decode/)],
    },
    {
      name: 'no signature at all',
      given: { reason: 'signature-missing', headers: {} },
      want: [
        'the header x-acme-signature is missing, and no other header looks like a signature',
        expect.stringContaining('hookbook send'),
      ],
    },
    {
      name: 'another secret',
      given: { headers: signed(mac(body, 'wrong')) },
      want: [expect.stringMatching(/^no common mistake/)],
    },
    { name: 'nothing for what is no matter of signatures', given: { reason: 'body-too-large', headers: {} }, want: [] },
  ])('$name', async ({ given, want }) => {
    const said = await explain(given);
    expect(said).toEqual(want);
    for (const text of [secret, mac(body).toString('hex'), mac(body).toString('base64')]) expect(said.join('\n')).not.toContain(text);
  });

  it('ed25519: another encoding', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    const headers = { 'x-acme-signature': signBytes(null, Buffer.from(body), privateKey).toString('base64') };
    const scheme: SignatureScheme = { ...plain, algorithm: 'ed25519', prefix: '' };
    expect(await explain({ reason: 'signature-malformed', scheme, secrets: [key], headers })).toEqual([
      'the signature is in base64, but the document defines hex',
    ]);
  });

  test.each([
    { name: 'JSON that nests without end', given: `${'['.repeat(200_000)}${']'.repeat(200_000)}` },
    { name: 'a large body', given: JSON.stringify({ text: 'x'.repeat(900_000) }) },
    { name: 'names of prototypes', given: '{"__proto__": {"toJSON": 1}, "constructor": {"prototype": null}}' },
    { name: 'what is no JSON', given: '\ufeff{' },
  ])('never throws: $name', async ({ given }) => {
    expect(await explain({ headers: signed(mac('x')), body: given })).toEqual([expect.stringMatching(/^no common mistake explains it/)]);
  });
});
