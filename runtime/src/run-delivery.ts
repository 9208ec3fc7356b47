import type { ProviderContract, ValidationError } from './contract.js';
import type { Delivery } from './delivery.js';
import type { Lease, Outcome } from './inbox.js';
import { matchHandlers } from './match-handlers.js';
import type { Settings } from './options.js';
import { readEvent, validateEvent } from './read-event.js';
import { describeError, printable, storable } from './safe-text.js';

/** The waits after the first, the second … failed attempt, in milliseconds; after the last the delivery is dead. */
const retriesMs = [1000, 5000];

/**
 * Runs one attempt at a delivery: reads, validates, hands it to its handlers, and says what becomes of it. Whatever throws on
 * the way makes the attempt fail; it is tried again later, and dead after the last time. Never rejects.
 */
export async function runDelivery(contract: ProviderContract, settings: Settings, lease: Lease): Promise<Outcome> {
  const delivery = describe(lease);
  try {
    return await attempt(contract, settings, lease, delivery);
  } catch (error) {
    const wait = retriesMs[lease.attempts - 1];
    // A little apart, so that what failed together doesn't come back together.
    if (wait !== undefined)
      return { state: 'pending', error: describeError(error), retryAt: settings.now() + Math.round(wait * (1 + Math.random() / 5)) };
    return { state: 'dead', error: await bury(settings, delivery, error) };
  }
}

async function attempt(contract: ProviderContract, settings: Settings, lease: Lease, bare: Delivery<string | null>): Promise<Outcome> {
  const reading = readEvent(contract, bare.headers, lease.body);
  if (reading.kind === 'unreadable') return setAside(settings, bare, [reading.error]);
  const delivery = { ...bare, warnings: reading.warnings };
  if (reading.kind === 'unknown') {
    await (settings.onUnknown ?? warnOfUnknown)({ ...delivery, event: null });
    return { state: 'unknown', error: reading.why };
  }
  const errors = validateEvent(contract, reading.name, reading.value);
  if (errors.length > 0) return setAside(settings, delivery, errors);
  await runAll(
    matchHandlers(settings.handlers, reading.name).map((handler) => () => handler(reading.value, { ...delivery, event: reading.name })),
  );
  return { state: 'done' };
}

/** Runs one after the other; one that throws keeps none of those behind it from running, and fails the attempt in the end. */
async function runAll(handlers: readonly (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const handler of handlers) {
    try {
      await handler();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} handlers failed: ${errors.map(describeError).join('; ')}`);
  if (errors.length === 1) throw errors[0];
}

async function setAside(settings: Settings, delivery: Delivery<string | null>, errors: readonly ValidationError[]): Promise<Outcome> {
  await (settings.onInvalid ?? warnOfInvalid)(delivery, errors);
  return { state: 'invalid', error: storable(errors.map(({ pointer, message }) => `${pointer || 'body'}: ${message}`).join('; ')) };
}

/** Reports a dead delivery; a report that fails is told on the console, and the delivery is dead all the same. */
async function bury(settings: Settings, delivery: Delivery<string | null>, error: unknown): Promise<string> {
  try {
    await (settings.onDead ?? tellOfDead)(delivery, error);
    return describeError(error);
  } catch (second) {
    console.error(`hookbook: ${delivery.provider}: ${delivery.id}: onDead failed`, second);
    return storable(`${describeError(error)}; onDead: ${describeError(second)}`);
  }
}

function describe({ provider, id, event, receivedAt, attempts, headers, body }: Lease): Delivery<string | null> {
  const copies = headers.map(([name, value]): [string, string] => [name, value]);
  return { provider, id, event, receivedAt, attempt: attempts, headers: new Headers(copies), body: body.slice(), warnings: [] };
}

function warnOfUnknown({ provider, id }: Delivery<null>): void {
  console.warn(`hookbook: ${provider}: ${id}: no event of the document, kept as unknown (handle onUnknown to see it)`);
}

/** Names where it doesn't fit and by which rule, not what stands there. */
function warnOfInvalid({ provider, id, event }: Delivery<string | null>, errors: readonly ValidationError[]): void {
  const faults = errors.slice(0, 3).map(({ pointer, keyword }) => `${printable(pointer.slice(0, 80)) || 'body'} (${keyword})`);
  console.warn(`hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} kept as invalid: ${faults.join(', ')} (handle onInvalid to see it)`);
}

function tellOfDead({ provider, id, event, attempt }: Delivery<string | null>, error: unknown): void {
  console.error(`hookbook: ${provider}: ${id}: ${event ?? 'unreadable'} is dead after attempt ${attempt}`, error);
}
