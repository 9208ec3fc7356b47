import type { SignatureScheme } from '@hookbook/runtime';
import { asDocumented, instead, type Variant } from './variant.js';

/** Names of headers that may hold a signature, whoever sends them. */
const likelyName = /signature|hmac|digest|-sign$|-hash$/;

/** The headers that may hold a signature, beside the scheme's own. */
export function findLikelyHeaders(headers: Headers, { header }: Pick<SignatureScheme, 'header'>): string[] {
  return [...headers.keys()].filter((name) => name !== header && likelyName.test(name)).slice(0, 4);
}

/** The signatures that a request may hold, as bytes: those that the document describes first. */
export function listSignatures(headers: Headers, scheme: SignatureScheme): Variant<Buffer>[] {
  const own = listIn(headers.get(scheme.header), scheme);
  const elsewhere = findLikelyHeaders(headers, scheme).flatMap((name) =>
    listIn(headers.get(name), scheme).map(({ value, said }) => ({
      value,
      said: [`the signature stands in ${name}, and the document says ${scheme.header}`, ...said],
    })),
  );
  return [...own, ...elsewhere];
}

function listIn(header: string | null, scheme: SignatureScheme): Variant<Buffer>[] {
  if (header === null || header === '') return [];
  return splitPrefix(header.slice(0, 4096), scheme).flatMap(({ value, said }) =>
    decodeText(value, scheme).map((decoded) => ({ value: decoded.value, said: [...said, ...decoded.said] })),
  );
}

function splitPrefix(header: string, { scheme, prefix }: SignatureScheme): Variant<string>[] {
  const [, found = '', rest = header] = /^([A-Za-z0-9]{1,12}[=,])(.+)$/.exec(header.trim()) ?? [];
  if (scheme === 'standard-webhooks') {
    const entries = header.split(' ').slice(0, 16);
    const versioned = entries.flatMap((entry) => (/^v1a?,/.test(entry) ? [entry.slice(entry.indexOf(',') + 1)] : []));
    if (versioned.length > 0) return versioned.map(asDocumented);
    return [instead(found === '' ? header : rest, 'the signature does not begin with v1,')];
  }
  if (prefix !== '' && header.startsWith(prefix)) return [asDocumented(header.slice(prefix.length))];
  const without = prefix === '' ? asDocumented(header.trim()) : instead(header.trim(), `the signature lacks its prefix ${prefix}`);
  // A prefix of base64 could be its beginning, so both readings are tried.
  const wanted = prefix === '' ? 'where the document has no prefix' : `and not with ${prefix}`;
  return found === '' ? [without] : [without, instead(rest, `the signature begins with ${found} ${wanted}`)];
}

function decodeText(text: string, { encoding }: SignatureScheme): Variant<Buffer>[] {
  const found: Variant<Buffer>[] = [];
  const say = (other: string) => (other === encoding ? [] : [`the signature is in ${other}, and the document says ${encoding}`]);
  if (/^(?:[0-9a-fA-F]{2})+$/.test(text)) {
    const mixed = /[a-f]/.test(text) && /[A-F]/.test(text);
    found.push(instead(Buffer.from(text, 'hex'), ...(mixed ? ['the signature mixes upper and lower case'] : say('hex'))));
  }
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    const unpadded = text.length % 4 === 0 ? say('base64') : ['the signature lacks its padding (=)'];
    found.push(instead(Buffer.from(text, 'base64'), ...unpadded));
  } else if (/^[\w-]+={0,2}$/.test(text)) found.push(instead(Buffer.from(text, 'base64url'), ...say('base64url')));
  return found;
}
