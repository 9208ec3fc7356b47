import type { Inbox, Lease, Outcome } from '../inbox/inbox.js';
import type { Concurrency } from '../options.js';
import { withinTime } from '../time-limit.js';
import { createPace } from './pace.js';
import { settleLease } from './settle-lease.js';

/** Takes deliveries out of the inbox and runs them, next to the requests that put them in. */
export interface Worker {
  /** Says that something may be due. */
  wake(): void;
  /** Resolves once nothing is pending any more, retries included; rejects where the inbox can't be read. */
  drain(): Promise<void>;
  /** Starts nothing new, gives back what was leased and not started, and resolves once what runs has ended. Retries stay pending. */
  close(): Promise<void>;
}

export interface Work<Ran extends { readonly outcome: Outcome }> {
  readonly inbox: Inbox;
  readonly provider: string;
  readonly concurrency: Concurrency;
  /** How long a run may take, in milliseconds: a lease is only started while it lasts that long. */
  readonly maxRunMs: number;
  /** Runs one delivery to its outcome. Never rejects. */
  run(lease: Lease): Promise<Ran>;
  /** Called once the outcome is committed; `held` is false where the lease was lost meanwhile, and nothing was. Never throws. */
  settled(lease: Lease, ran: Ran, held: boolean): void;
}

/** For a process that only stores. */
export const idleWorker: Worker = { wake: () => undefined, drain: async () => undefined, close: async () => undefined };

/** How long to wait with an inbox that can't be read, and while what is due has no room, in milliseconds. */
const pauseMs = 1000;
/** The shortest wait between two looks that found nothing. */
const minWaitMs = 20;
/** How long a lease may wait for its start, in milliseconds; then it is given back, for other processes. */
const maxReadyMs = 1000;
/** How far ahead of the handlers is leased, as a share of that: what they finish meanwhile, if they stay as quick as they were. */
const aheadShare = 0.1;
/** setTimeout's limit. */
const maxTimerMs = 2 ** 31 - 1;

