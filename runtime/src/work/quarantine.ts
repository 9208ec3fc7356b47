import type { ValidationError } from '../contract.js';
import type { Delivery } from '../delivery.js';
import type { Outcome } from '../inbox/inbox.js';
import type { Settings } from '../options.js';
import { describeError, printable, storable } from '../safe-text.js';
import { withinTime } from '../time-limit.js';

/**
 * Quarantines a delivery that can't be read or doesn't match its event's schema, and reports it. If reporting fails, so
 * does the attempt.
 */
export async function quarantine(
  settings: Settings,
  delivery: Delivery<string | null>,
  errors: readonly ValidationError[],
): Promise<Outcome> {
  const report = settings.onInvalid ?? warnOfInvalid;
  await withinTime(settings.handlerTimeoutMs, 'onInvalid', (signal) => report({ ...delivery, signal }, errors));
  // Without the messages, which quote values: errors appear in lists, where no part of a body belongs.
  return {
    state: 'invalid',
    error: storable(errors.map(({ pointer, expected }) => `${pointer || 'body'}: must be ${expected}`).join('; ')),
  };
}

/** Reports a dead delivery and returns its error. A failure to report goes to the console and changes nothing. */
export async function markDead(settings: Settings, delivery: Delivery<string | null>, error: unknown): Promise<string> {
  const report = settings.onDead ?? reportDead;
  try {
    await withinTime(settings.handlerTimeoutMs, 'onDead', (signal) => report({ ...delivery, signal }, error));
    return describeError(error);
  } catch (second) {
    console.error(`hookbook: ${delivery.provider}: ${delivery.id}: onDead failed`, second);
    return storable(`${describeError(error)}; onDead: ${describeError(second)}`);
  }
}

export function warnOfUnknown({ provider, id }: Delivery<null>, why: string): void {
  console.warn(`hookbook: ${provider}: ${id}: ${why}, kept as unknown (handle onUnknown to see it)`);
}

/** Names locations and broken rules, never the values found there. */
function warnOfInvalid({ provider, id, event }: Delivery<string | null>, errors: readonly ValidationError[]): void {
  const faults = errors.slice(0, 3).map(({ pointer, keyword }) => `${printable(pointer.slice(0, 80)) || 'body'} (${keyword})`);
  console.warn(`hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} kept as invalid: ${faults.join(', ')} (handle onInvalid to see it)`);
}

function reportDead({ provider, id, event, attempt }: Delivery<string | null>, error: unknown): void {
  console.error(`hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} is dead after attempt ${attempt}`, error);
}
