import type { RefusalReason } from './refusal.js';

/**
 * One request and its answer, for logs and metrics. Names come from the document and reasons from closed lists; it
 * never contains a body, a secret or a signature.
 */
export interface ReceiveReport {
  readonly provider: string;
  /** The event's name in the document; null if unknown or refused. */
  readonly event: string | null;
  /** The id that deduplication uses; null if refused. The sender chooses it, so don't use it as a metric's label. */
  readonly id: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'conflict' | 'refused';
  /** Why it was refused; null otherwise. */
  readonly reason: RefusalReason | null;
  readonly status: number;
  /** The length of the body in bytes; null if it was not read. */
  readonly bytes: number | null;
  /** From the request to its answer, in milliseconds. */
  readonly durationMs: number;
}

/** Why an attempt did not end as `done`. */
export type ResultReason =
  /** A handler (or onUnknown, onInvalid) threw. */
  | 'handler-failed'
  /** It took longer than `handlerTimeoutMs`. */
  | 'handler-timeout'
  /** Earlier attempts ended with their process, including the last one. */
  | 'attempts-lost'
  | 'unknown-event'
  | 'unreadable'
  | 'schema-mismatch';

/** One attempt at a delivery, once its outcome is committed. */
export interface ResultReport {
  readonly provider: string;
  readonly event: string | null;
  readonly id: string;
  /** `lost`: the lease expired during the attempt, so its outcome was discarded. */
  readonly outcome: 'done' | 'unknown' | 'invalid' | 'retry' | 'dead' | 'lost';
  /** null for `done`. */
  readonly reason: ResultReason | null;
  /** 1 for the first. */
  readonly attempt: number;
  /** How long the handlers took, in milliseconds. */
  readonly durationMs: number;
  /** From the arrival of the request to the end of this attempt, in milliseconds by the receiver's clock. */
  readonly ageMs: number;
}

export type OnReceive = (report: ReceiveReport) => unknown;
export type OnResult = (report: ResultReport) => unknown;
