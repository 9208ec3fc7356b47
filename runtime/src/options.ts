import type { ProviderContract } from './contract.js';
import type { Handler, Handlers, OnDead, OnInvalid, OnUnknown } from './delivery.js';
import type { Inbox } from './inbox.js';
import { type HandlersByPattern, patternsOf } from './match-handlers.js';
import type { Refusal } from './refusal.js';
import type { Secrets } from './secrets.js';

export type OnRefused = (refusal: Refusal) => unknown;

export interface CommonOptions<EventMap> {
  /** Handlers by event name, by prefix (`order.*`) or for all (`*`). */
  readonly on: Handlers<EventMap>;
  /** Where deliveries are kept; a `memoryInbox()` of the receiver's own by default. */
  readonly inbox?: Inbox;
  /** A verified request that is no event of the document: a warning on the console by default. */
  readonly onUnknown?: OnUnknown;
  /** A verified request that can't be read, or doesn't fit its event's schema: a warning on the console by default. */
  readonly onInvalid?: OnInvalid;
  /** A delivery whose handlers failed for the last time: an error on the console by default. */
  readonly onDead?: OnDead;
  /** A request that was turned away: a warning on the console by default, at most one a minute for each reason. */
  readonly onRefused?: OnRefused;
  /** Unix milliseconds; Date.now by default. */
  readonly now?: () => number;
  /** 1 MiB by default. */
  readonly maxBodyBytes?: number;
  /** How long a body may take to arrive, in milliseconds; 10 s by default. */
  readonly bodyTimeoutMs?: number;
}

/** The options of a provider that signs its requests. */
export interface SignedOptions<EventMap> extends CommonOptions<EventMap> {
  readonly secrets: Secrets;
  readonly unsigned?: never;
}

/** The options of a provider that doesn't: it has to be said. */
export interface UnsignedOptions<EventMap> extends CommonOptions<EventMap> {
  /** Yes: whoever knows the address can send events. */
  readonly unsigned: true;
  readonly secrets?: never;
}

/** Options as the receiver's parts take them: checked, with every default in its place. */
export interface Settings {
  readonly handlers: HandlersByPattern;
  readonly onUnknown: OnUnknown | undefined;
  readonly onInvalid: OnInvalid | undefined;
  readonly onDead: OnDead | undefined;
  readonly onRefused: OnRefused | undefined;
  readonly now: () => number;
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

const known = [
  'secrets',
  'unsigned',
  'inbox',
  'on',
  'onUnknown',
  'onInvalid',
  'onDead',
  'onRefused',
  'now',
  'maxBodyBytes',
  'bodyTimeoutMs',
];

/** Checks what types can't for callers without them. Throws a TypeError that names the option. */
export function checkOptions(contract: ProviderContract, options: SignedOptions<object> | UnsignedOptions<object>): Settings {
  if (typeof options !== 'object' || options === null) throw new TypeError('options must be an object');
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TypeError(`unknown option ${JSON.stringify(unknown)}; there are ${known.join(', ')}`);
  checkSigning(contract, options);
  checkInbox(options.inbox);
  const { onUnknown, onInvalid, onDead, onRefused, now = Date.now } = options;
  for (const [name, value] of Object.entries({ onUnknown, onInvalid, onDead, onRefused, now })) {
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} must be a function`);
  }
  const maxBodyBytes = checkCount('maxBodyBytes', options.maxBodyBytes ?? 1024 * 1024, Number.MAX_SAFE_INTEGER);
  const bodyTimeoutMs = checkCount('bodyTimeoutMs', options.bodyTimeoutMs ?? 10_000, 2 ** 31 - 1); // setTimeout's limit
  return { handlers: checkHandlers(contract, options.on), onUnknown, onInvalid, onDead, onRefused, now, maxBodyBytes, bodyTimeoutMs };
}

function checkSigning(
  { provider, signature }: ProviderContract,
  { secrets, unsigned }: { readonly secrets?: unknown; readonly unsigned?: unknown },
): void {
  if (signature === null) {
    if (secrets !== undefined) throw new TypeError(`secrets: ${provider} doesn't sign its requests; say unsigned: true instead`);
    if (unsigned !== true)
      throw new TypeError(`unsigned: ${provider} doesn't sign its requests; say unsigned: true to accept that anyone can send them`);
    return;
  }
  if (unsigned !== undefined) throw new TypeError(`unsigned: ${provider} signs its requests; give its secrets instead`);
  if (secrets === undefined) throw new TypeError(`secrets is missing: ${provider} signs its requests`);
}

function checkInbox(inbox: unknown): void {
  if (inbox === undefined) return;
  const methods = ['store', 'claim', 'settle', 'entries', 'close'];
  const fits = typeof inbox === 'object' && inbox !== null && methods.every((name) => typeof Reflect.get(inbox, name) === 'function');
  if (!fits) throw new TypeError(`inbox must be an inbox such as memoryInbox(), with ${methods.join(', ')}`);
}

function checkCount(name: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new TypeError(`${name} must be an integer from 1 to ${most}`);
  return value;
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
