import { type Building, type BuiltDelivery, buildDelivery } from './build-delivery.js';
import type { SimulateSettings } from './check-simulate-options.js';
import type { Engine, PlannedDelivery } from './engine.js';
import type { Policy } from './policy.js';
import type { DeliveryReport, Notice, ScenarioVerdict } from './report.js';
import type { SeededRandom } from './seeded-random.js';
import type { VirtualTime } from './virtual-time.js';

/** What a scenario uses to build and send deliveries and to judge the results. */
export interface Stage extends Pick<SimulateSettings, 'provider' | 'events' | 'count' | 'secrets' | 'previousSecret'> {
  readonly policy: Policy;
  readonly random: SeededRandom;
  readonly time: VirtualTime;
  readonly engine: Pick<Engine, 'disabledAt' | 'enable'>;
  /** Builds a fresh delivery of the event; by default of the first event. */
  build(changes?: Changes): Promise<BuiltDelivery>;
  send(...sendings: PlannedDelivery[]): Promise<DeliveryReport[]>;
  judge(verdict: ScenarioVerdict): void;
  /** How often these deliveries must have been handled when the scenario is over. */
  expectEffects(expected: Omit<ExpectedEffects, 'deliveries'>, deliveries: readonly DeliveryReport[]): void;
  note(text: string): void;
}

export interface Changes extends Partial<Omit<Building, 'url'>> {
  readonly event?: string;
  /** How long ago the event happened, in milliseconds. Changes times in the body. */
  readonly ageMs?: number;
}

export interface ExpectedEffects {
  readonly name: string;
  /** The deliveries as text. */
  readonly what: string;
  /** For each of the deliveries. */
  readonly times: 0 | 1;
  readonly why: string;
  readonly deliveries: readonly DeliveryReport[];
}

/** The results of a scenario so far. */
export interface Results {
  readonly deliveries: DeliveryReport[];
  readonly verdicts: ScenarioVerdict[];
  readonly expected: ExpectedEffects[];
  readonly notices: Notice[];
  readonly notes: Set<string>;
  disabledAt: number | null;
}

export const noResults = (): Results => ({
  deliveries: [],
  verdicts: [],
  expected: [],
  notices: [],
  notes: new Set(),
  disabledAt: null,
});

export interface StageParts extends Omit<Stage, 'build' | 'send' | 'judge' | 'expectEffects' | 'note'> {
  readonly url: string;
  readonly engine: Engine;
}

const maxSkipped = 3600;

export function createStage({ url, engine, ...parts }: StageParts, results: Results): Stage {
  const { provider, events, secrets, random, time } = parts;
  const ids = new Set<string>();
  let serial = random.below(maxSkipped); // so that ids in whole seconds differ between simulations

  async function build({ event = events[0] ?? '', ageMs = 0, ...changes }: Changes = {}): Promise<BuiltDelivery> {
    serial += 1;
    const built = await buildDelivery(provider, event, { at: time.now() - ageMs, serial, random }, { url, secrets, ...changes });
    if (ids.has(built.id)) results.notes.add(`${event} has no valid id to change, so its deliveries are duplicates of each other.`);
    ids.add(built.id);
    return built;
  }

  async function send(...sendings: PlannedDelivery[]): Promise<DeliveryReport[]> {
    const records = await engine.send(sendings);
    results.deliveries.push(...records);
    return records;
  }

  return {
    ...parts,
    ...{ engine, build, send },
    judge: (verdict) => void results.verdicts.push(verdict),
    expectEffects: (expected, deliveries) => void results.expected.push({ ...expected, deliveries }),
    note: (text) => void results.notes.add(text),
  };
}
