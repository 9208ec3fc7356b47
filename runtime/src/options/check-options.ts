import { checkCount, checkFunctions, checkObject, hasMethods, maxTimerMs } from '../checks.js';
import type { ProviderContract } from '../contract.js';
import type { Handler } from '../delivery.js';
import { defaultLeaseMs, type Inbox } from '../inbox/inbox.js';
import type { Settings, SignedOptions, UnsignedOptions } from '../options.js';
import { type HandlersByPattern, matchHandlers, patternsOf } from '../work/match-handlers.js';
import { checkConcurrency, checkOrder, checkRetry } from './check-processing.js';

const names = [
  ...['secrets', 'unsigned', 'inbox', 'on'],
  ...['onUnknown', 'onInvalid', 'onDead', 'onRefused', 'onReceive', 'onResult', 'now'],
  ...['maxBodyBytes', 'maxBytesInFlight', 'bodyTimeoutMs', 'answerTimeoutMs', 'handlerTimeoutMs'],
  ...['retry', 'concurrency', 'orderBy', 'work'],
];

/** Checks what types can't check for JavaScript callers. Throws a TypeError that names the option. */
export function checkOptions(contract: ProviderContract, options: SignedOptions<object> | UnsignedOptions<object>): Settings {
  checkObject('options', options, names);
  checkSigning(contract, options);
  checkInbox(options.inbox, options.work);
  const { onUnknown, onInvalid, onDead, onRefused, onReceive, onResult, now = Date.now, work = true } = options;
  checkFunctions({ onUnknown, onInvalid, onDead, onRefused, onReceive, onResult, now });
  if (typeof work !== 'boolean') throw new TypeError('work must be true or false');
  const settings = {
    handlers: checkHandlers(contract, options.on),
    ...{ onUnknown, onInvalid, onDead, onRefused, onReceive, onResult, now, work },
    ...checkBytes(options),
    bodyTimeoutMs: checkCount('bodyTimeoutMs', options.bodyTimeoutMs ?? 10_000, maxTimerMs),
    answerTimeoutMs: checkCount('answerTimeoutMs', options.answerTimeoutMs ?? 5000, maxTimerMs),
    handlerTimeoutMs: checkCount('handlerTimeoutMs', options.handlerTimeoutMs ?? 30_000, maxTimerMs),
    retry: checkRetry(options.retry),
    concurrency: checkConcurrency(contract, options.concurrency),
    orderBy: checkOrder(options.orderBy),
  };
  checkLease(contract, settings, options.inbox);
  return settings;
}

const defaultMaxBodyBytes = 1024 * 1024;
const defaultMaxBytesInFlight = 64 * defaultMaxBodyBytes;

function checkBytes(options: { readonly maxBodyBytes?: unknown; readonly maxBytesInFlight?: unknown }) {
  const max = Number.MAX_SAFE_INTEGER;
  const maxBodyBytes = checkCount('maxBodyBytes', options.maxBodyBytes ?? defaultMaxBodyBytes, max);
  const given = options.maxBytesInFlight ?? Math.max(defaultMaxBytesInFlight, maxBodyBytes);
  const maxBytesInFlight = checkCount('maxBytesInFlight', given, max);
  if (maxBytesInFlight >= maxBodyBytes) return { maxBodyBytes, maxBytesInFlight };
  throw new TypeError(`maxBytesInFlight is ${maxBytesInFlight}, less than maxBodyBytes, which is ${maxBodyBytes}`);
}

function checkSigning(
  { provider, signature }: ProviderContract,
  { secrets, unsigned }: { readonly secrets?: unknown; readonly unsigned?: unknown },
): void {
  if (signature === null) {
    const why = `the document describes no signature of ${provider}`;
    if (secrets !== undefined) throw new TypeError(`secrets: ${why}; use unsigned: true instead`);
    if (unsigned !== true) throw new TypeError(`unsigned: ${why}; set unsigned: true to accept requests from anyone`);
    return;
  }
  if (unsigned !== undefined) throw new TypeError(`unsigned: ${provider} signs its requests; use secrets instead`);
  if (secrets === undefined) throw new TypeError(`secrets is missing: ${provider} signs its requests (is its environment variable set?)`);
}

function checkInbox(inbox: unknown, work: unknown): void {
  if (inbox === undefined) {
    if (work !== false) return;
    throw new TypeError('work: false needs an inbox that another receiver processes');
  }
  const methods = ['store', 'claim', 'settle', 'release', 'entries', 'replay', 'prune', 'close'];
  if (!hasMethods(inbox, methods)) throw new TypeError(`inbox must be an inbox such as memoryInbox(), with ${methods.join(', ')}`);
  if (!isPositive(Reflect.get(inbox, 'leaseMs'))) throw new TypeError("the inbox's leaseMs must be a number of milliseconds above 0");
  const pollMs: unknown = Reflect.get(inbox, 'pollMs');
  if (pollMs !== null && !isPositive(pollMs)) throw new TypeError("the inbox's pollMs must be null, or a number of milliseconds above 0");
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** The most calls an attempt may make: an event's handlers (or onInvalid, or onUnknown), then onDead. */
function countCalls({ events }: ProviderContract, { handlers }: Settings): number {
  return Math.max(1, ...events.map((event) => matchHandlers(handlers, event).length)) + 1;
}

/** The longest time an attempt may take, in milliseconds. */
export function measureMaxRun(contract: ProviderContract, settings: Settings): number {
  return countCalls(contract, settings) * settings.handlerTimeoutMs;
}

/** If an attempt could outlast its lease, two attempts would run at once. */
function checkLease(contract: ProviderContract, settings: Settings, inbox: Inbox | undefined): void {
  if (!settings.work) return;
  const leaseMs = inbox?.leaseMs ?? defaultLeaseMs;
  if (measureMaxRun(contract, settings) < leaseMs) return;
  const { handlerTimeoutMs } = settings;
  throw new TypeError(
    `handlerTimeoutMs: ${countCalls(contract, settings)} calls (an event's handlers, then onDead) of up to ${handlerTimeoutMs} ms may outlast the ` +
      `inbox's lease of ${leaseMs} ms: shorten handlerTimeoutMs, or lengthen the inbox's leaseMs`,
  );
}

function checkHandlers({ provider, events }: ProviderContract, on: unknown): HandlersByPattern {
  if (typeof on !== 'object' || on === null) throw new TypeError('on must be an object of handlers by event name');
  const patterns = new Set(events.flatMap(patternsOf));
  const handlers = new Map<string, Handler<unknown>>();
  for (const [pattern, handler] of Object.entries(on)) {
    if (!patterns.has(pattern)) throw new TypeError(`on[${JSON.stringify(pattern)}] matches no event of ${provider}`);
    if (handler === undefined) continue;
    if (typeof handler !== 'function') throw new TypeError(`on[${JSON.stringify(pattern)}] must be a function`);
    handlers.set(pattern, handler);
  }
  return handlers;
}
