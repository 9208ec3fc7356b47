import type { SimulatedProvider } from './provider.js';
import type { ScenarioName } from './scenario-names.js';
import type { Stage } from './stage.js';

/** A situation that a receiver gets into, as a record: what is sent, and what has to come of it. */
export interface Scenario {
  readonly name: ScenarioName;
  /** What is played, in one sentence. */
  readonly shows: string;
  /** Why a receiver has to stand it. */
  readonly why: string;
  /** Why it says nothing of the provider (as `given`); null: it applies. */
  whyNot(provider: SimulatedProvider, given?: { readonly previousSecret?: string | undefined }): string | null;
  /** Sends, and judges. Rejects for a fault of the simulator only. */
  play(stage: Stage): Promise<void>;
}
