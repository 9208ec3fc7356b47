import type { ValidationError } from './contract.js';

/** What a handler is told about the request beside its event. */
export interface Delivery<Name extends string | null = string> {
  readonly provider: string;
  /** What deduplication goes by; the same for every attempt and every retry of the provider. */
  readonly id: string;
  /** The event's name in the document; null where it could not be told. */
  readonly event: Name;
  /** When the request arrived, in unix milliseconds. */
  readonly receivedAt: number;
  /** 1 for the first run of the handlers. */
  readonly attempt: number;
  /** The request's headers, without credentials: no authorization, cookie, API key, token or signature. */
  readonly headers: Headers;
  /** The exact bytes that were signed: a copy, yours to keep. */
  readonly body: Uint8Array;
  /** What parsing could not keep, such as integers beyond 2^53; the bytes still have it. */
  readonly warnings: readonly DeliveryWarning[];
  /** Aborts when the handler's time is up: its attempt has failed then, whatever it still does. */
  readonly signal: AbortSignal;
}

export interface DeliveryWarning {
  /** RFC 6901, into the body; names of more than 256 characters are cut. */
  readonly pointer: string;
  readonly message: string;
}

/** Awaited, whatever it returns; what it throws makes the attempt fail. */
export type Handler<Event, Name extends string = string> = (event: Event, delivery: Delivery<Name>) => unknown;

/** `order.*` and `order.item.*` for `order.item.added`. */
type Prefixes<Name extends string, Before extends string = ''> = Name extends `${infer Head}.${infer Tail}`
  ? `${Before}${Head}.*` | Prefixes<Tail, `${Before}${Head}.`>
  : never;

/** What may stand in `on`: an event's name, a dotted prefix of one followed by `.*`, or `*`. */
export type EventPattern<Name extends string> = Name | Prefixes<Name> | '*';

/** The names that a pattern covers. */
export type MatchingNames<Name extends string, Pattern extends string> = Pattern extends Name
  ? Pattern
  : Pattern extends '*'
    ? Name
    : Pattern extends `${infer Prefix}.*`
      ? Extract<Name, `${Prefix}.${string}`>
      : never;

/** Typed handlers by event name or wildcard; all that match run, the exact one first, `*` last. */
export type Handlers<EventMap> = {
  readonly [Pattern in EventPattern<keyof EventMap & string>]?: Handler<
    EventMap[MatchingNames<keyof EventMap & string, Pattern>],
    MatchingNames<keyof EventMap & string, Pattern>
  >;
};

export type OnUnknown = (delivery: Delivery<null>) => unknown;
export type OnInvalid = (delivery: Delivery<string | null>, errors: readonly ValidationError[]) => unknown;
export type OnDead = (delivery: Delivery<string | null>, error: unknown) => unknown;
