import type { SignatureScheme } from '@hookbook/runtime';
import { type Key, openBody, type RefusalReason, readKey, verifySignature } from '@hookbook/runtime/inspect';
import { type Cause, type Diagnosis, diagnose, type KnownProvider, type TimeCause } from '@hookbook/testkit/diagnose';
import { isBare, type PastedHeaders } from './headers.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a check of the signature found. Nothing in it is a secret or an expected signature. */
export type SignatureResult =
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
  | {
      readonly kind: 'invalid';
      readonly reason: RefusalReason;
      readonly causes: readonly Cause[];
      readonly missing: Diagnosis['missing'];
      readonly time: TimeCause | null;
    }
);

export interface SignedRequest extends Pick<PastedHeaders, 'headers' | 'method' | 'repeated'> {
  readonly body: Bytes;
  readonly secret: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** Providers that the request may have been meant for. */
  readonly others: readonly KnownProvider[];
}

/** Verifies with the runtime's own engine. Explains an invalid signature by what senders often get wrong. */
export async function checkSignature(scheme: SignatureScheme | null, request: SignedRequest): Promise<SignatureResult> {
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

async function explainMissing(scheme: SignatureScheme, key: Key | null, request: SignedRequest): Promise<SignatureResult> {
  const { likely, causes } = await diagnoseAs('signature-missing', scheme, key, request);
  return { kind: 'no-header', refusal: 'signature-missing', header: scheme.header, likely, causes: causes ?? [] };
}

function diagnoseAs(reason: RefusalReason, scheme: SignatureScheme, key: Key | null, request: SignedRequest): Promise<Diagnosis> {
  const { secret, others, now } = request;
  return diagnose({ reason, provider: { name: '', scheme, secrets: key === null ? [] : [secret] }, others, request, at: now });
}

async function verify(scheme: SignatureScheme, key: Key | null, request: SignedRequest): Promise<SignatureResult> {
  const { header } = scheme;
  if (signedHeaders(scheme).some((name) => request.repeated.includes(name)))
    return { kind: 'invalid', refusal: 'header-repeated', reason: 'header-repeated', causes: [], missing: [], time: null };
  const keys = key === null ? [] : [key];
  const sent = { headers: request.headers, body: openBody(request.body) };
  const refusal = await verifySignature(scheme, keys, sent, request.now);
  if (refusal === null) return { kind: 'valid' };
  const isLate = refusal === 'timestamp-out-of-tolerance';
  const reason = isLate ? await verifySignature({ ...scheme, toleranceMs: null }, keys, sent, request.now) : refusal;
  const { causes, missing, time } = await diagnoseAs(refusal, scheme, key, request);
  // Without a key nothing matches.
  const isOpen = reason === null || (key === null && reason === 'signature-mismatch');
  if (isOpen && time?.kind === 'off') return { ...time, kind: 'late', refusal, matches: key === null ? null : true };
  if (isOpen) return { kind: 'no-secret', header };
  return { kind: 'invalid', refusal, reason, causes: causes ?? [], missing, time };
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
