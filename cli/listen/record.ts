import type { Validation, ValidationError } from '@hookbook/runtime';

/** One request and its result, as plain data for the terminal or for JSON. */
export interface ReceivedRecord {
  /** ISO 8601. */
  readonly at: string;
  /** null if the path belongs to no provider. */
  readonly provider: string | null;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** The event's name; null if unknown. */
  readonly event: string | null;
  readonly id: string | null;
  readonly outcome: 'stored' | 'duplicate' | 'conflict' | 'refused';
  /** `unverified`: no secret was given, or the provider does not sign. */
  readonly signature: 'verified' | 'unverified' | 'refused' | 'not-looked-at';
  readonly reason: string | null;
  /** Why it was refused and what to do, one sentence each. */
  readonly hints: readonly string[];
  /** Whether a receiver would accept the body; null if there was none to validate. */
  readonly valid: boolean | null;
  readonly errors: readonly Pick<ValidationError, 'pointer' | 'message'>[];
  /** What receivers accept although it is not in the document. */
  readonly notes: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** null if it was not read. */
  readonly body: Uint8Array | null;
}

export const errorsOf = (result: Validation): readonly ValidationError[] => (result.valid ? [] : result.errors);
