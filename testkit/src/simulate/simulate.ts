import { maxTimerMs } from '@hookbook/runtime/inspect';
import { checkSimulateOptions, type SimulateSettings } from './check-simulate-options.js';
import { judgeEffects } from './effects.js';
import { createEngine } from './engine.js';
import type { Effect, SimulateOptions } from './options.js';
import { type Policy, resolvePolicy } from './policy.js';
import type { Assumption, SimulationReport } from './report.js';
import { scenarios } from './scenarios/index.js';
import { createRandom } from './seeded-random.js';
import { createStage, noResults, type Results, type Stage } from './stage.js';
import { createTime } from './virtual-time.js';

/**
 * ```ts
 * const report = await simulate({ provider: providers.ecwid, scenario: 'duplicates', secret, fetch: receiver.fetch });
 * expect(report.ok, describeReport(report)).toBe(true);
 * ```
 *
 * Simulates a provider against an endpoint in one scenario: sends fresh, correctly signed deliveries by the policy that
 * the document defines. Time is virtual, so a schedule of days takes only as long as the answers. The report says what
 * the endpoint gets wrong. Rejects with a TypeError that names an invalid option before anything is sent, and with what
 * `clock` or `effects` throw.
 */
export async function simulate<Name extends string>(options: SimulateOptions<Name>): Promise<SimulationReport> {
  const settings = checkSimulateOptions(options);
  const { provider, scenario, previousSecret, seed } = settings;
  const skipped = scenarios[scenario].whyNot(provider, { previousSecret: previousSecret ?? undefined });
  const { policy, assumed } = resolvePolicy(provider.delivery);
  const results = noResults();
  if (skipped === null) await play(settings, policy, results);
  const { deliveries, verdicts, notices, disabledAt, notes } = results;
  return {
    ...{ provider: provider.provider, scenario, skipped, seed },
    ...{ deliveries, verdicts, notices, disabledAt },
    ok: verdicts.every(({ ok }) => ok),
    assumed: skipped === null ? assumed.filter((one) => isUsed(one, settings, results)) : [],
    notes: [...notes],
  };
}

async function play(settings: SimulateSettings, policy: Policy, results: Results): Promise<void> {
  const { effects } = settings;
  const stage = setStage(settings, policy, results);
  await stage.build(); // reports what can't be signed before anything is sent
  const before = await readEffects(settings);
  await scenarios[settings.scenario].play(stage);
  if (effects !== null) results.verdicts.push(...judgeEffects(results.expected, before, await readEffects(settings)));
  else if (results.expected.length > 0) stage.note('What the handlers did was not checked: pass `effects`.');
}

function setStage(settings: SimulateSettings, policy: Policy, results: Results): Stage {
  const { title } = settings.provider;
  const time = createTime(settings.clock);

  function onDisabled(at: number): void {
    results.disabledAt ??= at;
    if (policy.notify !== null)
      results.notices.push({ at, by: policy.notify, message: `${title} stops sending: too many deliveries failed` });
  }

  function onHung(limitMs: number): void {
    results.notes.add(`The endpoint hung twice for as long as ${title} waits: what followed waited ${limitMs} ms for an answer.`);
  }

  // A document may define more than setTimeout can wait.
  const timeoutMs = settings.timeoutMs ?? Math.max(1, Math.min(policy.timeoutMs, maxTimerMs));
  const engine = createEngine({ ...settings, policy, time, timeoutMs, onDisabled, onHung });
  return createStage({ ...settings, policy, engine, time, random: createRandom(settings.seed) }, results);
}

/** Copied, because the app's list may grow. */
async function readEffects({ effects }: SimulateSettings): Promise<readonly Effect[]> {
  return effects === null ? [] : [...(await effects())];
}

/** Whether the assumption mattered: a retry schedule only does if something failed. */
function isUsed({ name }: Assumption, { timeoutMs }: SimulateSettings, { deliveries }: Results): boolean {
  if (name === 'timeoutMs') return timeoutMs === null;
  if (name === 'acknowledges') return true;
  return deliveries.some(({ attempts, outcome }) => attempts.length > 1 || ['given-up', 'cut-short', 'disabled'].includes(outcome));
}
