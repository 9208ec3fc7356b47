import { createHmac } from 'node:crypto';
import type { ProviderFacts, SignatureScheme } from '@hookbook/runtime';
import type { Cause, KnownProvider } from '@hookbook/testkit/diagnose';
import { sign } from '@hookbook/testkit/simulate';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { checkSignature } from '../../../../site/theme/check/check-signature.js';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { readHeaders } from '../../../../site/theme/check/headers.js';
import { type Example, signExample } from '../../../../site/theme/check/sign-example.js';
import { loadProviders, served } from './providers.js';

const now = Date.UTC(2026, 10, 21, 12);
const encode = (text: string) => new TextEncoder().encode(text);

describe('the signature of an example', () => {
  let providers: readonly CheckedProvider[];
  beforeAll(async () => {
    providers = await loadProviders();
  });

  it('is valid for every event that has one, and is refused once a byte or the secret is another', async () => {
    for (const provider of providers) {
      for (const { slug, example } of provider.events) {
        if (!example) continue;
        const document = JSON.parse(served.get(`/check/${provider.key}/examples/${slug}.json`) ?? '') as Example;
        const { body, headers, secret } = await signExample(provider, document, now);
        const pasted = readHeaders(headers);
        const { signature } = provider.contract;
        const verdict = (text: string, key: string) =>
          checkSignature(signature, { ...pasted, body: encode(text), secret: key, now, others: [] });
        expect(await verdict(body, secret), slug).toEqual({ kind: signature === null ? 'unsigned' : 'valid' });
        if (signature === null) continue;
        expect(await verdict(body, 'another-secret'), slug).toEqual({
          kind: 'invalid',
          refusal: 'signature-mismatch',
          reason: 'signature-mismatch',
          causes: [],
          missing: [],
          time: null,
        });
        expect((await verdict(body.replaceAll(/\d/g, '7'), secret)).kind, slug).not.toBe('valid');
      }
    }
  });
});

const plain: SignatureScheme = {
  ...{ scheme: 'custom', header: 'x-sig', algorithm: 'hmac-sha256', encoding: 'hex', prefix: 'sha256=' },
  ...{ signed: [{ kind: 'body' }], timestamp: null, toleranceMs: null },
};
const timed: SignatureScheme = {
  ...plain,
  signed: [{ kind: 'header', header: 'x-time' }, { kind: 'text', text: '.' }, { kind: 'body' }],
  ...{ timestamp: { kind: 'header', header: 'x-time' }, toleranceMs: 300_000 },
};
const standard: SignatureScheme = {
  ...{ scheme: 'standard-webhooks', header: 'webhook-signature', algorithm: 'hmac-sha256', encoding: 'base64', prefix: '' },
  signed: [{ kind: 'header', header: 'webhook-id' }, { kind: 'text', text: '.' }, ...timed.signed],
  ...{ timestamp: timed.timestamp, toleranceMs: 300_000 },
};
const ed25519: SignatureScheme = { ...plain, algorithm: 'ed25519', prefix: '' };
const secret = 'a-secret-of-32-letters-and-more!';
const body = '{ "a": "é/",\n "b": 1 }';
const mac = (content: string, key: string | Buffer = secret, hash = 'sha256') => createHmac(hash, key).update(content).digest();

const provider = (signature: SignatureScheme | null): CheckedProvider => ({
  ...{ key: 'acme', title: 'Acme', events: [], tolerant: { validators: {} }, strict: { validators: {} } },
  contract: { ...({} as ProviderFacts), signature },
});
const example: Example = { headers: { 'X-Kept': 'yes', 'X-Time': '1', 'x-sig': 'old' }, contentType: 'application/json', body };

test.each([
  { name: 'custom', scheme: plain },
  { name: 'with a time', scheme: timed },
  { name: 'Standard Webhooks', scheme: standard },
  { name: 'ed25519', scheme: ed25519 },
])('an example of a provider that signs so is valid: $name', async ({ scheme }) => {
  const signed = await signExample(provider(scheme), example, now);
  const request = { ...readHeaders(signed.headers), body: encode(signed.body), secret: signed.secret, now, others: [] };
  expect(signed.headers).toContain('x-kept: yes');
  expect(await checkSignature(scheme, request)).toEqual({ kind: 'valid' });
  expect(await checkSignature(scheme, { ...request, body: encode(`${body} `) })).toMatchObject({ kind: 'invalid' });
});

