import type { SignatureScheme } from '@hookbook/runtime';
import { type Algorithm, algorithms, type Key } from '@hookbook/runtime/inspect';

/** What a sender often does instead of what the document says; there is a sentence for each among the words. */
export type Cause =
  | 'causeBreak'
  | 'causeTrimmed'
  | 'causeCrLf'
  | 'causeLf'
  | 'causePrinted'
  | 'causeEmpty'
  | 'causeSecretBlank'
  | 'causeSecretQuoted'
  | 'causeSecretPrefix'
  | 'causeSecretDecoded'
  | 'causeSecretText'
  | 'causeEncoding'
  | 'causePrefix'
  | 'causeAlgorithm'
  | 'causeHeader';

/** Something to try in place of what is documented. */
export interface Variant<Value> {
  readonly value: Value;
  readonly cause: Cause;
}

type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

const hmacNames = (Object.keys(algorithms) as Algorithm[]).filter((name) => algorithms[name].kind === 'hmac');

/** Bytes that may have been signed instead of those that are here. */
export function listBodies(text: string): Variant<Bytes>[] {
  const texts: Variant<string>[] = [
    { value: `${text}\n`, cause: 'causeBreak' },
    { value: `${text}\r\n`, cause: 'causeBreak' },
    { value: text.replace(/\r?\n$/, ''), cause: 'causeTrimmed' },
    { value: text.trim(), cause: 'causeTrimmed' },
    { value: text.replace(/(?<!\r)\n/g, '\r\n'), cause: 'causeCrLf' },
    { value: `${text}\n`.replace(/(?<!\r)\n/g, '\r\n'), cause: 'causeCrLf' },
    { value: text.replaceAll('\r\n', '\n'), cause: 'causeLf' },
    ...listPrintings(text).map((value): Variant<string> => ({ value, cause: 'causePrinted' })),
    { value: '', cause: 'causeEmpty' },
  ];
  const seen = new Set([text]);
  return texts
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map(({ value, cause }) => ({ value: encoder.encode(value), cause }));
}

/** The JSON as common libraries print it. */
function listPrintings(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    const compact = JSON.stringify(value);
    const ascii = compact.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return [compact, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4), ascii, ascii.replaceAll('/', '\\/')];
  } catch {
    return []; // not JSON, or too deep to be printed
  }
}

/** Keys that the sender may have made of the secret that was typed. */
export function listKeys({ scheme, algorithm }: SignatureScheme, secret: string): Variant<Key>[] {
  if (!hmacNames.includes(algorithm) || secret.startsWith('whpk_')) return [];
  const key = (bytes: Bytes): Key => ({ algorithm: scheme === 'standard-webhooks' ? 'hmac-sha256' : algorithm, bytes });
  const ofText = (text: string, cause: Cause): Variant<Key> => ({ value: key(encoder.encode(text)), cause });
  const bare = secret.replace(/^whsec_/, '');
  if (scheme === 'standard-webhooks') return [ofText(secret, 'causeSecretText'), ofText(bare, 'causeSecretText')];
  const unquoted = /^(["'])(.+)\1$/.exec(secret)?.[2];
  return [
    ...['\n', '\r\n', ' ', '\t'].map((end) => ofText(`${secret}${end}`, 'causeSecretBlank')),
    ofText(` ${secret}`, 'causeSecretBlank'),
    ...['"', "'"].map((mark) => ofText(`${mark}${secret}${mark}`, 'causeSecretQuoted')),
    ...(unquoted === undefined ? [] : [ofText(unquoted, 'causeSecretQuoted')]),
    ofText(bare === secret ? `whsec_${secret}` : bare, 'causeSecretPrefix'),
    ...decode(bare).map((bytes): Variant<Key> => ({ value: key(bytes), cause: 'causeSecretDecoded' })),
  ];
}

function decode(text: string): Bytes[] {
  const decoded: Bytes[] = [];
  if (/^(?:[0-9a-fA-F]{2}){8,}$/.test(text)) decoded.push(Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
  if (/^[\w+/-]{8,}={0,2}$/.test(text)) {
    const base64 = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
    if (base64.length % 4 !== 1) decoded.push(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  }
  return decoded;
}

/** Other ways to write a signature. */
export function listSchemes(scheme: SignatureScheme, headers: Headers): Variant<SignatureScheme>[] {
  const { algorithm, encoding, prefix, header } = scheme;
  const given = headers.get(header) ?? '';
  const found = /^[A-Za-z0-9]{1,12}[=,](?=.)/.exec(given)?.[0] ?? '';
  const variants: Variant<SignatureScheme>[] = findLikelyHeaders(headers, scheme).map((name) => ({
    value: { ...scheme, header: name },
    cause: 'causeHeader',
  }));
  if (scheme.scheme === 'standard-webhooks') return variants;
  variants.push({ value: { ...scheme, encoding: encoding === 'hex' ? 'base64' : 'hex' }, cause: 'causeEncoding' });
  if (prefix !== '' && !given.startsWith(prefix)) variants.push({ value: { ...scheme, prefix: '' }, cause: 'causePrefix' });
  if (found !== '' && found !== prefix) variants.push({ value: { ...scheme, prefix: found }, cause: 'causePrefix' });
  if (hmacNames.includes(algorithm)) {
    for (const other of hmacNames.filter((name) => name !== algorithm))
      variants.push({ value: { ...scheme, algorithm: other }, cause: 'causeAlgorithm' });
  }
  return variants;
}

/** The headers that may hold a signature, beside the scheme's own. */
export function findLikelyHeaders(headers: Headers, { header }: Pick<SignatureScheme, 'header'>): string[] {
  const likely = /signature|hmac|digest|-sign$|-hash$/;
  return [...headers.keys()].filter((name) => name !== header && likely.test(name)).slice(0, 4);
}