export function startWorker<Ran extends { readonly outcome: Outcome }>(work: Work<Ran>): Worker {
  const { inbox, provider, concurrency, run, settled } = work;
  /** An inbox that hangs is given up when the lease it gives, or ends, has run out anyway: else nothing would ever run again. */
  const patienceMs = Math.min(inbox.leaseMs, maxTimerMs);
  const readyMs = Math.min(maxReadyMs, (inbox.leaseMs - work.maxRunMs) / 2);
  const pace = createPace(concurrency.all, readyMs * aheadShare);
  /** Leased and not started yet, oldest first; `since` when their claim began. */
  let ready: { readonly lease: Lease; readonly since: number }[] = [];
  /** What runs; its outcome is not recorded yet. */
  const running = new Set<Lease>();
  /** What runs, is being recorded or is being given back. */
  const busy = new Set<Promise<void>>();
  let waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  let claiming: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readyTimer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  let failing = false;
  let closed = false;

  function wake(): void {
    again = true;
    if (closed || claiming !== null) return;
    clearTimeout(timer);
    claiming = claimAll().then(rest, fail);
  }

  /** How many more may be leased. */
  function measureRoom(): number {
    return concurrency.all + pace.ahead - ready.length - busy.size;
  }

  /** Claims while there is something to claim and room for it; resolves to how long until there may be more. */
  async function claimAll(): Promise<number | null> {
    let waitMs: number | null = 0;
    while (again && !closed && measureRoom() > 0) {
      again = false;
      const since = performance.now();
      const wanted = { provider, limit: measureRoom(), limits: measureRoomByEvent() };
      const claim = await withinTime(patienceMs, 'claiming', () => inbox.claim(wanted));
      if (failing) console.warn(`hookbook: ${provider}: the inbox can be read again`);
      failing = false;
      ready.push(...claim.leases.map((lease) => ({ lease, since })));
      startReady();
      again ||= claim.leases.length > 0;
      waitMs = claim.waitMs;
    }
    return waitMs;
  }

  function measureRoomByEvent(): Record<string, number> {
    const taken = new Map<string | null, number>();
    for (const { event } of [...running, ...ready.map(({ lease }) => lease)]) taken.set(event, (taken.get(event) ?? 0) + 1);
    return Object.fromEntries([...concurrency.events].map(([event, max]) => [event, max - (taken.get(event) ?? 0)]));
  }

  /** Starts what is leased, as far as there are places: an event with a limit of its own is never leased beyond it. */
  function startReady(): void {
    while (!closed && running.size < concurrency.all) {
      const [next] = ready.splice(0, 1);
      if (next === undefined) break;
      running.add(next.lease);
      track(handle(next.lease));
    }
    watchReady();
  }

  /** Counts `task` among what is under way; its end may let something else become due. */
  function track(task: Promise<void>): void {
    const ending = task.then(() => {
      busy.delete(ending);
      wake();
    });
    busy.add(ending);
  }

  async function handle(lease: Lease): Promise<void> {
    const startedAt = performance.now();
    const ran = await run(lease);
    running.delete(lease);
    pace.count(performance.now() - startedAt, lease.body.length);
    startReady(); // its place is free while its outcome is being recorded
    if (ready.length <= pace.ahead / 2) wake();
    try {
      settled(lease, ran, await withinTime(patienceMs, 'settling', () => settleLease(inbox, lease, ran.outcome)));
    } catch (error) {
      console.error(
        `hookbook: ${provider}: ${lease.id}: the outcome of attempt ${lease.attempts} could not be recorded: it will run again`,
        error,
      );
    }
  }

  /** Gives back what handlers that have become slow can't start soon. */
  function watchReady(): void {
    const [oldest] = ready;
    if (oldest === undefined) clearTimeout(readyTimer);
    if (oldest === undefined || closed) return;
    clearTimeout(readyTimer);
    readyTimer = setTimeout(
      () => {
        const isLate = ({ since }: { readonly since: number }) => performance.now() - since >= readyMs;
        giveBack(ready.filter(isLate));
        ready = ready.filter((one) => !isLate(one));
        watchReady();
      },
      Math.max(1, oldest.since + readyMs - performance.now()),
    );
  }

  function giveBack(late: typeof ready): void {
    if (late.length === 0) return;
    pace.reset();
    const leases = late.map(({ lease }) => lease);
    const releasing = withinTime(patienceMs, 'releasing', () => inbox.release(leases)).catch((error) => {
      console.error(`hookbook: ${provider}: ${leases.length} deliveries could not be given back: they wait until their leases end`, error);
    });
    track(releasing);
  }

  /** After a look into the inbox: sleeps until the next one, and ends the waits for an empty inbox where it is one. */
  function rest(waitMs: number | null): void {
    claiming = null;
    if (closed) return;
    if (again && measureRoom() > 0) {
      wake();
      return;
    }
    if (waitMs === null && busy.size === 0 && ready.length === 0) {
      for (const { resolve } of waiting) resolve();
      waiting = [];
    }
    // What is due and was not claimed waits for something that runs, whose end wakes; but a retry of another event may be due before.
    const due = waitMs === 0 && busy.size > 0 ? pauseMs : waitMs;
    sleep(Math.min(due ?? Number.POSITIVE_INFINITY, inbox.pollMs ?? Number.POSITIVE_INFINITY), waitMs !== null);
  }

  /** A sleep that only polls keeps no process alive. */
  function sleep(ms: number, pending: boolean): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(wake, Math.min(maxTimerMs, Math.max(minWaitMs, ms)));
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
    if (closed) return Promise.all(busy).then(() => undefined);
    const drained = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    wake();
    return drained;
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timer);
    clearTimeout(readyTimer);
    await claiming;
    giveBack(ready);
    ready = [];
    while (busy.size > 0) await Promise.all(busy);
    for (const { resolve } of waiting) resolve();
    waiting = [];
  }

  if (inbox.pollMs !== null) wake();
  return { wake, drain, close };
}