interface Case {
  readonly name: string;
  readonly scheme?: SignatureScheme | null;
  readonly headers?: string;
  readonly secret?: string;
  readonly body?: string;
  readonly others?: readonly KnownProvider[];
  readonly want: object;
}

describe('what is said of a signature', () => {
  const hex = (digest: Buffer) => `X-Sig: sha256=${digest.toString('hex')}`;
  const fails = (...causes: readonly Cause[]) => ({ kind: 'invalid', causes });
  test.each<Case>([
    { name: 'none is described', scheme: null, want: { kind: 'unsigned' } },
    { name: 'no secret yet', headers: hex(mac(body)), secret: '', want: { kind: 'no-secret', header: 'x-sig' } },
    {
      name: 'no header',
      headers: 'X-Other-Signature: 1',
      secret: '',
      want: { kind: 'no-header', likely: ['x-other-signature'], causes: [] },
    },
    {
      name: 'another header',
      headers: `X-Hmac: sha256=${mac(body).toString('hex')}`,
      want: { kind: 'no-header', causes: [{ kind: 'header', found: 'x-hmac', documented: 'x-sig' }] },
    },
    {
      name: 'a secret with a blank',
      headers: hex(mac(body)),
      secret: `${secret} `,
      want: { kind: 'wrong-secret', message: expect.stringMatching(/white space/) },
    },
    {
      name: 'a secret that is none',
      scheme: standard,
      headers: 'Webhook-Signature: v1,AA==',
      secret: 'whsec_?',
      want: { kind: 'wrong-secret' },
    },
    { name: 'a header twice', headers: `${hex(mac(body))}\n${hex(mac(body))}`, want: { kind: 'invalid', reason: 'header-repeated' } },
    { name: 'a wrong form', headers: 'X-Sig: sha256=xyz', want: { kind: 'invalid', reason: 'signature-malformed' } },
    { name: 'a missing signed value', scheme: timed, headers: hex(mac(body)), want: { kind: 'invalid', reason: 'signed-value-missing' } },
    { name: 'any other', headers: hex(mac('x')), want: fails() },
    { name: 'a lost line break', headers: hex(mac(`${body}\n`)), want: fails({ kind: 'break' }) },
    { name: 'CR LF', headers: hex(mac(body.replaceAll('\n', '\r\n'))), want: fails({ kind: 'cr-lf' }) },
    { name: 'blanks around', headers: hex(mac(body)), body: `${body}\n\n`, want: fails({ kind: 'trimmed' }) },
    { name: 'printed again', headers: hex(mac(JSON.stringify(JSON.parse(body)))), want: fails({ kind: 'printed', printing: 'compact' }) },
    { name: 'printed by PHP', headers: hex(mac('{"a":"\\u00e9\\/","b":1}')), want: fails({ kind: 'printed', printing: 'php' }) },
    { name: 'an empty body', headers: hex(mac('')), want: fails({ kind: 'empty' }) },
    {
      name: 'a secret with its line break',
      headers: hex(mac(body, `${secret}\n`)),
      want: fails({ kind: 'secret-blank', blank: 'line feed' }),
    },
    { name: 'a secret with quotes', headers: hex(mac(body, `"${secret}"`)), want: fails({ kind: 'secret-quoted' }) },
    { name: 'a secret with whsec_', headers: hex(mac(body)), secret: `whsec_${secret}`, want: fails({ kind: 'secret-prefixed-here' }) },
    {
      name: 'a decoded secret',
      headers: hex(mac(body, Buffer.from('00112233445566778899', 'hex'))),
      secret: '00112233445566778899',
      want: fails({ kind: 'secret-decoded', encoding: 'hex' }),
    },
    {
      name: 'base64',
      headers: `X-Sig: sha256=${mac(body).toString('base64')}`,
      want: fails({ kind: 'encoding', found: 'base64', documented: 'hex' }),
    },
    { name: 'no prefix', headers: `X-Sig: ${mac(body).toString('hex')}`, want: fails({ kind: 'no-prefix', documented: 'sha256=' }) },
    {
      name: 'another hash',
      headers: hex(mac(body, secret, 'sha512')),
      want: fails({ kind: 'hash', found: 'sha512', documented: 'sha256' }),
    },
    {
      name: 'printed by Python',
      headers: hex(mac('{"a": "\\u00e9/", "b": 1}')),
      want: fails({ kind: 'printed', printing: 'python' }),
    },
    {
      name: 'properties sorted',
      body: '{"b":1,"a":2}',
      headers: hex(mac('{"a":2,"b":1}')),
      want: fails({ kind: 'printed', printing: 'sorted' }),
    },
    { name: 'spaced out', headers: hex(mac('{"a": "é/", "b": 1}')), want: fails({ kind: 'printed', printing: 'spaced' }) },
    { name: 'SHA-1', headers: hex(mac(body, secret, 'sha1')), want: fails({ kind: 'hash', found: 'sha1', documented: 'sha256' }) },
    {
      name: 'base64 without padding',
      headers: `X-Sig: sha256=${mac(body).toString('base64').replace(/=+$/, '')}`,
      want: fails({ kind: 'no-padding' }),
    },
    {
      name: 'base64url',
      headers: `X-Sig: sha256=${mac('{}->?', secret, 'sha512').toString('base64url')}`,
      body: '{}->?',
      want: fails({ kind: 'encoding', found: 'base64url', documented: 'hex' }, { kind: 'hash', found: 'sha512', documented: 'sha256' }),
    },
    {
      name: 'hex in both cases',
      headers: `X-Sig: sha256=${mac(body)
        .toString('hex')
        .replace(/[a-f]/, (digit) => digit.toUpperCase())}`,
      want: fails({ kind: 'mixed-case' }),
    },
    {
      name: 'Standard Webhooks without v1,',
      scheme: standard,
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      headers: `Webhook-Id: a\nX-Time: ${now / 1000}\nWebhook-Signature: ${mac(`a.${now / 1000}.${body}`, Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')).toString('base64')}`,
      want: fails({ kind: 'no-version' }),
    },
    {
      name: 'as another provider signs',
      headers: `X-Gately: ${mac(body).toString('base64')}`,
      others: [{ name: 'Gately', scheme: { ...plain, header: 'x-gately', encoding: 'base64', prefix: '' }, secrets: [] }],
      want: { kind: 'no-header', causes: [{ kind: 'other-scheme', provider: 'Gately' }] },
    },
    {
      name: 'a time in milliseconds',
      scheme: timed,
      headers: `X-Time: ${now}\n${hex(mac(`${now}.${body}`))}`,
      want: { kind: 'invalid', reason: 'timestamp-malformed', time: { kind: 'milliseconds' }, causes: [] },
    },
    {
      name: 'which signed value is missing',
      scheme: timed,
      headers: hex(mac(body)),
      want: { kind: 'invalid', missing: [{ kind: 'header', header: 'x-time' }] },
    },
    {
      name: 'two things at once',
      headers: hex(mac(`${body}\n`, `${secret}\n`)),
      want: fails({ kind: 'secret-blank', blank: 'line feed' }, { kind: 'break' }),
    },
  ])('$name', async ({ scheme = plain, headers = '', secret: given = secret, body: sent = body, others = [], want }) => {
    const verdict = await checkSignature(scheme, { ...readHeaders(headers), body: encode(sent), secret: given, now, others });
    expect(verdict).toMatchObject(want);
    expect(JSON.stringify(verdict)).not.toContain(secret);
  });

  test.each([
    { name: 'old', at: now - 3_600_000, want: { kind: 'late', offMs: 3_600_000, ahead: false, toleranceMs: 300_000 } },
    { name: 'ahead', at: now + 3_600_000, want: { kind: 'late', offMs: 3_600_000, ahead: true } },
    { name: 'of now', at: now - 60_000, want: { kind: 'valid' } },
  ])('a signed time that is $name', async ({ at, want }) => {
    const headers = await sign({ signature: timed }, body, secret, { at });
    const pasted = readHeaders(
      Object.entries(headers)
        .map((pair) => pair.join(': '))
        .join('\n'),
    );
    expect(await checkSignature(timed, { ...pasted, body: encode(body), secret, now, others: [] })).toMatchObject(want);
    expect(await checkSignature(timed, { ...pasted, body: encode('{}'), secret, now, others: [] })).toMatchObject({
      reason: 'signature-mismatch',
    });
  });
});
