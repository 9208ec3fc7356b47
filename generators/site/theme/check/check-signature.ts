import type { SignatureScheme, Source } from '@hookbook/runtime';
import {
  decodeText,
  type Key,
  parseSignedTime,
  type RefusalReason,
  readKey,
  readSignedValues,
  verifySignature,
} from '@hookbook/runtime/inspect';
import { explainSignature, untimed } from './explain-signature.js';
import type { PastedHeaders } from './headers.js';
import { type Cause, findLikelyHeaders } from './signature-causes.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a receiver makes of a signature. Nothing in it is a secret or an expected signature. */
export type SignatureVerdict =
  /** The document describes no signature. */
  | { readonly kind: 'unsigned' }
  /** This browser, or this address without TLS, has no Web Crypto. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'no-header'; readonly header: string; readonly likely: readonly string[]; readonly causes: readonly Cause[] }
  | { readonly kind: 'no-secret'; readonly header: string }
  /** The message says why it can be no secret of this provider. */
  | { readonly kind: 'wrong-secret'; readonly message: string }
  | { readonly kind: 'holds' }
  /** It holds, and its signed time is too far from now. */
  | { readonly kind: 'late'; readonly offMs: number; readonly ahead: boolean; readonly toleranceMs: number }
  | { readonly kind: 'fails'; readonly reason: RefusalReason; readonly causes: readonly Cause[] };

export interface SignedRequest extends Pick<PastedHeaders, 'headers' | 'repeated'> {
  readonly body: Bytes;
  readonly secret: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Verifies as a receiver does, by the runtime's own engine; where it refuses, says what the sender may have done. */
export async function checkSignature(scheme: SignatureScheme | null, request: SignedRequest): Promise<SignatureVerdict> {
  if (scheme === null) return { kind: 'unsigned' };
  if (globalThis.crypto?.subtle === undefined) return { kind: 'unavailable' };
  const { header } = scheme;
  const key = request.secret === '' ? null : tryKey(scheme, request.secret);
  if (typeof key === 'string') return { kind: 'wrong-secret', message: key };
  try {
    if ((request.headers.get(header) ?? '') === '') {
      const causes = key === null ? [] : await explainSignature(scheme, key, request);
      return { kind: 'no-header', header, likely: findLikelyHeaders(request.headers, scheme), causes };
    }
    return key === null ? { kind: 'no-secret', header } : await verify(scheme, key, request);
  } catch (error) {
    if (error instanceof DOMException) return { kind: 'unavailable' }; // no Ed25519 in this browser
    throw error;
  }
}

/** Other reasons say all there is to say. */
const explained: readonly RefusalReason[] = ['signature-mismatch', 'signature-malformed'];

async function verify(scheme: SignatureScheme, key: Key, request: SignedRequest): Promise<SignatureVerdict> {
  if (signedHeaders(scheme).some((name) => request.repeated.includes(name)))
    return { kind: 'fails', reason: 'header-repeated', causes: [] };
  const first = await verifySignature(scheme, [key], request, request.now);
  if (first === null) return { kind: 'holds' };
  const reason = first === 'timestamp-out-of-tolerance' ? await verifySignature(untimed(scheme), [key], request, request.now) : first;
  if (reason === null) return describeTime(scheme, request);
  return { kind: 'fails', reason, causes: explained.includes(reason) ? await explainSignature(scheme, key, request) : [] };
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

function describeTime({ timestamp, toleranceMs }: SignatureScheme, { headers, body, now }: SignedRequest): SignatureVerdict {
  const sources: Source[] = timestamp === null ? [] : [timestamp];
  const values = readSignedValues(sources, headers, body);
  const bytes = typeof values === 'string' || timestamp === null ? undefined : values.get(timestamp);
  const signed = parseSignedTime(decodeText(bytes ?? new Uint8Array(0)) ?? '') ?? now;
  return { kind: 'late', offMs: Math.abs(now - signed), ahead: signed > now, toleranceMs: toleranceMs ?? 0 };
}
