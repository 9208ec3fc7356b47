import { BrokenPromise, type Check, NotObservable } from './check.js';
import { conformanceChecks } from './checks.js';
import { createTrial } from './create-trial.js';
import { genuineCheck } from './genuine-check.js';
import type { ConformanceOptions, ConformanceTarget } from './options.js';
import type { CheckReport, ConformanceReport } from './report.js';
import { checkConformanceOptions, probeParts } from './settings.js';
import type { Trial } from './trial.js';

/**
 * Checks every promise of a receiver and reports the broken ones. With a URL alone only answers are checked; each
 * property of `probe` shows more. Use a receiver of its own: it gets about a hundred events, genuine and forged, and
 * the probe may crash it. Rejects with a TypeError that names an invalid option, and with what the probe throws. The
 * receiver's faults are in the report.
 */
export async function conformance<Name extends string>(
  target: ConformanceTarget,
  options: ConformanceOptions<Name>,
): Promise<ConformanceReport> {
  const trial = createTrial(checkConformanceOptions(target, options));
  const checks: CheckReport[] = [];
  let isUsable = true;
  for (const check of selectChecks(options.only)) {
    const report: CheckReport = isUsable ? await runCheck(check, trial) : skip(check, 'needs a receiver that acknowledges a genuine event');
    checks.push(report);
    if (check === genuineCheck) isUsable = report.verdict !== 'broken';
  }
  return { provider: trial.provider.provider, ok: checks.every(({ verdict }) => verdict !== 'broken'), checks };
}

function skip({ name, why }: Check, message: string): CheckReport {
  return { name, why, verdict: 'not-checked', message };
}

function selectChecks(only: readonly string[] | undefined): readonly Check[] {
  const names = conformanceChecks.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`only: there is no ${JSON.stringify(unknown)}; there are ${names.join(', ')}`);
  return conformanceChecks.filter(({ name }) => only === undefined || only.includes(name));
}

/** Runs one check and restores the receiver: commits succeed, handlers work, nothing is pending. */
async function runCheck(check: Check, trial: Trial): Promise<CheckReport> {
  const { name, why } = check;
  const missing = check.whyNot(trial.provider) ?? describeMissing(check, trial);
  if (missing !== null) return skip(check, missing);
  const judged = await judge(() => check.run(trial));
  trial.probe.commits?.recover();
  trial.probe.behave?.(() => undefined);
  const restored = await judge(async () => trial.probe.settle?.());
  return { name, why, ...(judged.verdict === 'kept' ? restored : judged) };
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
