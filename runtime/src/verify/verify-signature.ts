import type { SignatureScheme } from '../contract.js';
import { decodeText } from '../json/decode-text.js';
import type { RefusalReason } from '../refusal.js';
import type { Body } from '../request/open-body.js';
import { isSameSource, listSources } from '../sources.js';
import { algorithms } from './algorithms.js';
import { encodings } from './bytes.js';
import type { Key, Keys } from './secrets.js';
import { isWithinTolerance, parseSignedTime, parseUnixSeconds } from './signed-time.js';
import { joinSigned, readSignedValues, type SignedValues } from './signed-values.js';
import { splitStandardSignatures } from './standard-webhooks.js';

type Bytes = Uint8Array<ArrayBuffer>;

const maxSignatures = 16;
const encoder = new TextEncoder();

/**
 * Verifies a request by its scheme over the exact bytes of its body: null if one of the keys made one of its
 * signatures, otherwise the reason to refuse it. Every key is tried on every signature. `now` is in unix milliseconds.
 */
export async function verifySignature(
  scheme: SignatureScheme,
  keys: Keys,
  request: { readonly headers: Headers; readonly body: Body },
  now: number,
): Promise<RefusalReason | null> {
  const signatures = readSignatures(scheme, request.headers.get(scheme.header));
  if (typeof signatures === 'string') return signatures;
  const values = readSignedValues(listSources([...scheme.signed, scheme.timestamp]), request.headers, request.body);
  if (typeof values === 'string') return values;
  const fault = checkTime(scheme, values, now) ?? checkSeparators(scheme, values);
  if (fault !== null) return fault;
  const content = joinSigned(scheme.signed, values, request.body.bytes);
  return (await anyMatches(keys, signatures, content)) ? null : 'signature-mismatch';
}

/** A signature from the header, and the algorithm of the key that can verify it. */
interface Signature {
  readonly algorithm: Key['algorithm'];
  readonly bytes: Bytes;
}

/** Decodes the signatures in the header, or says why there are none. */
function readSignatures(scheme: SignatureScheme, header: string | null): readonly Signature[] | RefusalReason {
  if (header === null || header === '') return 'signature-missing';
  const { count, signatures } = scheme.scheme === 'standard-webhooks' ? splitStandardSignatures(header) : splitCustom(scheme, header);
  if (count > maxSignatures) return 'too-many-signatures';
  const { decode } = encodings[scheme.encoding];
  const decoded = signatures.flatMap(({ algorithm, text }): Signature[] => {
    const bytes = decode(text);
    return bytes === null || bytes.length === 0 ? [] : [{ algorithm, bytes }];
  });
  return decoded.length === 0 ? 'signature-malformed' : decoded;
}

function splitCustom({ algorithm, prefix }: SignatureScheme, header: string) {
  return { count: 1, signatures: header.startsWith(prefix) ? [{ algorithm, text: header.slice(prefix.length) }] : [] };
}

function checkTime({ scheme, timestamp, toleranceMs }: SignatureScheme, values: SignedValues, now: number): RefusalReason | null {
  if (timestamp === null) return null;
  const text = decodeText(values.get(timestamp) ?? new Uint8Array(0)) ?? '';
  const signed = scheme === 'standard-webhooks' ? parseUnixSeconds(text) : parseSignedTime(text);
  if (signed === null) return 'timestamp-malformed';
  return toleranceMs === null || isWithinTolerance(signed, now, toleranceMs) ? null : 'timestamp-out-of-tolerance';
}

/**
 * `{id}.{body}` is equal for id `a`, body `b.c` and for id `a.b`, body `c`. So a value must not contain the separator
 * that follows it, or end with the start of it (Standard Webhooks says so about its ids). The format of signed times
 * excludes this.
 */
function checkSeparators({ signed, timestamp }: SignatureScheme, values: SignedValues): RefusalReason | null {
  const ambiguous = signed.some((part, at) => {
    const separator = signed[at + 1];
    if (part.kind === 'text' || part.kind === 'body' || separator?.kind !== 'text' || signed[at + 2] === undefined) return false;
    if (isSameSource(part, timestamp)) return false;
    const value = characters(values.get(part));
    const text = characters(encoder.encode(separator.text));
    return `${value}${text}`.indexOf(text) !== value.length;
  });
  return ambiguous ? 'ambiguous-signed-value' : null;
}

/** One character per byte. */
function characters(bytes: Bytes = new Uint8Array(0)): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

async function anyMatches(keys: Keys, signatures: readonly Signature[], content: Bytes): Promise<boolean> {
  let matches = false;
  for (const { algorithm, bytes } of keys) {
    const fitting = signatures.filter((signature) => signature.algorithm === algorithm).map((signature) => signature.bytes);
    if (await algorithms[algorithm].verify(bytes, content, fitting)) matches = true;
  }
  return matches;
}
