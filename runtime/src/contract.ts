import type { Algorithm } from './verify/algorithms.js';

/** What the document says of a provider's requests: plain data. */
export interface ProviderFacts<Name extends string = string> {
  /** The provider's key in the document. */
  readonly provider: string;
  readonly title: string;
  /** The names of its events, in the document's order. */
  readonly events: readonly Name[];
  /** null: the document describes no signature. */
  readonly signature: SignatureScheme | null;
  readonly dedupe: Dedupe;
  /** The status that acknowledges a delivery. */
  readonly acknowledge: number;
  /** Where the values stand that tell the events apart. */
  readonly discriminator: readonly Source[];
}

/** What a generated receiver goes by: the document's facts, and the validators. */
export interface ProviderContract<Name extends string = string> extends ProviderFacts<Name> {
  /**
   * The event that a parsed body (and its headers) is, by the discriminator; own members only. Before a delivery is stored, `value` has
   * only what the discriminator and the contract's other pointers lead to.
   */
  findEvent(value: unknown, header?: (name: string) => string | null): Name | null;
  readonly validators: { readonly [Event in Name]: { validate(value: unknown): Validation } };
}

/** A value of a request: a member of the JSON body (RFC 6901), or a header (lower case). */
export type Source = { readonly kind: 'pointer'; readonly pointer: string } | { readonly kind: 'header'; readonly header: string };

export type SignedPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'body' } | Source;

export interface SignatureScheme {
  /** `standard-webhooks`: `whsec_` secrets, and a list of `v1,` signatures in the header (https://www.standardwebhooks.com). */
  readonly scheme: 'standard-webhooks' | 'custom';
  /** Lower case. */
  readonly header: string;
  readonly algorithm: Algorithm;
  readonly encoding: 'base64' | 'hex';
  /** What stands before the encoded signature in the header, such as `sha256=`. */
  readonly prefix: string;
  readonly signed: readonly SignedPart[];
  /** Where the signed time stands (unix seconds or RFC 3339). */
  readonly timestamp: Source | null;
  /** How far the signed time may be from the receiver's clock either way, in milliseconds; null without a timestamp. */
  readonly toleranceMs: number | null;
}

/** What makes two requests the same delivery: these values together, or the hash of the body. */
export type Dedupe = { readonly by: 'body' } | { readonly by: 'sources'; readonly sources: readonly Source[] };

/** How a provider sends, as far as the document says. */
export interface DeliveryPolicy {
  /** What it puts into the query of its requests, in order: literal text, and values of the request. */
  readonly query: readonly { readonly name: string; readonly value: readonly SignedPart[] }[];
  /** The statuses that it counts as received; empty: not documented. */
  readonly acknowledges: readonly (number | '2xx')[];
  /** How long it waits for an answer, in milliseconds; null: not documented. */
  readonly timeoutMs: number | null;
  readonly connectTimeoutMs: number | null;
  /** The waits between attempts, in milliseconds, in order; empty: it never tries again; null: not documented. */
  readonly retriesMs: readonly number[] | null;
  /** How long the last wait is repeated, counted from the first attempt, in milliseconds. */
  readonly retryForMs: number | null;
  /** How long failures go on before it stops sending, in milliseconds. */
  readonly disableAfterMs: number | null;
  /** How it tells that it stopped. */
  readonly notify: string | null;
  /** null: not documented. */
  readonly ordered: boolean | null;
}

/** The same shape as the generated validators' errors. */
export interface ValidationError {
  /** RFC 6901, into the body. */
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
  readonly found: string;
  readonly message: string;
}

export type Validation = { readonly valid: true } | { readonly valid: false; readonly errors: readonly ValidationError[] };
