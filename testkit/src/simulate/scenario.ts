import type { SimulatedProvider } from './provider.js';
import type { ScenarioName } from './scenarios/index.js';
import type { Stage } from './stage.js';

/** A situation for a receiver: what is sent and how it must react. */
export interface Scenario {
  readonly name: ScenarioName;
  /** What is sent, in one sentence. */
  readonly shows: string;
  /** Why a receiver must handle it. */
  readonly why: string;
  /** Why it doesn't apply to the provider; null if it does. `given`: the options that matter. */
  whyNot(provider: SimulatedProvider, given?: { readonly previousSecret?: string | undefined }): string | null;
  /** Sends and judges. Rejects only for errors of the simulator. */
  play(stage: Stage): Promise<void>;
}
