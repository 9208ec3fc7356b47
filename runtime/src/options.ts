import type { Handlers, OnDead, OnInvalid, OnUnknown } from './delivery.js';
import type { OnReceive, OnResult } from './hooks.js';
import type { Inbox } from './inbox/inbox.js';
import type { Refusal } from './refusal.js';
import type { Secrets } from './verify/secrets.js';
import type { HandlersByPattern } from './work/match-handlers.js';
import type { RetryPolicy } from './work/retry.js';

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
  /** Told of every request once it is answered, for logs and metrics. */
  readonly onReceive?: OnReceive;
  /** Told of every attempt at a delivery once its outcome is committed, for logs and metrics. */
  readonly onResult?: OnResult;
  /** Unix milliseconds, for signed times and `receivedAt`; Date.now by default. */
  readonly now?: () => number;
  /** 1 MiB by default. */
  readonly maxBodyBytes?: number;
  /**
   * How many bytes of bodies this receiver holds at most for requests that are not answered yet, over all connections; 64 MiB by
   * default, and at least `maxBodyBytes`. What has no room is answered 503 with `Retry-After`.
   */
  readonly maxBytesInFlight?: number;
  /** How long a body may take to arrive, in milliseconds; 10 s by default. */
  readonly bodyTimeoutMs?: number;
  /** How long `secrets(request)` and the inbox may take together before the request is answered 503, in milliseconds; 5 s by default. */
  readonly answerTimeoutMs?: number;
  /** How long each handler may take, in milliseconds, before its attempt has failed and `delivery.signal` aborts; 30 s by default. */
  readonly handlerTimeoutMs?: number;
  /** When a failed delivery is tried again; 15 attempts over some three hours by default. */
  readonly retry?: RetryPolicy;
  /** How many deliveries run at once in this process: of all events (`*`, 16 by default), and of single ones. */
  readonly concurrency?: number | { readonly [Event in (keyof EventMap & string) | '*']?: number };
  /**
   * JSON pointers (RFC 6901) into the body: deliveries with the same values there run one after the other, in the order they were
   * stored. One that waits for a retry holds up those behind it until it is done or dead. A body without these values waits for none.
   */
  readonly orderBy?: string | readonly string[];
  /** Whether this process runs handlers; true by default. Without, it only stores: some other process has to work the inbox off. */
  readonly work?: boolean;
}

/** The options of a provider that signs its requests. */
export interface SignedOptions<EventMap> extends CommonOptions<EventMap> {
  readonly secrets: Secrets;
  readonly unsigned?: never;
}

/** The options of a provider whose document describes no signature: it has to be said. */
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
  readonly onReceive: OnReceive | undefined;
  readonly onResult: OnResult | undefined;
  readonly now: () => number;
  readonly maxBodyBytes: number;
  readonly maxBytesInFlight: number;
  readonly bodyTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly handlerTimeoutMs: number;
  readonly retry: Required<RetryPolicy>;
  readonly concurrency: Concurrency;
  readonly orderBy: readonly string[];
  readonly work: boolean;
}

export interface Concurrency {
  readonly all: number;
  readonly events: ReadonlyMap<string, number>;
}
