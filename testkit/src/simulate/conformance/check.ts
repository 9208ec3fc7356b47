import type { SimulatedProvider } from '../provider.js';
import type { Need } from './probe.js';
import type { Trial } from './trial.js';

/** One promise of a webhook receiver, as data. */
export interface Check {
  readonly name: string;
  /** What goes wrong for the people who run a receiver that fails it. */
  readonly why: string;
  readonly needs: readonly Need[];
  /** Why it says nothing of the provider; null: it applies. */
  whyNot(provider: SimulatedProvider): string | null;
  /** Resolves where the promise is kept, and rejects with a BrokenPromise, in words, where it isn't. */
  run(trial: Trial): Promise<void>;
}

interface Definition<Needed extends Need> {
  readonly name: string;
  readonly why: string;
  readonly needs?: readonly Needed[];
  whyNot?(provider: SimulatedProvider): string | null;
  run(trial: Trial<Needed>): Promise<void>;
}

/** A check whose trial has what it needs, by its type; whoever runs it has looked whether it does. */
export function defineCheck<Needed extends Need = never>({ needs = [], whyNot = () => null, run, ...words }: Definition<Needed>): Check {
  return { ...words, needs, whyNot, run: (trial) => run(trial as Trial<Needed>) };
}

/** The receiver is at fault, not the check. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** Nobody is at fault: the probe shows less than the check has to see. */
export class NotShown extends Error {
  override readonly name = 'NotShown';
}

export function insist(kept: boolean, broken: string): asserts kept {
  if (!kept) throw new BrokenPromise(broken);
}
