import type { SimulatedProvider } from './provider.js';
import type { ScenarioName } from './scenario-names.js';
import type { SimulatedClock } from './virtual-time.js';

/** What an environment variable gives may stand here as it is: one that is not set is a TypeError, by name. */
type Secret = string | undefined;

/** Where deliveries go and who sends them; `url`, `fetch` or both. */
export interface SimulateOptions<Name extends string = string> {
  readonly provider: SimulatedProvider<Name>;
  /** The endpoint's http(s) address; `http://localhost/` where `fetch` alone is given. */
  readonly url?: string | URL;
  /** Takes the requests instead of the network, such as `receiver.fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** What the provider signs with; several: while it is rotated. A provider without signature takes none. */
  readonly secret?: Secret | readonly Secret[];
  /** What the provider signed with before: the endpoint takes both while the secret is rotated. For `rotated-secret`. */
  readonly previousSecret?: Secret;
  /** `happy` by default. */
  readonly scenario?: ScenarioName;
  /** The events to send; all of the provider by default. */
  readonly events?: readonly Name[];
  /** How many deliveries, at least 1, at most 10,000: for `happy` (by default one of each event) and `burst` (50). */
  readonly count?: number;
  /** The endpoint's clock: signed times go by it, and the provider's waits advance it. By default real time, which stands still meanwhile. */
  readonly clock?: SimulatedClock;
  /** Another gives other ids; a random one by default, so that nothing is a duplicate of an earlier simulation. */
  readonly seed?: number;
  /** How long an answer may take in reality, in milliseconds: as long as the provider waits by default. */
  readonly timeoutMs?: number;
  /** How many attempts of a delivery the endpoint may fail at most: the provider's whole schedule by default. */
  readonly attempts?: number;
  /**
   * What the endpoint's handlers did, so that the report can say "handled twice": called before and after a scenario, it waits until all
   * that was acknowledged is handled. Without it no verdict is about effects, and the report says so.
   */
  readonly effects?: () => readonly Effect[] | Promise<readonly Effect[]>;
}

/** One run of a handler to its end. */
export interface Effect {
  readonly event: string;
  /** The delivery's id as the report has it (`delivery.id` of our receivers). Without ids, effects are counted by event. */
  readonly id?: string;
}
