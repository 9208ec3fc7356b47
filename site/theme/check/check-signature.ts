import type { SignatureScheme, Source } from '@hookbook/runtime';
import {
  decodeText,
  type Key,
  openBody,
  parseSignedTime,
  type RefusalReason,
  readKey,
  readSignedValues,
  verifySignature,
} from '@hookbook/runtime/inspect';
import { explainSignature, untimed } from './explain-signature.js';
import { isBare, type PastedHeaders } from './headers.js';
import { type Cause, findLikelyHeaders } from './signature-causes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a check of the signature found. Nothing in it is a secret or an expected signature. */
export type SignatureVerdict =
  /** The document defines no signature. */
  | { readonly kind: 'unsigned' }
  /** This browser, or this address without TLS, has no Web Crypto. */
  | { readonly kind: 'unavailable' }
  /** No headers were pasted at all. */
  | { readonly kind: 'no-headers'; readonly header: string }
  | { readonly kind: 'no-secret'; readonly header: string }
  /** The message says why this provider can have no such secret. */
  | { readonly kind: 'wrong-secret'; readonly message: string }
  | { readonly kind: 'valid' }
  | Refused;

/** Whatever the secret is, a receiver refuses these, for the reason `refusal`. */
type Refused = { readonly refusal: RefusalReason } & (
  | { readonly kind: 'no-header'; readonly header: string; readonly likely: readonly string[]; readonly causes: readonly Cause[] }
  /** The signed time is too far from now. `matches`: apart from that the signature is valid; null without a secret. */
  | { readonly kind: 'late'; readonly offMs: number; readonly ahead: boolean; readonly toleranceMs: number; readonly matches: true | null }
  | { readonly kind: 'invalid'; readonly reason: RefusalReason; readonly causes: readonly Cause[] }
);

export interface SignedRequest extends Pick<PastedHeaders, 'headers' | 'method' | 'repeated'> {
  readonly body: Bytes;
  readonly secret: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Verifies as a receiver does, with the runtime's own engine. Explains a signature that is not valid by what senders often get wrong. */
export async function checkSignature(scheme: SignatureScheme | null, request: SignedRequest): Promise<SignatureVerdict> {
  if (scheme === null) return { kind: 'unsigned' };
  if (globalThis.crypto?.subtle === undefined) return { kind: 'unavailable' };
  const { header } = scheme;
  const key = request.secret === '' ? null : tryKey(scheme, request.secret);
  if (typeof key === 'string') return { kind: 'wrong-secret', message: key };
  if (isBare(request)) return { kind: 'no-headers', header };
  try {
    return (request.headers.get(header) ?? '') === '' ? await explainMissing(scheme, key, request) : await verify(scheme, key, request);
  } catch (error) {
    if (error instanceof DOMException) return { kind: 'unavailable' }; // no Ed25519 in this browser
    throw error;
  }
}

async function explainMissing(scheme: SignatureScheme, key: Key | null, request: SignedRequest): Promise<SignatureVerdict> {
  const causes = key === null ? [] : await explainSignature(scheme, key, request);
  const { header } = scheme;
  return { kind: 'no-header', refusal: 'signature-missing', header, likely: findLikelyHeaders(request.headers, scheme), causes };
}

/** The other reasons need no explanation. */
const explained: readonly RefusalReason[] = ['signature-mismatch', 'signature-malformed'];

async function verify(scheme: SignatureScheme, key: Key | null, request: SignedRequest): Promise<SignatureVerdict> {
  const { header } = scheme;
  if (signedHeaders(scheme).some((name) => request.repeated.includes(name)))
    return { kind: 'invalid', refusal: 'header-repeated', reason: 'header-repeated', causes: [] };
  const keys = key === null ? [] : [key];
  const sent = { headers: request.headers, body: openBody(request.body) };
  const refusal = await verifySignature(scheme, keys, sent, request.now);
  if (refusal === null) return { kind: 'valid' };
  const isLate = refusal === 'timestamp-out-of-tolerance';
  const reason = isLate ? await verifySignature(untimed(scheme), keys, sent, request.now) : refusal;
  // Without a key nothing matches.
  if (isLate && (reason === null || (key === null && reason === 'signature-mismatch')))
    return { kind: 'late', refusal, ...describeTime(scheme, request), matches: key === null ? null : true };
  if (reason === null || (key === null && reason === 'signature-mismatch')) return { kind: 'no-secret', header };
  const causes = key !== null && explained.includes(reason) ? await explainSignature(scheme, key, request) : [];
  return { kind: 'invalid', refusal, reason, causes };
}

function tryKey(scheme: SignatureScheme, secret: string): Key | string {
  try {
    return readKey(scheme, secret, 'the secret');
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function signedHeaders({ header, signed, timestamp }: SignatureScheme): string[] {
  const parts = timestamp === null ? signed : [...signed, timestamp];
  return [header, ...parts.flatMap((part) => (part.kind === 'header' ? [part.header] : []))];
}

function describeTime({ timestamp, toleranceMs }: SignatureScheme, { headers, body, now }: SignedRequest) {
  const sources: Source[] = timestamp === null ? [] : [timestamp];
  const values = readSignedValues(sources, headers, openBody(body));
  const bytes = typeof values === 'string' || timestamp === null ? undefined : values.get(timestamp);
  const signed = parseSignedTime(decodeText(bytes ?? new Uint8Array(0)) ?? '') ?? now;
  return { offMs: Math.abs(now - signed), ahead: signed > now, toleranceMs: toleranceMs ?? 0 };
}
