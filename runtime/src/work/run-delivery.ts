import type { ProviderContract } from '../contract.js';
import type { Delivery } from '../delivery.js';
import type { ResultReason } from '../hooks.js';
import type { Lease, Outcome } from '../inbox/inbox.js';
import type { Settings } from '../options.js';
import { openBody } from '../request/open-body.js';
import { readEvent, validateEvent } from '../request/read-event.js';
import { describeError } from '../safe-text.js';
import { TimeLimitError, withinTime } from '../time-limit.js';
import { bury, setAside, warnOfUnknown } from './aside.js';
import { matchHandlers } from './match-handlers.js';
import { waitAfter } from './retry.js';

/** What an attempt came to. */
export interface Attempt {
  readonly outcome: Outcome;
  /** null for `done`. */
  readonly reason: ResultReason | null;
}

/**
 * Runs one attempt at a delivery: reads, validates, hands it to its handlers, and says what becomes of it. Whatever throws on
 * the way makes the attempt fail; it is tried again later, and dead after the last time. Never rejects.
 */
export async function runDelivery(contract: ProviderContract, settings: Settings, lease: Lease): Promise<Attempt> {
  const delivery = describe(lease);
  const { attempts } = settings.retry;
  if (lease.attempts > attempts) {
    // Counted when it is claimed: what ends the process must not be tried for ever.
    const error = new Error(`the process ended, or lost its lease, in the last of ${attempts} attempts`);
    return { outcome: { state: 'dead', error: await bury(settings, delivery, error) }, reason: 'attempts-lost' };
  }
  try {
    return await attempt(contract, settings, lease, delivery);
  } catch (error) {
    const reason = isTimeLimit(error) ? 'handler-timeout' : 'handler-failed';
    const outcome: Outcome =
      lease.attempts < attempts
        ? { state: 'pending', error: describeError(error), retryInMs: waitAfter(lease.attempts, settings.retry) }
        : { state: 'dead', error: await bury(settings, delivery, error) };
    return { outcome, reason };
  }
}

async function attempt(contract: ProviderContract, settings: Settings, lease: Lease, bare: Delivery<string | null>): Promise<Attempt> {
  const reading = readEvent(contract, bare.headers, openBody(lease.body));
  if (reading.kind === 'unreadable') return { outcome: await setAside(settings, bare, [reading.error]), reason: 'unreadable' };
  const delivery = { ...bare, warnings: reading.warnings };
  if (reading.kind === 'unknown') {
    const report = settings.onUnknown ?? ((unknown) => warnOfUnknown(unknown, reading.why));
    await withinTime(settings.handlerTimeoutMs, 'onUnknown', (signal) => report({ ...delivery, event: null, signal }));
    return { outcome: { state: 'unknown', error: reading.why }, reason: 'unknown-event' };
  }
  const errors = validateEvent(contract, reading.name, reading.value);
  if (errors.length > 0) return { outcome: await setAside(settings, delivery, errors), reason: 'schema-mismatch' };
  await runAll(settings, reading.value, { ...delivery, event: reading.name });
  return { outcome: { state: 'done' }, reason: null };
}

/** Runs one after the other; one that throws keeps none of those behind it from running, and fails the attempt in the end. */
async function runAll(settings: Settings, event: unknown, delivery: Delivery): Promise<void> {
  const errors: unknown[] = [];
  for (const handler of matchHandlers(settings.handlers, delivery.event)) {
    try {
      const what = `the handler of ${delivery.event}`;
      await withinTime(settings.handlerTimeoutMs, what, (signal) => handler(event, { ...delivery, signal }));
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} handlers failed: ${errors.map(describeError).join('; ')}`);
  if (errors.length === 1) throw errors[0];
}

/** A handler's, or that of one of several. Never throws: an app's own error may hold itself, or refuse to be looked at. */
function isTimeLimit(error: unknown): boolean {
  try {
    const all: unknown[] = error instanceof AggregateError ? error.errors : [error];
    return all.some((one) => one instanceof TimeLimitError);
  } catch {
    return false;
  }
}

function describe({ provider, id, event, receivedAt, attempts, headers, body }: Lease): Delivery<string | null> {
  const copies = headers.map(([name, value]): [string, string] => [name, value]);
  const { signal } = new AbortController();
  return { provider, id, event, receivedAt, attempt: attempts, headers: new Headers(copies), body: body.slice(), warnings: [], signal };
}
