import type { SimulatedProvider } from '../provider.js';
import type { Probe, ProbedClock } from './probe.js';

/** A receiver: its URL, or an object with `fetch` in this process. */
export type ConformanceTarget = string | URL | { fetch(request: Request): Promise<Response> };

export interface ConformanceOptions<Name extends string = string> {
  readonly provider: SimulatedProvider<Name>;
  /** What the provider signs with. None for a provider that does not sign. */
  readonly secret?: string;
  /** A second secret that the receiver accepts, for `rotated-secret`. */
  readonly previousSecret?: string;
  /** Shows what the receiver's answers don't. */
  readonly probe?: Probe;
  /** The receiver's clock; by default the system's, which nothing advances. */
  readonly clock?: ProbedClock;
  /** The events it has handlers for, the one to send in most checks first; by default all of the provider. */
  readonly events?: readonly NoInfer<Name>[];
  /** The names of the checks to run; all by default. */
  readonly only?: readonly string[];
  /** How long to wait for an answer, in milliseconds; by default as long as the provider. */
  readonly timeoutMs?: number;
}
