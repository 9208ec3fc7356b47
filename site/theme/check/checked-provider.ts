import type { ProviderFacts, Source, Validation } from '@hookbook/runtime';

/** A provider as the tool knows it: what the site says of its events, and the code that was generated for it. */
export interface CheckedProvider {
  readonly key: string;
  readonly title: string;
  readonly contract: ProviderFacts;
  readonly events: readonly CheckedEvent[];
  /** As a receiver judges: unknown members and enum values pass. */
  readonly tolerant: Validators;
  /** As the document has it. */
  readonly strict: Validators;
}

export interface CheckedEvent {
  readonly name: string;
  /** The name as it is shown: what no one could see of it, and what would turn the text around, is written out. */
  readonly label: string;
  /** The last segment of its page's address. */
  readonly slug: string;
  /** The values that tell it from the provider's other events; empty where nothing does. */
  readonly discriminator: readonly { readonly source: Source; readonly values: readonly unknown[] }[];
  /** Whether the site has an example of it. */
  readonly example: boolean;
}

/** What the tool uses of a generated module. */
export interface Validators {
  readonly validators: Readonly<Record<string, { validate(value: unknown): Validation }>>;
  /** Nothing where no value tells the events apart. */
  readonly findEvent?: (value: unknown, header?: (name: string) => string | null) => string | null;
}
