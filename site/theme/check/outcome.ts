import { type RefusalReason, refuseHead } from '@hookbook/runtime/inspect';
import type { SignatureResult } from './check-signature.js';
import type { CheckedProvider } from './checked-provider.js';
import type { PastedHeaders } from './headers.js';
import type { PayloadState, ReadPayload } from './read-payload.js';

/** What a receiver does with a whole request, as far as it can be known. */
export type Outcome =
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'answered'; readonly payload: PayloadState; readonly trust: Trust; readonly answer: Answer };

/** Whether the request is known to be from the provider. `unchecked`: a receiver may still refuse it. */
export type Trust = 'valid' | 'unsigned' | 'unchecked';

export type Answer =
  /** The event as its name is shown. */
  | { readonly kind: 'handled'; readonly status: number; readonly event: string }
  /** Stored in the inbox in this state, for no handler. */
  | { readonly kind: 'quarantined'; readonly status: number; readonly state: 'invalid' | 'unknown' }
  /** Nothing distinguishes the provider's events, so it has no receiver. */
  | { readonly kind: 'no-receiver' }
  | { readonly kind: 'no-provider' };

/** The default of `maxBodyBytes`. */
export const maxBodyBytes = 1_048_576;

interface CheckedRequest {
  readonly provider: CheckedProvider | null;
  readonly pasted: PastedHeaders;
  /** The size of the body in bytes. */
  readonly size: number;
  /** null: the provider isn't known. */
  readonly signature: SignatureResult | null;
  readonly payload: ReadPayload;
}

/** Predicts the outcome for the whole request, in the order in which a receiver checks it. */
export function predictOutcome({ provider, pasted, size, signature, payload }: CheckedRequest): Outcome {
  const early = checkHead(pasted, provider) ?? (size > maxBodyBytes ? 'body-too-large' : null);
  const reason = early ?? (signature !== null && 'refusal' in signature ? signature.refusal : null);
  if (reason !== null) return { kind: 'refused', reason };
  return { kind: 'answered', payload: payload.state, trust: trustOf(signature), answer: answerTo(payload, provider) };
}

const unsigned = { signature: null, dedupe: { by: 'body' }, discriminator: [] } as const;

/** Headers pasted without a request line may be some of several: a missing Content-Type is assumed. */
function checkHead({ headers, method, repeated }: PastedHeaders, provider: CheckedProvider | null): RefusalReason | null {
  const assumed = new Headers(headers);
  if (method === null && !headers.has('content-type')) assumed.set('content-type', 'application/json');
  const head = { method: method ?? 'POST', headers: assumed, repeated: new Set(repeated), bodyRead: false };
  return refuseHead(head, provider?.contract ?? unsigned, maxBodyBytes);
}

function trustOf(signature: SignatureResult | null): Trust {
  return signature?.kind === 'valid' || signature?.kind === 'unsigned' ? signature.kind : 'unchecked';
}

function answerTo({ state, event }: ReadPayload, provider: CheckedProvider | null): Answer {
  if (provider === null) return { kind: 'no-provider' };
  if (provider.tolerant.findEvent === undefined) return { kind: 'no-receiver' };
  const status = provider.contract.acknowledge;
  if (state === 'unknown' || event === null) return { kind: 'quarantined', status, state: state === 'unknown' ? 'unknown' : 'invalid' };
  return state === 'invalid'
    ? { kind: 'quarantined', status, state }
    : { kind: 'handled', status, event: provider.events.find(({ name }) => name === event)?.label ?? event };
}
