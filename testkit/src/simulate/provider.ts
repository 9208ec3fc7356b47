import type { DeliveryPolicy, ProviderFacts, Validation } from '@hookbook/runtime';

/** A provider for the simulator: the facts and the delivery policy from the document, and a body for each event. */
export interface SimulatedProvider<Name extends string = string> extends ProviderFacts<Name> {
  readonly delivery: DeliveryPolicy;
  /** The document's first example of the event, or a generated one. A new copy each time. */
  sample(event: Name): Sample;
  /** Validates a body strictly, as the provider's own tests would. */
  validate(event: Name, value: unknown): Validation;
}

export interface Sample {
  readonly payload: unknown;
  /** Headers other than the signature, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
}
