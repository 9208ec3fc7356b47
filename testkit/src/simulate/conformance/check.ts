import type { SimulatedProvider } from '../provider.js';
import type { Need } from './probe.js';
import { type Answer, answered, isAcknowledged, isRefused, type Trial } from './trial.js';

/** One promise of a webhook receiver, as data. */
export interface Check {
  readonly name: string;
  /** What a broken promise means for those who run the receiver. */
  readonly why: string;
  readonly needs: readonly Need[];
  /** Why it doesn't apply to the provider; null if it does. */
  whyNot(provider: SimulatedProvider): string | null;
  /** Resolves if the promise is kept; otherwise rejects with a BrokenPromise that says what happened. */
  run(trial: Trial): Promise<void>;
}

interface Definition<Needed extends Need> extends Pick<Check, 'name' | 'why'>, Partial<Pick<Check, 'whyNot'>> {
  readonly needs?: readonly Needed[];
  run(trial: Trial<Needed>): Promise<void>;
}

/** Defines a check whose trial has the needed parts of the probe, by type. The runner ensures that it does. */
export function defineCheck<Needed extends Need = never>({ needs = [], whyNot = () => null, run, ...texts }: Definition<Needed>): Check {
  return { ...texts, needs, whyNot, run: (trial) => run(trial as Trial<Needed>) };
}

/** The receiver is wrong, not the check. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** The probe shows less than the check needs. */
export class NotObservable extends Error {
  override readonly name = 'NotObservable';
}

export function assertKept(kept: boolean, broken: string): asserts kept {
  if (!kept) throw new BrokenPromise(broken);
}

/** `to` continues `answered 401`, such as `to a duplicate`. */
export const assertAcknowledged = (answer: Answer, to: string) => assertKept(isAcknowledged(answer), `${answered(answer)} ${to}`);
export const assertRefused = (answer: Answer, to: string) => assertKept(isRefused(answer), `${answered(answer)} ${to}`);
