import { checkSimulateOptions, type SimulateSettings } from './check-simulate-options.js';
import { judgeEffects } from './effects.js';
import { createEngine } from './engine.js';
import type { Effect, SimulateOptions } from './options.js';
import { resolvePolicy } from './policy.js';
import type { Notice, Report } from './report.js';
import { scenarios } from './scenarios/index.js';
import { createRandom } from './seeded-random.js';
import { createStage, type Played } from './stage.js';
import { createTime } from './virtual-time.js';

/**
 * Plays a provider to an endpoint in one scenario: fresh, truly signed deliveries, by the delivery policy that the document describes, on
 * a virtual clock, so that a schedule of days takes as long as the answers do. What the endpoint gets wrong is in the report; it rejects
 * with a TypeError that names the option where one is wrong, before anything is sent, and with what `clock` or `effects` throw.
 */
export async function simulate<Name extends string>(options: SimulateOptions<Name>): Promise<Report> {
  const settings = checkSimulateOptions(options);
  const { provider, scenario, previousSecret, seed } = settings;
  const played = scenarios[scenario];
  const nothing = { deliveries: [], verdicts: [], assumed: [], notices: [], disabledAt: null, notes: [] };
  const skipped = played.whyNot(provider, { previousSecret: previousSecret ?? undefined });
  const head = { provider: provider.provider, scenario };
  if (skipped !== null) return { ...head, ok: true, skipped, ...nothing, seed };
  const { policy, assumed } = resolvePolicy(provider.delivery);
  const notices: Notice[] = [];
  let disabledAt: number | null = null;

  function noteDisabled(at: number): void {
    disabledAt ??= at;
    if (policy.notify !== null)
      notices.push({ at, by: policy.notify, message: `${provider.title} stops sending: too many deliveries failed` });
  }

  const time = createTime(settings.clock);
  const timeoutMs = settings.timeoutMs ?? policy.timeoutMs;
  const engine = createEngine({ ...settings, policy, time, timeoutMs, disabled: noteDisabled });
  const stageParts = { ...settings, policy, engine, time, random: createRandom(seed) };
  const { stage, played: said } = createStage(stageParts);
  await stage.build(); // what can't be signed is the options' fault, and said before anything is sent
  const before = await readEffects(settings);
  await played.play(stage);
  judgeWhatWasDone(settings, said, before, await readEffects(settings));
  const { deliveries, verdicts, notes } = said;
  const ok = verdicts.every((verdict) => verdict.ok);
  return { ...head, ok, skipped: null, deliveries, verdicts, assumed, notices, disabledAt, notes: [...notes], seed };
}

async function readEffects({ effects }: SimulateSettings): Promise<readonly Effect[]> {
  return effects === null ? [] : [...(await effects())];
}

function judgeWhatWasDone({ effects }: SimulateSettings, said: Played, before: readonly Effect[], after: readonly Effect[]): void {
  if (effects !== null) said.verdicts.push(...judgeEffects(said.expected, before, after));
  else if (said.expected.length > 0) said.notes.add('What the handlers did was not looked at: give `effects`.');
}
