import { type Building, type BuiltDelivery, buildDelivery } from './build-delivery.js';
import type { Engine, Sending } from './engine.js';
import type { Policy } from './policy.js';
import type { SimulatedProvider } from './provider.js';
import type { DeliveryReport, Notice, Verdict } from './report.js';
import type { SeededRandom } from './seeded-random.js';
import type { VirtualTime } from './virtual-time.js';

/** What a scenario plays on: it builds and sends deliveries, and says what has to have come of them. */
export interface Stage {
  readonly provider: SimulatedProvider;
  readonly policy: Policy;
  readonly events: readonly string[];
  /** As the options have it; null: each scenario has its own. */
  readonly count: number | null;
  readonly secrets: readonly string[];
  readonly previousSecret: string | null;
  readonly random: SeededRandom;
  readonly time: VirtualTime;
  readonly engine: Pick<Engine, 'disabledAt' | 'enable'>;
  /** A fresh delivery of the event, of the first one by default. */
  build(changes?: Changes): Promise<BuiltDelivery>;
  send(...sendings: Sending[]): Promise<DeliveryReport[]>;
  judge(verdict: Verdict): void;
  /** How often these have to have been handled, once all is over. */
  expectEffects(expected: Omit<ExpectedEffects, 'deliveries'>, deliveries: readonly DeliveryReport[]): void;
  note(text: string): void;
}

export interface Changes extends Partial<Omit<Building, 'url'>> {
  readonly event?: string;
  /** How long ago the event happened, in milliseconds: as a time in the body says. */
  readonly ageMs?: number;
}

export interface ExpectedEffects {
  readonly name: string;
  /** The deliveries, in words. */
  readonly what: string;
  /** Of each of them. */
  readonly times: 0 | 1;
  readonly why: string;
  readonly deliveries: readonly DeliveryReport[];
}

/** What has come of a scenario so far. */
export interface Played {
  readonly deliveries: DeliveryReport[];
  readonly verdicts: Verdict[];
  readonly expected: ExpectedEffects[];
  readonly notices: Notice[];
  readonly notes: Set<string>;
  disabledAt: number | null;
}

export const nothingPlayed = (): Played => ({
  deliveries: [],
  verdicts: [],
  expected: [],
  notices: [],
  notes: new Set(),
  disabledAt: null,
});

export interface StageParts
  extends Pick<Stage, 'provider' | 'policy' | 'events' | 'count' | 'secrets' | 'previousSecret' | 'random' | 'time'> {
  readonly url: string;
  readonly engine: Engine;
}

const maxSkipped = 3600;

export function createStage({ url, engine, ...parts }: StageParts, played: Played): Stage {
  const { provider, events, secrets, random, time } = parts;
  const ids = new Set<string>();
  let serial = random.below(maxSkipped); // an id that is a time of whole seconds is not that of the simulation before

  async function build({ event = events[0] ?? '', ageMs = 0, ...changes }: Changes = {}): Promise<BuiltDelivery> {
    serial += 1;
    const built = await buildDelivery(provider, event, { at: time.now() - ageMs, serial, random }, { url, secrets, ...changes });
    if (ids.has(built.id)) played.notes.add(`No other id fits ${event}: deliveries of it that should be others are duplicates.`);
    ids.add(built.id);
    return built;
  }

  async function send(...sendings: Sending[]): Promise<DeliveryReport[]> {
    const records = await engine.send(sendings);
    played.deliveries.push(...records);
    return records;
  }

  return {
    ...parts,
    ...{ engine, build, send },
    judge: (verdict) => void played.verdicts.push(verdict),
    expectEffects: (expected, deliveries) => void played.expected.push({ ...expected, deliveries }),
    note: (text) => void played.notes.add(text),
  };
}
