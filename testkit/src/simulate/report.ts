import type { ScenarioName } from './scenarios/index.js';

/** The result of a scenario, as plain JSON data without a secret, a signature or a body. */
export interface SimulationReport {
  readonly provider: string;
  readonly scenario: ScenarioName;
  /** True if no verdict failed. A scenario that was not run has none. */
  readonly ok: boolean;
  /** Why the scenario doesn't apply to this provider, so nothing was sent; null if it was run. */
  readonly skipped: string | null;
  /** In the order of their first attempts. */
  readonly deliveries: readonly DeliveryReport[];
  readonly verdicts: readonly ScenarioVerdict[];
  /** What the document doesn't define about the provider, and what the simulator assumed. */
  readonly assumed: readonly Assumption[];
  /** Notices from the provider to the endpoint's owner. */
  readonly notices: readonly Notice[];
  /** When the provider stopped sending, in virtual milliseconds; null if it didn't. */
  readonly disabledAt: number | null;
  /** Limits of the report. */
  readonly notes: readonly string[];
  /** The same seed produces the same deliveries. */
  readonly seed: number;
}

export interface DeliveryReport {
  readonly event: string;
  /** The id that our receivers deduplicate by and pass to handlers as `delivery.id`. */
  readonly id: string;
  /** What is unusual about it, such as `signed with another secret`; null if nothing is. */
  readonly trait: string | null;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/**
 * - `acknowledged`: by its last attempt.
 * - `refused`: by its status. Not retried, because the scenario needs a single answer.
 * - `failed`: its single attempt got no status.
 * - `given-up`: every attempt of the schedule failed.
 * - `disabled`: the provider stopped sending before.
 * - `cut-short`: the simulation stopped it (`attempts`).
 */
export type Outcome = 'acknowledged' | 'refused' | 'failed' | 'given-up' | 'disabled' | 'cut-short';

export interface Attempt {
  /** Virtual milliseconds since the scenario began: the waits of the schedule without the time of answers. */
  readonly at: number;
  /** What the provider saw; null if there was no answer. */
  readonly status: number | null;
  /** Why there was no answer. */
  readonly error: string | null;
  readonly acknowledged: boolean;
  /** What the simulator did to the attempt, so that its failure isn't the endpoint's; null if nothing. */
  readonly played: SimulatedFault | null;
  /** Real milliseconds until the answer; null if nothing was sent. */
  readonly durationMs: number | null;
}

/**
 * - `not-delivered`: a gateway answered 500, and the endpoint got nothing.
 * - `answer-lost`: the endpoint answered, but the gateway returned 500.
 * - `hung-up`: the sender didn't wait for the answer.
 * - `cut-off`: the connection broke in the middle of the body.
 */
export type SimulatedFault = 'not-delivered' | 'answer-lost' | 'hung-up' | 'cut-off';

export interface ScenarioVerdict {
  /** Stable, such as `repeat-acknowledged`. */
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
}

export interface Assumption {
  /** A property of DeliveryPolicy. */
  readonly name: string;
  readonly message: string;
}

export interface Notice {
  /** Virtual milliseconds. */
  readonly at: number;
  /** How it is sent, as the document calls it, such as `email`. */
  readonly by: string;
  readonly message: string;
}
