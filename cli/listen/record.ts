import type { Validation, ValidationError } from '@hookbook/runtime';

/** One request and what became of it: plain data, for a line of a terminal or of JSON. */
export interface ReceivedRecord {
  /** ISO 8601. */
  readonly at: string;
  /** null: no provider's address. */
  readonly provider: string | null;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** The event's name; null where it can't be told. */
  readonly event: string | null;
  readonly id: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'conflict' | 'refused';
  /** `unverified`: no secret was given, or the provider doesn't sign. */
  readonly signature: 'verified' | 'unverified' | 'refused' | 'not-looked-at';
  readonly reason: string | null;
  /** Why, and what to do, a sentence each. */
  readonly hints: readonly string[];
  /** As a receiver judges; null where there was nothing to judge. */
  readonly valid: boolean | null;
  readonly errors: readonly Pick<ValidationError, 'pointer' | 'message'>[];
  /** What a receiver lets pass and the document doesn't say. */
  readonly notes: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** null where it was not read. */
  readonly body: Uint8Array | null;
}

export const errorsOf = (result: Validation): readonly ValidationError[] => (result.valid ? [] : result.errors);
