import type { Effect } from '../options.js';

/**
 * What a test can do with a receiver besides sending requests. Checks that need a missing property are skipped, and the
 * report says so. An error thrown by a property ends `conformance`, except a BrokenPromise, which counts as the
 * receiver's.
 */
export interface Probe {
  /** Every run of a handler so far, oldest first: the effects outside the receiver. */
  effects?(): readonly HandlerRun[] | Promise<readonly HandlerRun[]>;
  /** Resolves once nothing is pending, including retries: `drain` of our receivers. */
  settle?(): Promise<void>;
  /** Sets what handlers do from now on, nothing at first. Each run awaits it and fails if it throws. */
  behave?(handler: (run: HandlerRun) => unknown): void;
  /** What is stored and would survive a restart, oldest first. */
  stored?(): readonly StoredRequest[] | Promise<readonly StoredRequest[]>;
  /** Controls the commits of requests to the store. */
  readonly commits?: Commits;
  /** Kills the process and starts another one with the committed data. */
  restart?(): Promise<void>;
  /** Suspends the process and starts another one on the same store. Returns a function that resumes it. */
  relieve?(): () => void;
  /** Traces how expected signatures are used: `@hookbook/testkit/trace-digests`, in the receiver's process, in Node. */
  traceDigests?(): DigestTrace;
}

/** What a check may need besides answers. */
export type Need = keyof Probe;

/** The receiver's clock. */
export interface ProbedClock {
  /** Unix milliseconds. */
  now(): number;
  /** Advances the receiver's clock and timers. Over a socket it must include some real time for pending requests. */
  advance?(ms: number): void | Promise<void>;
}

export interface HandlerRun extends Effect {
  /**
   * The id that deduplication uses: `delivery.id` of our receivers. The provider's id verbatim; several values as the
   * text of a JSON array; if the provider has none, the SHA-256 of the body in hex.
   */
  readonly id: string;
  /** The bytes that the handler received. */
  readonly body?: Uint8Array;
  /** When it began, in unix milliseconds by the receiver's clock. */
  readonly at?: number;
}

export interface StoredRequest {
  /** The same as in HandlerRun. */
  readonly id: string;
  readonly body: Uint8Array;
  /** `quarantined`: stored, but not for a handler. `dead`: given up after its last attempt. */
  readonly state: 'pending' | 'done' | 'quarantined' | 'dead';
}

/** Controls commits to the store. Without a call they succeed. */
export interface Commits {
  /** Makes commits wait until `recover`. */
  hold(): void;
  /** Makes commits fail until `recover`. */
  fail(): void;
  /** Kills the process at the next commit, before or after it takes effect. Continue with `restart`. */
  crash(when: 'before' | 'after'): void;
  /** Makes commits succeed again, including waiting ones. */
  recover(): void;
}

export interface DigestTrace {
  /** The expected signatures created since the start, and whether each was compared in constant time. */
  digests(): readonly { comparedInWhole(): boolean }[];
  end(): void;
}
