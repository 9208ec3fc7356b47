import type { ValidationError } from '@hookbook/runtime';

/** The content of `fixtures/<provider>.json`: each event's fixtures by its name, the document's examples first. */
export interface FixtureIndex {
  readonly [event: string]: readonly FixtureEntry[];
}

export interface FixtureEntry {
  /** null for the event's first fixture; otherwise its name within the event, such as `minimal`. */
  readonly name: string | null;
  /** The payload's file, relative to `fixtures/<provider>/`. */
  readonly file: string;
  /** `example`: from the document. `constructed`: from the document, without a source. `generated`: from the schema. */
  readonly origin: 'example' | 'constructed' | 'generated';
  /** Headers other than the signature, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
}

/** One of `fixtures/<provider>/invalid/<event>.json`: a payload with one error for a strict validator to report. */
export interface Mutant extends Pick<ValidationError, 'pointer' | 'keyword'> {
  /** Unique within the event: `data.amount-required`. */
  readonly name: string;
  readonly payload: unknown;
}
