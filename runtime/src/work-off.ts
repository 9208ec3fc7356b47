import type { Inbox, Lease, Outcome } from './inbox.js';

/** What takes deliveries out of the inbox and runs them, beside the requests that put them in. */
export interface Worker {
  /** Says that something may be due. */
  wake(): void;
  /** Resolves once nothing is pending any more, retries included; rejects where the inbox can't be read. */
  drain(): Promise<void>;
  /** Takes up nothing new, and resolves once what runs has ended. What waits for a retry stays pending. */
  close(): Promise<void>;
}

export interface Work {
  readonly inbox: Inbox;
  readonly provider: string;
  readonly now: () => number;
  /** Runs one delivery to its outcome. */
  run(lease: Lease): Promise<Outcome>;
}

/** How many deliveries run at once. */
const parallel = 16;
/** How long to wait with an inbox that can't be read, in milliseconds. */
const pauseMs = 1000;

export function startWorker({ inbox, provider, now, run }: Work): Worker {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const running = new Set<Promise<void>>();
  let waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  let claiming: Promise<void> | null = null;
  let again = false;
  let closed = false;
  /** A retry's timer counts even where the clock stands still or goes back: what it waited for is due. */
  let due = Number.NEGATIVE_INFINITY;

  function wake(at = now()): void {
    due = Math.max(due, at);
    again = true;
    if (closed || claiming !== null) return;
    claiming = claimAll().then(
      () => ended(),
      (error) => failed(error),
    );
  }

  async function claimAll(): Promise<void> {
    while (again && !closed) {
      again = false;
      const until = Math.max(due, now());
      due = Number.NEGATIVE_INFINITY;
      let leases: readonly Lease[] = [];
      do {
        leases = running.size < parallel ? await inbox.claim(provider, until, parallel - running.size) : [];
        for (const lease of leases) start(lease);
      } while (leases.length > 0 && !closed);
    }
  }

  function start(lease: Lease): void {
    const ending = runAndSettle(lease).then(() => {
      running.delete(ending);
      if (closed) rest();
      else wake();
    });
    running.add(ending);
  }

  async function runAndSettle(lease: Lease): Promise<void> {
    try {
      const outcome = await run(lease);
      const held = await inbox.settle(lease, outcome);
      if (!held) console.warn(`hookbook: ${provider}: ${lease.id}: the lease was lost before attempt ${lease.attempts} ended`);
      else if (outcome.state === 'pending') wakeLater(Math.max(0, outcome.retryAt - now()), outcome.retryAt);
    } catch (error) {
      console.error(`hookbook: ${provider}: ${lease.id}: the outcome of attempt ${lease.attempts} could not be recorded`, error);
    }
  }

  function wakeLater(delayMs: number, at?: number): void {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      wake(at);
    }, delayMs);
    timers.add(timer);
  }

  function ended(): void {
    claiming = null;
    if (again && !closed) wake();
    else rest();
  }

  function failed(error: unknown): void {
    console.error(`hookbook: ${provider}: the inbox could not be read`, error);
    for (const { reject } of waiting) reject(error);
    waiting = [];
    claiming = null;
    wakeLater(pauseMs);
  }

  function rest(): void {
    if (claiming !== null || running.size > 0 || timers.size > 0) return;
    for (const { resolve } of waiting) resolve();
    waiting = [];
  }

  function drain(): Promise<void> {
    const drained = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    wake();
    if (closed) rest();
    return drained;
  }

  async function close(): Promise<void> {
    closed = true;
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    await claiming;
    await Promise.all(running);
    rest();
  }

  return { wake: () => wake(), drain, close };
}
