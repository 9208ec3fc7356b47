import type { Effect } from '../options.js';

/**
 * What a test can do with a receiver beyond sending it requests. Each member may be missing: what needs it is not checked then, and the
 * report says so. What a member throws ends `conformance`, but for a BrokenPromise, which is the receiver's fault.
 */
export interface Probe {
  /** Every run of a handler so far, oldest first: what the world outside has seen. */
  effects?(): readonly HandlerRun[] | Promise<readonly HandlerRun[]>;
  /** Resolves once nothing is pending, retries included: `drain` of our receivers. */
  settle?(): Promise<void>;
  /** What handlers do from now on, awaited by each run; they fail where it throws. Nothing at first. */
  behave?(handler: (run: HandlerRun) => unknown): void;
  /** What a restart would find, oldest first. */
  stored?(): readonly StoredRequest[] | Promise<readonly StoredRequest[]>;
  /** What happens where a request is committed to the store. */
  readonly commits?: Commits;
  /** Ends the process where it stands, and starts another over what was committed. */
  restart?(): Promise<void>;
  /** Suspends the process, as a machine that sleeps, and starts another beside it over the same store; gives what wakes the first. */
  relieve?(): () => void;
  /** Follows what becomes of expected signatures: `@hookbook/testkit/trace-digests` does, in the receiver's own process, in Node. */
  traceDigests?(): DigestTrace;
}

/** What a check may need besides answers. */
export type Need = keyof Probe;

/** The receiver's clock. */
export interface ProbedClock {
  /** Unix milliseconds. */
  now(): number;
  /** Lets time pass, for the receiver's clock and its timers alike. Over a socket, what is on its way needs some real time in it. */
  advance?(ms: number): void | Promise<void>;
}

export interface HandlerRun extends Effect {
  /**
   * What the delivery is deduplicated by: `delivery.id` of our receivers. The provider's id as it is; several values as the text of a JSON
   * array; where the provider gives none, the SHA-256 of the body in hex.
   */
  readonly id: string;
  /** The bytes that the handler was given. */
  readonly body?: Uint8Array;
  /** When it began, in unix milliseconds of the receiver's clock. */
  readonly at?: number;
}

export interface StoredRequest {
  /** As HandlerRun has it. */
  readonly id: string;
  readonly body: Uint8Array;
  /** `aside`: kept, and no handler's; `dead`: given up after its last attempt. */
  readonly state: 'pending' | 'done' | 'aside' | 'dead';
}

/** A request's row goes through to the store, unless something is said here. */
export interface Commits {
  /** Commits wait from now on, until `recover`. */
  hold(): void;
  /** Commits fail from now on, until `recover`. */
  fail(): void;
  /** The process ends at the next commit: nothing of it is there, or all of it. Only `restart` helps. */
  crash(when: 'before' | 'after'): void;
  /** Commits go through again, those that wait among them. */
  recover(): void;
}

export interface DigestTrace {
  /** The expected signatures that were made since it began, and whether each was compared in a time that tells nothing of it. */
  digests(): readonly { comparedInWhole(): boolean }[];
  end(): void;
}
