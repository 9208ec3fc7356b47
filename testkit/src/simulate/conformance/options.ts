import type { SimulatedProvider } from '../provider.js';
import type { Probe, ProbedClock } from './probe.js';

/** A receiver: the address it answers at, or what answers in this process. */
export type ConformanceTarget = string | URL | { fetch(request: Request): Promise<Response> };

export interface ConformanceOptions<Name extends string = string> {
  readonly provider: SimulatedProvider<Name>;
  /** What the provider signs with. A provider without signature takes none. */
  readonly secret?: string;
  /** A second secret that the receiver accepts, for `rotated-secret`. */
  readonly previousSecret?: string;
  /** What the receiver's answers don't tell. */
  readonly probe?: Probe;
  /** The receiver's clock; the system's by default, which nothing advances. */
  readonly clock?: ProbedClock;
  /** The events that it has handlers for, the one that most checks send first; all of the provider by default. */
  readonly events?: readonly NoInfer<Name>[];
  /** The names of the checks to run; all by default. */
  readonly only?: readonly string[];
  /** How long an answer may take, in milliseconds: as long as the provider waits by default. */
  readonly timeoutMs?: number;
}
