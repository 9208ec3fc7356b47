import { type ScenarioName, scenarioNames, scenarios } from '../scenarios/index.js';
import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { Trial } from './trial.js';

/** The simulator's scenarios, one situation each. */
export const scenarioChecks: readonly Check[] = scenarioNames.map((name) =>
  defineCheck({ name: `scenario ${name}`, why: scenarios[name].why, run: (trial) => playScenario(trial, name) }),
);

async function playScenario({ play }: Trial, name: ScenarioName): Promise<void> {
  const { skipped, verdicts } = await play(name);
  if (skipped !== null) throw new NotObservable(skipped);
  const faults = new Set(verdicts.flatMap(({ ok, message }) => (ok ? [] : [message])));
  assertKept(faults.size === 0, [...faults].join('; '));
}
