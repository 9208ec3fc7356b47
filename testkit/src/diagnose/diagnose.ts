import type { SignatureScheme, Source } from '@hookbook/runtime';
import { decodeText, listSources, openBody, parseSignedTime, type RefusalReason, readSignedValues } from '@hookbook/runtime/inspect';
import type { Cause } from './cause.js';
import { findLikelyHeaders } from './list-signatures.js';
import { type ProbedRequest, probe, type Suspect } from './probe.js';

/** A provider that signs, by its display name, and the secrets given for it. */
export interface KnownProvider {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
}

export interface RefusedRequest {
  readonly reason: RefusalReason;
  readonly provider: KnownProvider;
  /** Other providers for which the request may have been meant. */
  readonly others: readonly KnownProvider[];
  readonly request: ProbedRequest;
  /** When it arrived, in unix milliseconds. */
  readonly at: number;
}

/** What is wrong with a signed time. */
export type TimeCause =
  | { readonly kind: 'milliseconds' }
  | { readonly kind: 'malformed'; readonly source: Source }
  | { readonly kind: 'off'; readonly offMs: number; readonly ahead: boolean; readonly toleranceMs: number };

/** Why a signature was refused, as data. Each tool words it itself. */
export interface Diagnosis {
  /** Signed values that the request lacks. */
  readonly missing: readonly Source[];
  readonly time: TimeCause | null;
  /** What the sender does wrong. Empty: only the time is wrong. null: nothing that was tried explains it. */
  readonly causes: readonly Cause[] | null;
  /** If the documented header is missing: others that may contain the signature. */
  readonly likely: readonly string[];
}

const probed: readonly RefusalReason[] = [
  ...(['signature-missing', 'signature-malformed', 'signature-mismatch'] as const),
  ...(['timestamp-malformed', 'timestamp-out-of-tolerance'] as const),
];

/** Finds out why a receiver refused a signature by trying common mistakes of senders. Runs in browsers. */
export async function diagnose(refused: RefusedRequest): Promise<Diagnosis> {
  const { reason, provider, request } = refused;
  return {
    missing: reason === 'signed-value-missing' ? findMissing(provider.scheme, request) : [],
    time: findTimeCause(refused),
    causes: probed.includes(reason) ? await findCauses(refused) : null,
    likely: (request.headers.get(provider.scheme.header) ?? '') === '' ? findLikelyHeaders(request.headers, provider.scheme) : [],
  };
}

async function findCauses(refused: RefusedRequest): Promise<readonly Cause[] | null> {
  let fewest: readonly Cause[] | null = null;
  for (const suspect of listSuspects(refused)) {
    if (fewest !== null && fewest.length <= suspect.causes.length) continue;
    const causes = await probe(suspect, refused.request);
    if (causes !== null && (fewest === null || causes.length < fewest.length)) fewest = causes;
  }
  return fewest;
}

function listSuspects({ provider, others }: RefusedRequest): Suspect[] {
  const { scheme, secrets } = provider;
  return [
    { scheme, secrets, causes: [] },
    ...others.flatMap((other): Suspect[] => [
      { scheme, secrets: other.secrets, causes: [{ kind: 'other-secret', provider: other.name }] },
      { scheme: other.scheme, secrets: other.secrets, causes: [{ kind: 'other-provider', provider: other.name }] },
      { scheme: other.scheme, secrets, causes: [{ kind: 'other-scheme', provider: other.name }] },
    ]),
  ];
}

function findMissing(scheme: SignatureScheme, { headers, body }: ProbedRequest): Source[] {
  const sources = listSources([...scheme.signed, scheme.timestamp]);
  const different = new Map(sources.map((source) => [JSON.stringify(source), source]));
  return [...different.values()].filter((source) => readSignedValues([source], headers, openBody(body)) === 'signed-value-missing');
}

function findTimeCause({ reason, provider: { scheme }, request: { headers, body }, at }: RefusedRequest): TimeCause | null {
  const { timestamp, toleranceMs } = scheme;
  if (timestamp === null || !reason.startsWith('timestamp-')) return null;
  const values = readSignedValues([timestamp], headers, openBody(body));
  const text = typeof values === 'string' ? '' : (decodeText(values.get(timestamp) ?? new Uint8Array(0)) ?? '');
  if (/^\d{12,14}$/.test(text)) return { kind: 'milliseconds' };
  const signed = reason === 'timestamp-malformed' ? null : parseSignedTime(text);
  if (signed === null) return { kind: 'malformed', source: timestamp };
  return { kind: 'off', offMs: Math.abs(at - signed), ahead: signed > at, toleranceMs: toleranceMs ?? 0 };
}
