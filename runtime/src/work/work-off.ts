import type { Inbox, Lease, Outcome } from '../inbox/inbox.js';
import type { Concurrency } from '../options.js';
import { withinTime } from '../time-limit.js';

/** What takes deliveries out of the inbox and runs them, beside the requests that put them in. */
export interface Worker {
  /** Says that something may be due. */
  wake(): void;
  /** Resolves once nothing is pending any more, retries included; rejects where the inbox can't be read. */
  drain(): Promise<void>;
  /** Takes up nothing new, and resolves once what runs has ended. What waits for a retry stays pending. */
  close(): Promise<void>;
}

export interface Work<Ran extends { readonly outcome: Outcome }> {
  readonly inbox: Inbox;
  readonly provider: string;
  readonly concurrency: Concurrency;
  /** Runs one delivery to its outcome. Never rejects. */
  run(lease: Lease): Promise<Ran>;
  /** Told once the outcome is committed; `held` is false where the lease was lost meanwhile, and nothing was. Never throws. */
  settled(lease: Lease, ran: Ran, held: boolean): void;
}

/** For a process that only stores. */
export const idleWorker: Worker = { wake: () => undefined, drain: async () => undefined, close: async () => undefined };

/** How long to wait with an inbox that can't be read, and while what is due has no room, in milliseconds. */
const pauseMs = 1000;
/** The shortest wait between two looks that found nothing. */
const leastWaitMs = 20;
/** The waits before an outcome that could not be recorded is tried again; after the last its lease will run out. */
const settleAgainMs = [100, 1000, 4000];
/** setTimeout's limit. */
const mostMs = 2 ** 31 - 1;

export function startWorker<Ran extends { readonly outcome: Outcome }>({ inbox, provider, concurrency, run, settled }: Work<Ran>): Worker {
  /** An inbox that hangs is given up when the lease it gives, or ends, has run out anyway: else nothing would ever run again. */
  const patienceMs = Math.min(inbox.leaseMs, mostMs);
  const running = new Map<Promise<void>, string | null>();
  let waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  let claiming: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  let failing = false;
  let closed = false;

  function wake(): void {
    again = true;
    if (closed || claiming !== null) return;
    clearTimeout(timer);
    claiming = claimAll().then(rest, fail);
  }

  /** Claims while there is something to claim and room for it; gives how long until there may be more. */
  async function claimAll(): Promise<number | null> {
    let waitMs: number | null = 0;
    while (again && !closed && running.size < concurrency.all) {
      again = false;
      const wanted = { provider, limit: concurrency.all - running.size, limits: roomByEvent() };
      const claim = await withinTime(patienceMs, 'claiming', () => inbox.claim(wanted));
      if (failing) console.warn(`hookbook: ${provider}: the inbox can be read again`);
      failing = false;
      for (const lease of claim.leases) start(lease);
      again ||= claim.leases.length > 0;
      waitMs = claim.waitMs;
    }
    return waitMs;
  }

  function roomByEvent(): Record<string, number> {
    const events = [...running.values()];
    const room = [...concurrency.events].map(([event, most]): [string, number] => [
      event,
      most - events.filter((one) => one === event).length,
    ]);
    return Object.fromEntries(room);
  }

  function start(lease: Lease): void {
    const ending = handle(lease).then(() => {
      running.delete(ending);
      wake();
    });
    running.set(ending, lease.event);
  }

  async function handle(lease: Lease): Promise<void> {
    try {
      const ran = await run(lease);
      settled(lease, ran, await withinTime(patienceMs, 'settling', () => settle(lease, ran.outcome)));
    } catch (error) {
      console.error(
        `hookbook: ${provider}: ${lease.id}: the outcome of attempt ${lease.attempts} could not be recorded: it will run again`,
        error,
      );
    }
  }

  async function settle(lease: Lease, outcome: Outcome): Promise<boolean> {
    for (const wait of settleAgainMs) {
      try {
        return await inbox.settle(lease, outcome);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait)); // the last try below says what is wrong
      }
    }
    return inbox.settle(lease, outcome);
  }

  /** After a look into the inbox: sleeps until the next one, and ends the waits for an empty inbox where it is one. */
  function rest(waitMs: number | null): void {
    claiming = null;
    if (closed) return;
    if (again && running.size < concurrency.all) {
      wake();
      return;
    }
    if (waitMs === null && running.size === 0) {
      for (const { resolve } of waiting) resolve();
      waiting = [];
    }
    // What is due and was not claimed waits for something that runs, whose end wakes; but a retry of another event may be due before.
    const due = waitMs === 0 && running.size > 0 ? pauseMs : waitMs;
    sleep(Math.min(due ?? Number.POSITIVE_INFINITY, inbox.pollMs ?? Number.POSITIVE_INFINITY), waitMs !== null);
  }

  /** A sleep that only polls keeps no process alive. */
  function sleep(ms: number, pending: boolean): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(wake, Math.min(mostMs, Math.max(leastWaitMs, ms)));
    if (!pending && typeof timer === 'object') timer.unref?.();
  }

  function fail(error: unknown): void {
    claiming = null;
    if (!failing) console.error(`hookbook: ${provider}: the inbox could not be read; trying again`, error);
    failing = true;
    for (const { reject } of waiting) reject(error);
    waiting = [];
    if (!closed) sleep(pauseMs, false);
  }

  function drain(): Promise<void> {
    if (closed) return Promise.all(running.keys()).then(() => undefined);
    const drained = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    wake();
    return drained;
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timer);
    await claiming;
    await Promise.all(running.keys());
    for (const { resolve } of waiting) resolve();
    waiting = [];
  }

  if (inbox.pollMs !== null) wake();
  return { wake, drain, close };
}
