import { createHmac } from 'node:crypto';
import type { RefusalReason, SignatureScheme } from '@hookbook/runtime';
import type { Cause, KnownProvider, Printing } from '@hookbook/testkit/diagnose';

/** A request that a sender signed wrongly in exactly one way. */
export interface WronglySigned {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly secret: string;
  readonly others: readonly KnownProvider[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly reason: RefusalReason;
  readonly cause: Cause;
}

export const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const seconds = String(now / 1000);
const secret = 'a-secret-of-32-letters-and-more!';
const standardSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{ "id": "evt_1",\n "a": "Zoë/" }';

const plain: SignatureScheme = {
  ...{ scheme: 'custom', header: 'x-acme-signature', algorithm: 'hmac-sha256', encoding: 'hex', prefix: 'sha256=' },
  ...{ signed: [{ kind: 'body' }], timestamp: null, toleranceMs: null },
};
const bare: SignatureScheme = { ...plain, prefix: '' };
const standard: SignatureScheme = {
  ...{ scheme: 'standard-webhooks', header: 'webhook-signature', algorithm: 'hmac-sha256', encoding: 'base64', prefix: '' },
  signed: [{ kind: 'header', header: 'webhook-timestamp' }, { kind: 'text', text: '.' }, { kind: 'body' }],
  ...{ timestamp: { kind: 'header', header: 'webhook-timestamp' }, toleranceMs: 300_000 },
};
const gately: KnownProvider = {
  name: 'gately',
  scheme: { ...plain, header: 'x-gately', encoding: 'base64', prefix: '' },
  secrets: ['the-secret-of-gately'],
};

const mac = (content: string, key: string | Buffer = secret, hash = 'sha256') => createHmac(hash, key).update(content).digest();
const hex = (content: string, key?: string | Buffer, hash?: string) => mac(content, key, hash).toString('hex');
const base64 = (content: string, key?: string | Buffer) => mac(content, key).toString('base64');

type Given = Partial<Omit<WronglySigned, 'cause' | 'headers'>> & { readonly headers: string | Readonly<Record<string, string>> };

/** A case of the scheme `plain` where nothing else is given; `headers` may be the value of its signature header. */
function signedWrongly(cause: Cause, { headers, ...given }: Given): WronglySigned {
  return {
    ...{ name: cause.kind, scheme: plain, secret, others: [], body, reason: 'signature-mismatch', cause },
    ...given,
    headers: typeof headers === 'string' ? { 'x-acme-signature': headers } : headers,
  };
}

const ofContent = (cause: Cause, content: string, received = body) =>
  signedWrongly(cause, { headers: `sha256=${hex(content)}`, body: received });
const ofKey = (cause: Cause, key: string | Buffer, given = secret) =>
  signedWrongly(cause, { headers: `sha256=${hex(body, key)}`, secret: given });
const ofHeader = (cause: Cause, header: string, scheme = plain) =>
  signedWrongly(cause, { headers: header, scheme, reason: 'signature-malformed' });
const ofStandard = (cause: Cause, signature: string) =>
  signedWrongly(cause, {
    ...{ scheme: standard, secret: standardSecret },
    headers: { 'webhook-timestamp': seconds, 'webhook-signature': signature },
  });
const standardContent = `${seconds}.${body}`;

const printed: Readonly<Record<Printing, string>> = {
  compact: '{"id":"evt_1","a":"Zoë/"}',
  'indented-2': '{\n  "id": "evt_1",\n  "a": "Zoë/"\n}',
  'indented-4': '{\n    "id": "evt_1",\n    "a": "Zoë/"\n}',
  sorted: '{"a":"Zoë/","id":"evt_1"}',
  ascii: '{"id":"evt_1","a":"Zo\\u00eb/"}',
  php: '{"id":"evt_1","a":"Zo\\u00eb\\/"}',
  python: '{"id": "evt_1", "a": "Zo\\u00eb/"}',
  spaced: '{"id": "evt_1", "a": "Zoë/"}',
};
const blanks = { 'line feed': '\n', 'cr lf': '\r\n', space: ' ', tab: '\t' } as const;

/** Every cause that `diagnose` knows. A new one does not compile without a case. */
const cases: { readonly [Kind in Cause['kind']]: readonly WronglySigned[] } = {
  printed: Object.entries(printed).map(([printing, text]) => ({
    ...ofContent({ kind: 'printed', printing: printing as Printing }, text),
    name: `printed ${printing}`,
  })),
  trimmed: [ofContent({ kind: 'trimmed' }, body, ` ${body}\n`)],
  break: [ofContent({ kind: 'break' }, `${body}\n`)],
  'cr-lf': [ofContent({ kind: 'cr-lf' }, body.replaceAll('\n', '\r\n'))],
  lf: [ofContent({ kind: 'lf' }, body, body.replaceAll('\n', '\r\n'))],
  empty: [ofContent({ kind: 'empty' }, '')],
  'secret-blank': [
    ...Object.entries(blanks).map(([blank, end]) => ({
      ...ofKey({ kind: 'secret-blank', blank: blank as keyof typeof blanks }, `${secret}${end}`),
      name: `secret-blank ${blank}`,
    })),
    { ...ofKey({ kind: 'secret-blank', blank: 'space before' }, ` ${secret}`), name: 'secret-blank space before' },
  ],
  'secret-quoted': [
    { ...ofKey({ kind: 'secret-quoted' }, `"${secret}"`), name: 'secret-quoted "' },
    { ...ofKey({ kind: 'secret-quoted' }, `'${secret}'`), name: "secret-quoted '" },
  ],
  'secret-quoted-here': [ofKey({ kind: 'secret-quoted-here' }, secret, `"${secret}"`)],
  'secret-prefixed': [ofKey({ kind: 'secret-prefixed' }, `whsec_${secret}`)],
  'secret-prefixed-here': [ofKey({ kind: 'secret-prefixed-here' }, secret, `whsec_${secret}`)],
  'secret-decoded': (['hex', 'base64'] as const).map((encoding) => {
    const text = encoding === 'hex' ? '00112233445566778899aabbccddeeff' : 'c2VjcmV0LWJ5dGVzIQ==';
    return { ...ofKey({ kind: 'secret-decoded', encoding }, Buffer.from(text, encoding), text), name: `secret-decoded ${encoding}` };
  }),
  'secret-text': [ofStandard({ kind: 'secret-text' }, `v1,${base64(standardContent, standardSecret)}`)],
  'secret-text-bare': [ofStandard({ kind: 'secret-text-bare' }, `v1,${base64(standardContent, standardSecret.slice(6))}`)],
  header: [
    signedWrongly(
      { kind: 'header', found: 'x-hub-signature-256', documented: 'x-acme-signature' },
      { headers: { 'x-hub-signature-256': `sha256=${hex(body)}` }, reason: 'signature-missing' },
    ),
  ],
  encoding: [
    ofHeader({ kind: 'encoding', found: 'base64', documented: 'hex' }, `sha256=${base64(body)}`),
    {
      ...ofHeader({ kind: 'encoding', found: 'hex', documented: 'base64' }, hex(body), { ...bare, encoding: 'base64' }),
      ...{ name: 'encoding hex', reason: 'signature-mismatch' },
    },
  ],
  'mixed-case': [ofHeader({ kind: 'mixed-case' }, `sha256=${hex(body).replace(/[a-f]/, (digit) => digit.toUpperCase())}`)],
  'no-padding': [
    ofHeader({ kind: 'no-padding' }, base64(body).replace(/=+$/, ''), { ...bare, encoding: 'base64' }),
    { ...ofHeader({ kind: 'no-padding' }, `sha256=${base64(body).replace(/=+$/, '')}`), name: 'no-padding, and hex documented' },
  ],
  'no-version': [
    {
      ...ofStandard({ kind: 'no-version' }, base64(standardContent, Buffer.from(standardSecret.slice(6), 'base64'))),
      reason: 'signature-malformed',
    },
  ],
  'no-prefix': [ofHeader({ kind: 'no-prefix', documented: 'sha256=' }, hex(body))],
  'other-prefix': [ofHeader({ kind: 'other-prefix', found: 'v1=', documented: 'sha256=' }, `v1=${hex(body)}`)],
  'undocumented-prefix': [ofHeader({ kind: 'undocumented-prefix', found: 'sha256=' }, `sha256=${hex(body)}`, bare)],
  hash: ['sha1', 'sha512'].map((hash) => ({
    ...signedWrongly({ kind: 'hash', found: hash, documented: 'sha256' }, { headers: `sha256=${hex(body, secret, hash)}` }),
    name: `hash ${hash}`,
  })),
  'other-secret': [
    signedWrongly(
      { kind: 'other-secret', provider: 'gately' },
      { headers: `sha256=${hex(body, 'the-secret-of-gately')}`, others: [gately] },
    ),
  ],
  'other-provider': [
    signedWrongly(
      { kind: 'other-provider', provider: 'gately' },
      { headers: { 'x-gately': base64(body, 'the-secret-of-gately') }, others: [gately], reason: 'signature-missing' },
    ),
  ],
  'other-scheme': [
    signedWrongly(
      { kind: 'other-scheme', provider: 'gately' },
      { headers: { 'x-gately': base64(body) }, others: [gately], reason: 'signature-missing' },
    ),
  ],
};

export const wronglySigned: readonly WronglySigned[] = Object.values(cases).flat();
