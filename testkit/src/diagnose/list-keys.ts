import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, type Key, readKey, type SignatureAlgorithm } from '@hookbook/runtime/inspect';
import { asDocumented, type Cause, instead, type Variant } from './cause.js';
import { decodeAnyBase64, decodeAnyHex } from './decode-loosely.js';

const encoder = new TextEncoder();

/** The keys that a sender may have derived from a secret, the documented one first. */
export function listKeys(scheme: SignatureScheme, secret: string): Variant<Key>[] {
  const documented = readDocumented(scheme, secret);
  const { algorithm } = documented[0]?.value ?? scheme;
  const method: SignatureAlgorithm = algorithms[algorithm];
  switch (method.kind) {
    case 'key-pair':
      return documented;
    case 'hmac': {
      const others = scheme.scheme === 'standard-webhooks' ? listTexts(secret) : listPlain(secret);
      return [...documented, ...others.map(({ value, causes }) => ({ value: { algorithm, bytes: value }, causes }))];
    }
  }
}

function readDocumented(scheme: SignatureScheme, secret: string): Variant<Key>[] {
  try {
    return [asDocumented(readKey(scheme, secret, 'secret'))];
  } catch {
    return []; // not a secret of this provider
  }
}

type KeyBytes = Variant<Uint8Array<ArrayBuffer>>;

const ofText = (text: string, cause: Cause): KeyBytes => instead(encoder.encode(text), cause);

const listTexts = (secret: string): KeyBytes[] => [
  ofText(secret, { kind: 'secret-text' }),
  ofText(secret.replace(/^whsec_/, ''), { kind: 'secret-text-bare' }),
];

const blanks = { 'line feed': '\n', 'cr lf': '\r\n', space: ' ', tab: '\t' } as const;

function listPlain(secret: string): KeyBytes[] {
  const bare = secret.replace(/^whsec_/, '');
  const unquoted = /^(["'])(.+)\1$/.exec(secret)?.[2];
  return [
    ...Object.entries(blanks).map(([blank, end]) =>
      ofText(`${secret}${end}`, { kind: 'secret-blank', blank: blank as keyof typeof blanks }),
    ),
    ofText(` ${secret}`, { kind: 'secret-blank', blank: 'space before' }),
    bare === secret ? ofText(`whsec_${secret}`, { kind: 'secret-prefixed' }) : ofText(bare, { kind: 'secret-prefixed-here' }),
    ...['"', "'"].map((mark) => ofText(`${mark}${secret}${mark}`, { kind: 'secret-quoted' })),
    ...(unquoted === undefined ? [] : [ofText(unquoted, { kind: 'secret-quoted-here' })]),
    ...listDecoded(bare),
  ];
}

/** Shorter texts are too likely to be hex or base64 by chance. */
const minDecoded = 8;

function listDecoded(text: string): KeyBytes[] {
  const hex = text.length < 2 * minDecoded ? null : decodeAnyHex(text);
  const base64 = text.length < minDecoded ? null : decodeAnyBase64(text);
  return [
    ...(hex === null ? [] : [instead(hex, { kind: 'secret-decoded', encoding: 'hex' })]),
    ...(base64 === null ? [] : [instead(base64, { kind: 'secret-decoded', encoding: 'base64' })]),
  ];
}
