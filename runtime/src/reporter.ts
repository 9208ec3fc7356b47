import type { ResultReport } from './hooks.js';
import type { Lease, Outcome } from './inbox/inbox.js';
import type { Settings } from './options.js';
import { describeRefusal, warnOfRefusals } from './refusal.js';
import type { ReceiveResult } from './request/receive-request.js';
import { printable } from './safe-text.js';
import { createThrottle } from './throttle.js';
import type { Attempt } from './work/run-delivery.js';

/** Reports to the app's hooks or the console. Nothing waits for a hook, and a failing hook changes nothing. */
export interface Reporter {
  received(received: ReceiveResult, status: number, durationMs: number): void;
  settled(lease: Lease, attempt: Attempt, durationMs: number, leaseHeld: boolean): void;
}

export function createReporter(provider: string, settings: Settings): Reporter {
  const onRefused = settings.onRefused ?? warnOfRefusals(settings.now);
  const warnOfFailure = createFailureWarning(settings);

  async function callHook(name: string, hook: () => unknown): Promise<void> {
    try {
      await hook();
    } catch (error) {
      console.error(`hookbook: ${provider}: ${name} failed`, error);
    }
  }

  function received(received: ReceiveResult, status: number, durationMs: number): void {
    const { outcome, bytes } = received;
    if (outcome === 'refused') void callHook('onRefused', () => onRefused(describeRefusal(provider, received.reason, received.cause)));
    if (outcome === 'conflict') {
      console.warn(`hookbook: ${provider}: ${received.id}: a different body arrived under this id; stored as a conflict, never run`);
    }
    const { id, event, reason } =
      outcome === 'refused' ? { id: null, event: null, reason: received.reason } : { ...received, reason: null };
    void callHook('onReceive', () => settings.onReceive?.({ provider, event, id, outcome, reason, status, bytes, durationMs }));
  }

  function settled(lease: Lease, { outcome, reason }: Attempt, durationMs: number, leaseHeld: boolean): void {
    const { id, event, attempts, receivedAt } = lease;
    if (!leaseHeld)
      console.warn(`hookbook: ${provider}: ${id}: the lease expired before attempt ${attempts} ended, so its outcome was discarded`);
    const ended = outcome.state === 'pending' ? 'retry' : outcome.state;
    const report: ResultReport = {
      ...{ provider, event, id, reason, durationMs, attempt: attempts },
      outcome: leaseHeld ? ended : 'lost',
      ageMs: settings.now() - receivedAt,
    };
    if (settings.onResult === undefined && leaseHeld && outcome.state === 'pending') warnOfFailure(report, outcome);
    void callHook('onResult', () => settings.onResult?.(report));
  }

  return { received, settled };
}

/** Warns about a failed attempt, at most once a minute per event. `onDead` reports only the last attempt. */
function createFailureWarning({ retry }: Settings): (report: ResultReport, outcome: Outcome & { readonly state: 'pending' }) => void {
  const isDue = createThrottle<string | null>();
  return ({ provider, event, id, attempt }, { error, retryInMs }) => {
    if (!isDue(event)) return;
    const retryText = `retry in ${Math.ceil(retryInMs / 1000)} s`;
    console.warn(
      `hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} failed, attempt ${attempt} of ${retry.attempts}, ${retryText}: ${printable(error)}`,
    );
  };
}
