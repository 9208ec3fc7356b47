import type { ValidationError } from './contract.js';

/** What a handler receives besides the event: the facts of its request. */
export interface Delivery<Name extends string | null = string> {
  readonly provider: string;
  /** What deduplication uses; the same for every attempt and every retry of the provider. */
  readonly id: string;
  /** The event's name in the document; null if unknown. */
  readonly event: Name;
  /** When the request arrived, in unix milliseconds. */
  readonly receivedAt: number;
  /** 1 for the first run of the handlers. */
  readonly attempt: number;
  /** The request's headers, without credentials: no authorization, cookie, API key, token or signature. */
  readonly headers: Headers;
  /** The exact bytes that were signed. A copy: handlers may change it. */
  readonly body: Uint8Array;
  /** What parsing could not preserve, such as integers beyond 2^53. The bytes still have it. */
  readonly warnings: readonly DeliveryWarning[];
  /** Aborts when the handler's time is up. By then its attempt has failed, whatever the handler still does. */
  readonly signal: AbortSignal;
}

export interface DeliveryWarning {
  /** A JSON pointer (RFC 6901) into the body; names over 256 characters are cut. */
  readonly pointer: string;
  readonly message: string;
}

/** Whatever it returns is awaited; whatever it throws fails the attempt. */
export type Handler<Event, Name extends string = string> = (event: Event, delivery: Delivery<Name>) => unknown;

/** `order.*` and `order.item.*` for `order.item.added`. */
type Prefixes<Name extends string, Before extends string = ''> = Name extends `${infer Head}.${infer Tail}`
  ? `${Before}${Head}.*` | Prefixes<Tail, `${Before}${Head}.`>
  : never;

/** A key of `on`: an event's name, a dotted prefix followed by `.*`, or `*`. */
export type EventPattern<Name extends string> = Name | Prefixes<Name> | '*';

/** The event names that a pattern matches. */
export type MatchingNames<Name extends string, Pattern extends string> = Pattern extends Name
  ? Pattern
  : Pattern extends '*'
    ? Name
    : Pattern extends `${infer Prefix}.*`
      ? Extract<Name, `${Prefix}.${string}`>
      : never;

/** Typed handlers by event name or wildcard. All that match run: the exact name first, `*` last. */
export type Handlers<EventMap> = {
  readonly [Pattern in EventPattern<keyof EventMap & string>]?: Handler<
    EventMap[MatchingNames<keyof EventMap & string, Pattern>],
    MatchingNames<keyof EventMap & string, Pattern>
  >;
};

export type OnUnknown = (delivery: Delivery<null>) => unknown;
export type OnInvalid = (delivery: Delivery<string | null>, errors: readonly ValidationError[]) => unknown;
export type OnDead = (delivery: Delivery<string | null>, error: unknown) => unknown;
