import type { ProviderFacts, Source, Validation } from '@hookbook/runtime';

/** A provider in the payload tool: what the site knows about its events, and its generated code. */
export interface CheckedProvider {
  readonly key: string;
  readonly title: string;
  readonly contract: ProviderFacts;
  readonly events: readonly CheckedEvent[];
  /** Validates like a receiver: unknown properties and enum values pass. */
  readonly tolerant: Validators;
  /** Verbatim from the document. */
  readonly strict: Validators;
}

export interface CheckedEvent {
  readonly name: string;
  /** The name as shown: invisible characters, and those that change the direction of text, are escaped. */
  readonly label: string;
  /** The last segment of its page's address. */
  readonly slug: string;
  /** The values that identify it among the provider's events; empty if nothing does. */
  readonly discriminator: readonly { readonly source: Source; readonly values: readonly unknown[] }[];
  /** Whether the site has an example of it. */
  readonly example: boolean;
}

/** What the tool uses of a generated module. */
export interface Validators {
  readonly validators: Readonly<Record<string, { validate(value: unknown): Validation }>>;
  /** Missing if nothing distinguishes the events. */
  readonly findEvent?: (value: unknown, header?: (name: string) => string | null) => string | null;
}
