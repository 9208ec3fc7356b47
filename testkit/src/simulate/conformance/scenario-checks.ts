import { type ScenarioName, scenarioNames } from '../scenario-names.js';
import { scenarios } from '../scenarios/index.js';
import { type Check, defineCheck, insist, NotShown } from './check.js';
import type { Trial } from './trial.js';

/** The simulator's scenarios: a provider's ways, one situation each. */
export const scenarioChecks: readonly Check[] = scenarioNames.map((name) =>
  defineCheck({ name: `scenario ${name}`, why: scenarios[name].why, run: (trial) => playScenario(trial, name) }),
);

async function playScenario({ play }: Trial, name: ScenarioName): Promise<void> {
  const { skipped, verdicts } = await play(name);
  if (skipped !== null) throw new NotShown(skipped);
  const faults = new Set(verdicts.flatMap(({ ok, message }) => (ok ? [] : [message])));
  insist(faults.size === 0, [...faults].join('; '));
}
