import { maxTimerMs } from '../checks.js';
import type { Inbox, Lease } from '../inbox/inbox.js';
import type { Concurrency } from '../options.js';
import { withinTime } from '../time-limit.js';
import { createPace } from './pace.js';
import type { Attempt } from './run-delivery.js';
import { settleLease } from './settle-lease.js';

/** Takes deliveries out of the inbox and runs them, in parallel with the requests that store them. */
export interface Worker {
  /** Signals that something may be due. */
  wake(): void;
  /** Resolves once nothing is pending, including retries. Rejects if the inbox can't be read. */
  drain(): Promise<void>;
  /** Releases unused leases and resolves once running deliveries have ended. Retries stay pending. */
  close(): Promise<void>;
}

export interface Work {
  readonly inbox: Inbox;
  readonly provider: string;
  readonly concurrency: Concurrency;
  /** The longest time a run may take, in milliseconds. Runs only start while their lease lasts that long. */
  readonly maxRunMs: number;
  /** Runs one delivery to its outcome. Never rejects. */
  run(lease: Lease): Promise<Attempt>;
  /** Called once an outcome is committed, or `leaseHeld` is false: the lease was lost. Never throws. */
  settled(lease: Lease, attempt: Attempt, durationMs: number, leaseHeld: boolean): void;
}

/** The worker of a process that only stores. */
export const idleWorker: Worker = { wake: () => undefined, drain: async () => undefined, close: async () => undefined };

/** The wait after the inbox could not be read, or while there is no capacity, in milliseconds. */
const pauseMs = 1000;
/** The shortest wait after a claim that found nothing. */
const minWaitMs = 20;
/** How long a lease may wait to start, in milliseconds; then it is released for other processes. */
const maxReadyMs = 1000;
/** Leases are taken ahead for this share of that time, at the recent speed of the handlers. */
const aheadShare = 0.1;

