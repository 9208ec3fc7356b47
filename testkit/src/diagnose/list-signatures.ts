import type { SignatureScheme } from '@hookbook/runtime';
import { asDocumented, type Cause, instead, type Variant } from './cause.js';
import { decodeAnyBase64, decodeAnyHex } from './decode-loosely.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Names of headers that may contain a signature. */
const likelyName = /signature|hmac|digest|-sign$|-hash$/;

/** The headers that may contain a signature, apart from the documented one. */
export function findLikelyHeaders(headers: Headers, { header }: Pick<SignatureScheme, 'header'>): string[] {
  return [...headers.keys()].filter((name) => name !== header && likelyName.test(name)).slice(0, 4);
}

/** The signatures that a request may contain, decoded; those of the documented header first. */
export function listSignatures(headers: Headers, scheme: SignatureScheme): Variant<Bytes>[] {
  const elsewhere = findLikelyHeaders(headers, scheme).flatMap((name) =>
    listIn(headers.get(name), scheme).map(({ value, causes }) =>
      instead(value, { kind: 'header', found: name, documented: scheme.header }, ...causes),
    ),
  );
  return [...listIn(headers.get(scheme.header), scheme), ...elsewhere];
}

function listIn(header: string | null, scheme: SignatureScheme): Variant<Bytes>[] {
  if (header === null || header === '') return [];
  return splitPrefix(header.slice(0, 4096), scheme).flatMap(({ value, causes }) =>
    decode(value, scheme).map((decoded) => instead(decoded.value, ...causes, ...decoded.causes)),
  );
}

function splitPrefix(header: string, { scheme, prefix }: SignatureScheme): Variant<string>[] {
  const [, found = '', rest = header] = /^([A-Za-z0-9]{1,12}[=,])(.+)$/.exec(header.trim()) ?? [];
  if (scheme === 'standard-webhooks') {
    const entries = header.split(' ').slice(0, 16);
    const versioned = entries.flatMap((entry) => (/^v1a?,/.test(entry) ? [entry.slice(entry.indexOf(',') + 1)] : []));
    if (versioned.length > 0) return versioned.map(asDocumented);
    return [instead(found === '' ? header : rest, { kind: 'no-version' })];
  }
  if (prefix !== '' && header.startsWith(prefix)) return [asDocumented(header.slice(prefix.length))];
  const without = prefix === '' ? asDocumented(header.trim()) : instead(header.trim(), { kind: 'no-prefix', documented: prefix });
  if (found === '') return [without];
  // What looks like a prefix could be the start of base64, so both are tried.
  return [
    without,
    instead(rest, prefix === '' ? { kind: 'undocumented-prefix', found } : { kind: 'other-prefix', found, documented: prefix }),
  ];
}

function decode(text: string, { encoding }: SignatureScheme): Variant<Bytes>[] {
  const inEncoding = (found: string): Cause[] => (found === encoding ? [] : [{ kind: 'encoding', found, documented: encoding }]);
  const hex = decodeAnyHex(text);
  const base64 = decodeAnyBase64(text);
  const isMixed = /[a-f]/.test(text) && /[A-F]/.test(text);
  const isUrlSafe = /[-_]/.test(text);
  const isPadded = text.length % 4 === 0;
  return [
    ...(hex === null ? [] : [instead(hex, ...(isMixed ? [{ kind: 'mixed-case' } as const] : inEncoding('hex')))]),
    ...(base64 === null
      ? []
      : [instead(base64, ...(isUrlSafe ? inEncoding('base64url') : isPadded ? inEncoding('base64') : [{ kind: 'no-padding' } as const]))]),
  ];
}
