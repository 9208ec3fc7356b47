/** Something that a sender may have done instead of what the document says. */
export interface Variant<Value> {
  readonly value: Value;
  /** What it did, each as a sentence without its full stop: never a secret, and no expected signature. Empty: just what it should. */
  readonly said: readonly string[];
}

export const asDocumented = <Value>(value: Value): Variant<Value> => ({ value, said: [] });

export const instead = <Value>(value: Value, ...said: readonly string[]): Variant<Value> => ({ value, said });
