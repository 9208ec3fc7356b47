import type { ValidationError } from '@hookbook/runtime';

/** What `fixtures/<provider>.json` says: the fixtures of each event, by its name, the document's own examples first. */
export interface FixtureIndex {
  readonly [event: string]: readonly FixtureEntry[];
}

export interface FixtureEntry {
  /** null: the event's first; otherwise its name within the event, such as `minimal`. */
  readonly name: string | null;
  /** The payload's file, relative to `fixtures/<provider>/`. */
  readonly file: string;
  /** `example`: the document's own; `constructed`: the document's, but of no source; `generated`: made from the schema. */
  readonly origin: 'example' | 'constructed' | 'generated';
  /** Headers beside the signature's, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
}

/** One of `fixtures/<provider>/invalid/<event>.json`: a payload with one fault, and the error that a strict validator must report. */
export interface Mutant extends Pick<ValidationError, 'pointer' | 'keyword'> {
  /** Unique within the event: `data.amount-required`. */
  readonly name: string;
  readonly payload: unknown;
}
