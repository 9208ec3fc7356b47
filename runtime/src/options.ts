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
  /** Where deliveries are stored; by default a `memoryInbox()` of this receiver. */
  readonly inbox?: Inbox;
  /** Called for a verified request that is no event of the document; logs a warning by default. */
  readonly onUnknown?: OnUnknown;
  /** Called for a verified request that is unreadable or doesn't match its schema; logs a warning by default. */
  readonly onInvalid?: OnInvalid;
  /** Called when a delivery's handlers failed for the last time; logs an error by default. */
  readonly onDead?: OnDead;
  /** Called for a refused request; by default logs a warning, at most once a minute per reason. */
  readonly onRefused?: OnRefused;
  /** Called for every request once it is answered, for logs and metrics. */
  readonly onReceive?: OnReceive;
  /** Called for every attempt at a delivery once its outcome is committed, for logs and metrics. */
  readonly onResult?: OnResult;
  /** Returns unix milliseconds, for signed times and `receivedAt`; Date.now by default. */
  readonly now?: () => number;
  /** 1 MiB by default. */
  readonly maxBodyBytes?: number;
  /**
   * How many bytes of bodies this receiver may hold for unanswered requests, over all connections. 64 MiB by default;
   * at least `maxBodyBytes`. Beyond that, requests are answered 503 with `Retry-After`.
   */
  readonly maxBytesInFlight?: number;
  /** How long a body may take to arrive, in milliseconds; 10 s by default. */
  readonly bodyTimeoutMs?: number;
  /**
   * How long `secrets(request)` and the inbox may take together before a request is answered 503, in milliseconds; 5 s
   * by default.
   */
  readonly answerTimeoutMs?: number;
  /** How long a handler may take before its attempt fails and `signal` aborts, in milliseconds; 30 s by default. */
  readonly handlerTimeoutMs?: number;
  /** When a failed delivery is retried; by default 15 attempts over about three hours. */
  readonly retry?: RetryPolicy;
  /** How many deliveries run at once in this process: in total (`*`, 16 by default) and per event. */
  readonly concurrency?: number | { readonly [Event in (keyof EventMap & string) | '*']?: number };
  /**
   * JSON pointers (RFC 6901) into the body. Deliveries with equal values there run one after another, in the order they
   * were stored. One that waits for a retry blocks those behind it until it is done or dead. Bodies without these
   * values are not ordered.
   */
  readonly orderBy?: string | readonly string[];
  /** Whether this process runs handlers; true by default. If false, another process must process the inbox. */
  readonly work?: boolean;
}

/** The options of a provider that signs its requests. */
export interface SignedOptions<EventMap> extends CommonOptions<EventMap> {
  readonly secrets: Secrets;
  readonly unsigned?: never;
}

/** The options for a provider that does not sign its requests. Leaving them unverified must be explicit. */
export interface UnsignedOptions<EventMap> extends CommonOptions<EventMap> {
  /** Confirms that anyone who knows the URL can send events. */
  readonly unsigned: true;
  readonly secrets?: never;
}

type Hook = 'onUnknown' | 'onInvalid' | 'onDead' | 'onRefused' | 'onReceive' | 'onResult';
type Limit = 'maxBodyBytes' | 'maxBytesInFlight' | 'bodyTimeoutMs' | 'answerTimeoutMs' | 'handlerTimeoutMs';
type Hooks = { readonly [Name in Hook]: CommonOptions<object>[Name] | undefined };

/** Checked options, with all defaults applied. */
export interface Settings extends Hooks, Required<Pick<CommonOptions<object>, Limit | 'now' | 'work'>> {
  readonly handlers: HandlersByPattern;
  readonly retry: Required<RetryPolicy>;
  readonly concurrency: Concurrency;
  readonly orderBy: readonly string[];
}

export interface Concurrency {
  readonly all: number;
  readonly events: ReadonlyMap<string, number>;
}
