import type { ResultReport } from './hooks.js';
import type { Lease, Outcome } from './inbox/inbox.js';
import type { Settings } from './options.js';
import { describeRefusal, warnOfRefusals } from './refusal.js';
import type { Received } from './request/receive-request.js';
import { printable } from './safe-text.js';
import type { Attempt } from './work/run-delivery.js';

/** Tells the app's hooks, or the console, what a receiver does. Nothing waits for a hook, and one that fails changes nothing. */
export interface Reporter {
  received(received: Received, status: number, durationMs: number): void;
  settled(lease: Lease, attempt: Attempt & { readonly durationMs: number }, held: boolean): void;
}

export function createReporter(provider: string, settings: Settings): Reporter {
  const onRefused = settings.onRefused ?? warnOfRefusals(settings.now);
  const warnOfFailure = createFailureWarning(settings);

  async function tell(name: string, hook: () => unknown): Promise<void> {
    try {
      await hook();
    } catch (error) {
      console.error(`hookbook: ${provider}: ${name} failed`, error);
    }
  }

  function received(received: Received, status: number, durationMs: number): void {
    const { outcome, bytes } = received;
    if (outcome === 'refused') void tell('onRefused', () => onRefused(describeRefusal(provider, received.reason, received.cause)));
    if (outcome === 'conflict') {
      console.warn(`hookbook: ${provider}: ${received.id}: other bytes arrived under this id, kept as conflict and not run`);
    }
    const { id, event, reason } =
      outcome === 'refused' ? { id: null, event: null, reason: received.reason } : { ...received, reason: null };
    void tell('onReceive', () => settings.onReceive?.({ provider, event, id, outcome, reason, status, bytes, durationMs }));
  }

  function settled(lease: Lease, { outcome, reason, durationMs }: Attempt & { readonly durationMs: number }, held: boolean): void {
    const { id, event, attempts, receivedAt } = lease;
    if (!held)
      console.warn(`hookbook: ${provider}: ${id}: the lease was lost before attempt ${attempts} ended: its outcome counts for nothing`);
    const ended = outcome.state === 'pending' ? 'retry' : outcome.state;
    const report: ResultReport = {
      ...{ provider, event, id, reason, durationMs, attempt: attempts },
      outcome: held ? ended : 'lost',
      ageMs: settings.now() - receivedAt,
    };
    if (settings.onResult === undefined && held && outcome.state === 'pending') warnOfFailure(report, outcome);
    void tell('onResult', () => settings.onResult?.(report));
  }

  return { received, settled };
}

const quietMs = 60_000;

/** A line on the console about an attempt that failed, at most one a minute for each event: `onDead` tells of the last one only. */
function createFailureWarning({ retry }: Settings): (report: ResultReport, outcome: Outcome & { readonly state: 'pending' }) => void {
  const last = new Map<string | null, number>();
  return ({ provider, event, id, attempt }, { error, retryInMs }) => {
    const at = performance.now();
    if (at - (last.get(event) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    last.set(event, at);
    const again = `again in ${Math.ceil(retryInMs / 1000)} s`;
    console.warn(
      `hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} failed, attempt ${attempt} of ${retry.attempts}, ${again}: ${printable(error)}`,
    );
  };
}
