import type { ScenarioName } from './scenario-names.js';

/** What was played and what it showed: plain JSON data, without a secret, a signature or a body in it. */
export interface Report {
  readonly provider: string;
  readonly scenario: ScenarioName;
  /** No verdict failed; a scenario that was not played has none. */
  readonly ok: boolean;
  /** Why the scenario says nothing of this provider, so that nothing was sent; null: it was played. */
  readonly skipped: string | null;
  /** In the order in which they were first sent. */
  readonly deliveries: readonly DeliveryReport[];
  readonly verdicts: readonly Verdict[];
  /** What the document doesn't say of the provider's ways, and what the simulator did instead. */
  readonly assumed: readonly Assumption[];
  /** What the provider told the endpoint's owner. */
  readonly notices: readonly Notice[];
  /** When the provider stopped sending, in virtual milliseconds; null: it didn't. */
  readonly disabledAt: number | null;
  /** What the report doesn't show, or shows only by half. */
  readonly notes: readonly string[];
  /** Gives the same deliveries again. */
  readonly seed: number;
}

export interface DeliveryReport {
  readonly event: string;
  /** What a receiver of ours deduplicates it by, and its handlers get as `delivery.id`. */
  readonly id: string;
  /** What is odd about it, such as `signed with another secret`; null: nothing. */
  readonly trait: string | null;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/**
 * `acknowledged` by its last attempt; `refused`: by a status that is no acknowledgement, and not sent again since the scenario wanted one
 * answer; `failed`: one attempt that no status answered; `given-up`: each attempt of the schedule failed; `disabled`: the provider stopped
 * sending before; `cut-short`: the simulation did (`attempts`).
 */
export type Outcome = 'acknowledged' | 'refused' | 'failed' | 'given-up' | 'disabled' | 'cut-short';

export interface Attempt {
  /** Virtual milliseconds since the scenario began: the waits of the schedule, not the time that answers take. */
  readonly at: number;
  /** What the provider saw; null: no answer. */
  readonly status: number | null;
  /** Why there was no answer, in words. */
  readonly error: string | null;
  readonly acknowledged: boolean;
  /** What the simulator did to the attempt, so that its failure isn't the endpoint's; null: nothing. */
  readonly played: Fault | null;
  /** Real milliseconds until the answer; null where nothing was sent. */
  readonly durationMs: number | null;
}

/**
 * `not-delivered`: a gateway before the endpoint answered 500, and the endpoint got nothing; `answer-lost`: the endpoint answered, and the
 * gateway said 500; `hung-up`: the sender didn't wait for the answer; `cut-off`: the connection broke in the middle of the body.
 */
export type Fault = 'not-delivered' | 'answer-lost' | 'hung-up' | 'cut-off';

export interface Verdict {
  /** Stable, such as `repeat-acknowledged`. */
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  /** Why it matters. */
  readonly why: string;
}

export interface Assumption {
  /** A member of DeliveryPolicy. */
  readonly name: string;
  readonly message: string;
}

export interface Notice {
  /** Virtual milliseconds. */
  readonly at: number;
  /** How it is sent, in the document's word, such as `email`. */
  readonly by: string;
  readonly message: string;
}