export function startWorker(work: Work): Worker {
  const { inbox, provider, concurrency, run, settled } = work;
  /** A hanging call to the inbox is abandoned once its lease has expired; otherwise nothing would ever run again. */
  const inboxTimeoutMs = Math.min(inbox.leaseMs, maxTimerMs);
  const readyMs = Math.min(maxReadyMs, (inbox.leaseMs - work.maxRunMs) / 2);
  const pace = createPace(concurrency.all, readyMs * aheadShare);
  /** Leased but not started, oldest first; `since`: when the claim began. */
  let ready: { readonly lease: Lease; readonly since: number }[] = [];
  /** Running deliveries, whose outcomes are not recorded yet. */
  const running = new Set<Lease>();
  /** Everything in progress: running, recording an outcome or releasing leases. */
  const busy = new Set<Promise<void>>();
  let draining: { resolve(): void; reject(error: unknown): void }[] = [];
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
    claiming = claimAll().then(afterClaim, afterFailure);
  }

  /** How many more deliveries may be leased. */
  function countFree(): number {
    return concurrency.all + pace.ahead - ready.length - busy.size;
  }

  /** Claims while there are deliveries and capacity. Resolves to how long until there may be more. */
  async function claimAll(): Promise<number | null> {
    let waitMs: number | null = 0;
    while (again && !closed && countFree() > 0) {
      again = false;
      const since = performance.now();
      const wanted = { provider, limit: countFree(), limits: countFreeByEvent() };
      const claim = await withinTime(inboxTimeoutMs, 'claiming', () => inbox.claim(wanted));
      if (failing) console.warn(`hookbook: ${provider}: the inbox is readable again`);
      failing = false;
      ready.push(...claim.leases.map((lease) => ({ lease, since })));
      startReady();
      again ||= claim.leases.length > 0;
      waitMs = claim.waitMs;
    }
    return waitMs;
  }

  function countFreeByEvent(): Record<string, number> {
    const used = new Map<string | null, number>();
    for (const { event } of [...running, ...ready.map(({ lease }) => lease)]) used.set(event, (used.get(event) ?? 0) + 1);
    return Object.fromEntries([...concurrency.events].map(([event, max]) => [event, max - (used.get(event) ?? 0)]));
  }

  /** Starts leased deliveries while there is capacity. Events with their own limit are never leased beyond it. */
  function startReady(): void {
    while (!closed && running.size < concurrency.all) {
      const [next] = ready.splice(0, 1);
      if (next === undefined) break;
      running.add(next.lease);
      track(handle(next.lease));
    }
    scheduleRelease();
  }

  /** Counts `task` as in progress; when it ends, something else may become due. */
  function track(task: Promise<void>): void {
    const ending = task.then(() => {
      busy.delete(ending);
      wake();
    });
    busy.add(ending);
  }

  async function handle(lease: Lease): Promise<void> {
    const startedAt = performance.now();
    const attempt = await run(lease);
    const durationMs = performance.now() - startedAt;
    running.delete(lease);
    pace.count(durationMs, lease.body.length);
    startReady(); // recording an outcome takes no capacity
    if (ready.length <= pace.ahead / 2) wake();
    try {
      const leaseHeld = await withinTime(inboxTimeoutMs, 'settling', () => settleLease(inbox, lease, attempt.outcome));
      settled(lease, attempt, durationMs, leaseHeld);
    } catch (error) {
      console.error(
        `hookbook: ${provider}: ${lease.id}: could not record the outcome of attempt ${lease.attempts}; it will run again`,
        error,
      );
    }
  }

  /** Releases deliveries that handlers have become too slow to start soon. */
  function scheduleRelease(): void {
    const [oldest] = ready;
    if (oldest === undefined) clearTimeout(readyTimer);
    if (oldest === undefined || closed) return;
    clearTimeout(readyTimer);
    readyTimer = setTimeout(
      () => {
        const isLate = ({ since }: { readonly since: number }) => performance.now() - since >= readyMs;
        release(ready.filter(isLate));
        ready = ready.filter((one) => !isLate(one));
        scheduleRelease();
      },
      Math.max(1, oldest.since + readyMs - performance.now()),
    );
  }

  function release(late: typeof ready): void {
    if (late.length === 0) return;
    pace.reset();
    const leases = late.map(({ lease }) => lease);
    const releasing = withinTime(inboxTimeoutMs, 'releasing', () => inbox.release(leases)).catch((error) => {
      console.error(`hookbook: ${provider}: could not release ${leases.length} deliveries; they wait until their leases expire`, error);
    });
    track(releasing);
  }

  /** After a claim: resolves `drain` if the inbox is empty, and sleeps until the next claim. */
  function afterClaim(waitMs: number | null): void {
    claiming = null;
    if (closed) return;
    if (again && countFree() > 0) {
      wake();
      return;
    }
    if (waitMs === null && busy.size === 0 && ready.length === 0) {
      for (const { resolve } of draining) resolve();
      draining = [];
    }
    // Due deliveries that were not claimed wait for a running one to end, which wakes the worker. Retries may be due
    // sooner.
    const due = waitMs === 0 && busy.size > 0 ? pauseMs : waitMs;
    sleep(Math.min(due ?? Number.POSITIVE_INFINITY, inbox.pollMs ?? Number.POSITIVE_INFINITY), waitMs !== null);
  }

  /** A sleep that only polls does not keep the process alive. */
  function sleep(ms: number, pending: boolean): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(wake, Math.min(maxTimerMs, Math.max(minWaitMs, ms)));
    if (!pending && typeof timer === 'object') timer.unref?.();
  }

  function afterFailure(error: unknown): void {
    claiming = null;
    if (!failing) console.error(`hookbook: ${provider}: could not read the inbox; will retry`, error);
    failing = true;
    for (const { reject } of draining) reject(error);
    draining = [];
    if (!closed) sleep(pauseMs, false);
  }

  function drain(): Promise<void> {
    if (closed) return Promise.all(busy).then(() => undefined);
    const drained = new Promise<void>((resolve, reject) => draining.push({ resolve, reject }));
    wake();
    return drained;
  }

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(timer);
    clearTimeout(readyTimer);
    await claiming;
    release(ready);
    ready = [];
    while (busy.size > 0) await Promise.all(busy);
    for (const { resolve } of draining) resolve();
    draining = [];
  }

  if (inbox.pollMs !== null) wake();
  return { wake, drain, close };
}
