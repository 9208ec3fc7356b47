import { BrokenPromise, type Check, NotObservable } from './check.js';
import type { CheckReport } from './report.js';
import { probeParts } from './settings.js';
import type { Trial } from './trial.js';

/** Runs one check and restores the receiver: commits succeed, handlers work, nothing is pending. */
export async function runCheck(check: Check, trial: Trial): Promise<CheckReport> {
  const { name, why } = check;
  const missing = check.whyNot(trial.provider) ?? describeMissing(check, trial);
  if (missing !== null) return { name, why, verdict: 'not-checked', message: missing };
  const judged = await judge(() => check.run(trial));
  trial.probe.commits?.recover();
  trial.probe.behave?.(() => undefined);
  const left = await judge(async () => trial.probe.settle?.());
  return { name, why, ...(judged.verdict === 'kept' ? left : judged) };
}

async function judge(step: () => Promise<void>): Promise<Pick<CheckReport, 'verdict' | 'message'>> {
  try {
    await step();
    return { verdict: 'kept', message: '' };
  } catch (error) {
    if (error instanceof BrokenPromise) return { verdict: 'broken', message: error.message };
    if (error instanceof NotObservable) return { verdict: 'not-checked', message: error.message };
    throw error;
  }
}

function describeMissing({ needs }: Check, { probe }: Trial): string | null {
  const missing = needs.filter((need) => probe[need] === undefined);
  if (missing.length === 0) return null;
  return `needs ${missing.map((need) => `probe.${need} (${probeParts[need]})`).join(', ')}`;
}
