import type { SimulatedProvider } from './provider.js';
import type { ScenarioName } from './scenarios/index.js';
import type { SimulatedClock } from './virtual-time.js';

/** Environment variables can be passed directly: an unset one is a TypeError that names the option. */
type Secret = string | undefined;

/** Where deliveries go and how they are sent. Needs `url`, `fetch` or both. */
export interface SimulateOptions<Name extends string = string> {
  readonly provider: SimulatedProvider<Name>;
  /** The endpoint's http(s) URL; `http://localhost/` if only `fetch` is given. */
  readonly url?: string | URL;
  /** Receives the requests instead of the network, such as `receiver.fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** What the provider signs with; several during a rotation. None for a provider that does not sign. */
  readonly secret?: Secret | readonly Secret[];
  /** The provider's previous secret, which the endpoint still accepts during a rotation. For `rotated-secret`. */
  readonly previousSecret?: Secret;
  /** `happy` by default. */
  readonly scenario?: ScenarioName;
  /** The events to send; by default all of the provider. */
  readonly events?: readonly Name[];
  /** How many deliveries, from 1 to 10,000: for `happy` (by default one per event) and `burst` (50). */
  readonly count?: number;
  /** The endpoint's clock: signed times use it, and waits advance it. Real time, which isn't advanced, by default. */
  readonly clock?: SimulatedClock;
  /** Determines the ids. Random by default, so that nothing duplicates an earlier simulation. */
  readonly seed?: number;
  /** How long to wait for an answer, in real milliseconds; by default as long as the provider. */
  readonly timeoutMs?: number;
  /** How many attempts of a delivery the endpoint may fail; by default the provider's whole schedule. */
  readonly attempts?: number;
  /**
   * Returns what the endpoint's handlers did, so that the report can say "handled twice". Called before and after a
   * scenario; it must wait until everything acknowledged is handled. Without it the report judges no effects and says
   * so.
   */
  readonly effects?: () => readonly Effect[] | Promise<readonly Effect[]>;
}

/** One completed run of a handler. */
export interface Effect {
  readonly event: string;
  /** The delivery's id as in the report (`delivery.id` of our receivers). Without ids, effects are counted by event. */
  readonly id?: string;
}
