import type { DeliveryPolicy, ProviderFacts, Validation } from '@hookbook/runtime';

/** A provider as a simulator plays it: what the document says of its requests and its ways, and a body for each of its events. */
export interface SimulatedProvider<Name extends string = string> extends ProviderFacts<Name> {
  readonly delivery: DeliveryPolicy;
  /** The event as the document's first example has it, or a generated one; a copy. */
  sample(event: Name): Sample;
  /** Judges a body as the provider's own tests would: strictly. */
  validate(event: Name, value: unknown): Validation;
}

export interface Sample {
  readonly payload: unknown;
  /** Headers beside the signature's, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
}
