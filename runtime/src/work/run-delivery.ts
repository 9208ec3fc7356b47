import type { ProviderContract } from '../contract.js';
import type { Delivery } from '../delivery.js';
import type { ResultReason } from '../hooks.js';
import type { Lease, Outcome } from '../inbox/inbox.js';
import type { Settings } from '../options.js';
import { openBody } from '../request/open-body.js';
import { readEvent, validateEvent } from '../request/read-event.js';
import { describeError } from '../safe-text.js';
import { TimeLimitError, withinTime } from '../time-limit.js';
import { matchHandlers } from './match-handlers.js';
import { markDead, quarantine, warnOfUnknown } from './quarantine.js';
import { waitAfter } from './retry.js';

/** The result of an attempt. */
export interface Attempt {
  readonly outcome: Outcome;
  /** null for `done`. */
  readonly reason: ResultReason | null;
}

/**
 * Runs one attempt at a delivery: reads, validates, calls the handlers and decides what happens next. Anything that
 * throws fails the attempt, which is retried later; after the last attempt the delivery is dead. Never rejects.
 */
export async function runDelivery(contract: ProviderContract, settings: Settings, lease: Lease): Promise<Attempt> {
  const delivery = createDelivery(lease);
  const { attempts } = settings.retry;
  if (lease.attempts > attempts) {
    // Attempts count when claimed, so that a delivery that crashes the process is not retried forever.
    const error = new Error(`the process ended, or lost its lease, in the last of ${attempts} attempts`);
    return { outcome: { state: 'dead', error: await markDead(settings, delivery, error) }, reason: 'attempts-lost' };
  }
  try {
    return await attempt(contract, settings, lease, delivery);
  } catch (error) {
    const reason = isTimeout(error) ? 'handler-timeout' : 'handler-failed';
    const outcome: Outcome =
      lease.attempts < attempts
        ? { state: 'pending', error: describeError(error), retryInMs: waitAfter(lease.attempts, settings.retry) }
        : { state: 'dead', error: await markDead(settings, delivery, error) };
    return { outcome, reason };
  }
}

async function attempt(contract: ProviderContract, settings: Settings, lease: Lease, unread: Delivery<string | null>): Promise<Attempt> {
  const reading = readEvent(contract, unread.headers, openBody(lease.body));
  if (reading.kind === 'unreadable') return { outcome: await quarantine(settings, unread, [reading.error]), reason: 'unreadable' };
  const delivery = { ...unread, warnings: reading.warnings };
  if (reading.kind === 'unknown') {
    const report = settings.onUnknown ?? ((unknown) => warnOfUnknown(unknown, reading.why));
    await withinTime(settings.handlerTimeoutMs, 'onUnknown', (signal) => report({ ...delivery, event: null, signal }));
    return { outcome: { state: 'unknown', error: reading.why }, reason: 'unknown-event' };
  }
  const errors = validateEvent(contract, reading.name, reading.value);
  if (errors.length > 0) return { outcome: await quarantine(settings, delivery, errors), reason: 'schema-mismatch' };
  await runAll(settings, reading.value, { ...delivery, event: reading.name });
  return { outcome: { state: 'done' }, reason: null };
}

/** Runs all handlers in turn, even if one throws. Finally, any error fails the attempt. */
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

/** Whether a handler ran out of time. Never throws, even if an app's error has throwing getters. */
function isTimeout(error: unknown): boolean {
  try {
    const all: unknown[] = error instanceof AggregateError ? error.errors : [error];
    return all.some((one) => one instanceof TimeLimitError);
  } catch {
    return false;
  }
}

function createDelivery({ provider, id, event, receivedAt, attempts, headers, body }: Lease): Delivery<string | null> {
  const copies = headers.map(([name, value]): [string, string] => [name, value]);
  const { signal } = new AbortController();
  return { provider, id, event, receivedAt, attempt: attempts, headers: new Headers(copies), body: body.slice(), warnings: [], signal };
}
