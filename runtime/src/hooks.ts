import type { RefusalReason } from './refusal.js';

/**
 * One request and what was answered, for logs and metrics. Its names come from the document and its reasons from closed lists:
 * never a body, a secret or a signature.
 */
export interface ReceiveReport {
  readonly provider: string;
  /** The event's name in the document; null where it could not be told, and for what was refused. */
  readonly event: string | null;
  /** What deduplication goes by; null for what was refused. Chosen by the sender: for a log line, not for a metric's label. */
  readonly id: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'conflict' | 'refused';
  /** Why it was refused; null otherwise. */
  readonly reason: RefusalReason | null;
  readonly status: number;
  /** The body's length in bytes; null where it was not read. */
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
  /** Earlier attempts ended with their process, the last one too. */
  | 'attempts-lost'
  | 'unknown-event'
  | 'unreadable'
  | 'schema-mismatch';

/** One attempt at a delivery, once its outcome is committed. */
export interface ResultReport {
  readonly provider: string;
  readonly event: string | null;
  readonly id: string;
  /** `lost`: the lease ran out meanwhile, and what this attempt found counts for nothing. */
  readonly outcome: 'done' | 'unknown' | 'invalid' | 'retry' | 'dead' | 'lost';
  /** null for `done`. */
  readonly reason: ResultReason | null;
  /** 1 for the first. */
  readonly attempt: number;
  /** How long its handlers took, in milliseconds. */
  readonly durationMs: number;
  /** From the request's arrival to the end of this attempt, in milliseconds, by the receiver's clock. */
  readonly ageMs: number;
}

export type OnReceive = (report: ReceiveReport) => unknown;
export type OnResult = (report: ResultReport) => unknown;
