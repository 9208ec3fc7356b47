import type { SimulatedProvider } from '../provider.js';
import type { Probe, ProbedClock } from './probe.js';

/** A receiver: the address it answers at, or the function that does. */
export type ConformanceTarget = string | URL | { fetch(request: Request): Promise<Response> };

export interface ConformanceOptions<Name extends string = string> {
  readonly provider: SimulatedProvider<Name>;
  /** What the receiver verifies with. A provider without signature takes none. */
  readonly secret?: string;
  /** What the receiver's answers don't tell. */
  readonly probe?: Probe;
  /** The receiver's clock; the system's by default, which nothing advances. */
  readonly clock?: ProbedClock;
  /** The event that most checks send, one that the receiver has a handler for; the provider's first by default. */
  readonly event?: NoInfer<Name>;
  /** The names of the checks to run; all by default. */
  readonly only?: readonly string[];
  /** How long an answer is waited for, in milliseconds; as long as the provider waits by default, or 30 s. */
  readonly timeoutMs?: number;
}
