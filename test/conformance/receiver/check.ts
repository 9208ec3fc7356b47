/**
 * One promise of a webhook receiver, as data: the tests here run it in the process, and whoever has another way to open a receiver
 * can run it there. `run` resolves where the promise is kept and throws a BrokenPromise, in words, where it isn't.
 */
export interface Check<Opened> {
  readonly name: string;
  /** What goes wrong for the people who run a receiver that fails it. */
  readonly why: string;
  run(opened: Opened): Promise<void>;
}

/** A receiver of a provider that signs as Standard Webhooks says, with `secret` of sign.ts: all that can be done over a URL. */
export interface Answering {
  fetch(request: Request): Promise<Response>;
  /** The receiver's clock, in unix milliseconds. */
  now(): number;
  /** How far a signed time may be off. */
  readonly toleranceMs: number;
}

/** One whose clock, store and handlers are in the check's hands. Its events are those of sign.ts; fetch never settles in a process that ended. */
export interface OpenedReceiver extends Answering {
  /** The answer's status. Time passes until there is one; a BrokenPromise where there is none for half a minute. */
  send(request: Request): Promise<number>;
  readonly commits: Commits;
  /** Every run of a handler, oldest first: what the world outside has seen. */
  readonly runs: readonly Run[];
  /** What handlers do from now on; nothing at first. */
  behave(handler: (run: Run) => unknown): void;
  /** What a restart would find, oldest first. */
  stored(): Promise<readonly StoredRequest[]>;
  /** Lets time pass, for the receiver's clock and its timers alike. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until nothing is pending. */
  drain(): Promise<void>;
  /** Ends the process where it stands, and starts another over what was committed. */
  restart(): Promise<void>;
  /** Suspends the process, as a machine that sleeps, and starts another beside it over the same store; gives what wakes the first. */
  relieve(): () => void;
  close(): Promise<void>;
}

/** What happens where a request's row is committed: it goes through, unless something is said here. */
export interface Commits {
  /** Commits wait from now on, until `recover`. */
  hold(): void;
  fail(): void;
  /** The process ends at the next commit: nothing of it is there, or all of it. Only `restart` helps. */
  crash(when: 'before' | 'after'): void;
  /** Commits go through again, those that wait among them. */
  recover(): void;
}

export interface Run {
  readonly id: string;
  readonly body: Uint8Array;
  /** Unix milliseconds. */
  readonly at: number;
}

export interface StoredRequest {
  readonly id: string;
  readonly body: Uint8Array;
  /** `aside`: kept, and no handler's. */
  readonly state: 'pending' | 'done' | 'aside' | 'dead';
}

/** The receiver is at fault, not the check. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export function insist(kept: boolean, broken: string): asserts kept {
  if (!kept) throw new BrokenPromise(broken);
}

export const isAcknowledged = (status: number | null) => status !== null && status >= 200 && status < 300;
export const isRefused = (status: number | null) => status !== null && status >= 400 && status < 500;

/** The status of the answer, once there is one; null before, and for ever where the connection broke. */
export function watch(answer: Promise<Response>): { status(): number | null } {
  let status: number | null = null;
  answer.then(
    (response) => {
      status = response.status;
    },
    () => undefined,
  );
  return { status: () => status };
}

/** A body as a message can have it: one line, whatever its bytes are. */
export function show(body: string | Uint8Array): string {
  const escaped = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return Buffer.from(body)
    .toString('latin1')
    .replace(/[^ -~]/g, escaped);
}
