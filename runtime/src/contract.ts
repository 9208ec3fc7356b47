import type { Algorithm } from './verify/algorithms.js';
import type { Encoding } from './verify/bytes.js';

/** What the document defines about a provider's requests, as plain data. */
export interface ProviderFacts<Name extends string = string> {
  /** The provider's key in the document. */
  readonly provider: string;
  readonly title: string;
  /** Event names in document order. */
  readonly events: readonly Name[];
  /** null if the document defines no signature. */
  readonly signature: SignatureScheme | null;
  readonly dedupe: Dedupe;
  /** The status that acknowledges a delivery. */
  readonly acknowledge: number;
  /** The values that identify the event. */
  readonly discriminator: readonly Source[];
}

/** What a generated receiver runs on: the provider's facts and its validators. */
export interface ProviderContract<Name extends string = string> extends ProviderFacts<Name> {
  /**
   * The event that a parsed body (and its headers) represents, found by the discriminator among own properties only.
   * Before a delivery is stored, `value` contains only what the contract's pointers lead to.
   */
  findEvent(value: unknown, header?: (name: string) => string | null): Name | null;
  readonly validators: { readonly [Event in Name]: { validate(value: unknown): Validation } };
}

/** The location of a value in a request: a property of the JSON body (RFC 6901) or a header (lower case). */
export type Source = { readonly kind: 'pointer'; readonly pointer: string } | { readonly kind: 'header'; readonly header: string };

export type SignedPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'body' } | Source;

export interface SignatureScheme {
  /** `standard-webhooks`: `whsec_` secrets and a list of `v1,` signatures (https://www.standardwebhooks.com). */
  readonly scheme: 'standard-webhooks' | 'custom';
  /** Lower case. */
  readonly header: string;
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
  /** What precedes the encoded signature in the header, such as `sha256=`. */
  readonly prefix: string;
  readonly signed: readonly SignedPart[];
  /** Where the signed time is (unix seconds or RFC 3339). */
  readonly timestamp: Source | null;
  /** How far the signed time may be from the receiver's clock, in milliseconds; null without a timestamp. */
  readonly toleranceMs: number | null;
}

/** What makes two requests the same delivery: these values together, or the hash of the body. */
export type Dedupe = { readonly by: 'body' } | { readonly by: 'sources'; readonly sources: readonly Source[] };

/** How a provider sends, as far as the document defines it. */
export interface DeliveryPolicy {
  /** What it adds to the query of its requests, in order: literal text and values of the request. */
  readonly query: readonly { readonly name: string; readonly value: readonly SignedPart[] }[];
  /** The statuses that it counts as received; empty if not documented. */
  readonly acknowledges: readonly (number | '2xx')[];
  /** How long it waits for an answer, in milliseconds; null if not documented. */
  readonly timeoutMs: number | null;
  readonly connectTimeoutMs: number | null;
  /** The waits between attempts, in milliseconds, in order. Empty: it never retries. null: not documented. */
  readonly retriesMs: readonly number[] | null;
  /** How long the last wait is repeated, counted from the first attempt, in milliseconds. */
  readonly retryForMs: number | null;
  /** How long deliveries may fail before it stops sending, in milliseconds. */
  readonly disableAfterMs: number | null;
  /** How it announces that it has stopped. */
  readonly notify: string | null;
  /** null if not documented. */
  readonly ordered: boolean | null;
}

/** Has the shape of the generated validators' errors. */
export interface ValidationError {
  /** A JSON pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
  readonly found: string;
  readonly message: string;
}

export type Validation = { readonly valid: true } | { readonly valid: false; readonly errors: readonly ValidationError[] };
