/**
 * The part of fast-check that arbitraries use (3.22 and later, and 4). The app passes in its own; declared here so that
 * this package compiles without it.
 */
export interface Arbitrary<T> {
  map<U>(mapper: (value: T) => U): Arbitrary<U>;
  filter(predicate: (value: T) => boolean): Arbitrary<T>;
}

interface Lengths {
  minLength?: number;
  maxLength?: number;
}

interface Depth {
  depthIdentifier?: string;
}

export interface FastCheck {
  constant<T>(value: T): Arbitrary<T>;
  boolean(): Arbitrary<boolean>;
  integer(constraints: { min: number; max: number }): Arbitrary<number>;
  double(constraints: {
    min?: number;
    max?: number;
    minExcluded?: boolean;
    maxExcluded?: boolean;
    noNaN: boolean;
    noDefaultInfinity: boolean;
  }): Arbitrary<number>;
  string(constraints: Lengths): Arbitrary<string>;
  stringMatching(pattern: RegExp): Arbitrary<string>;
  date(constraints: { min: Date; max: Date; noInvalidDate: boolean }): Arbitrary<Date>;
  emailAddress(): Arbitrary<string>;
  domain(): Arbitrary<string>;
  ipV4(): Arbitrary<string>;
  ipV6(): Arbitrary<string>;
  uuid(): Arbitrary<string>;
  base64String(): Arbitrary<string>;
  jsonValue(constraints: { maxDepth: number }): Arbitrary<unknown>;
  tuple(...arbitraries: Arbitrary<unknown>[]): Arbitrary<unknown[]>;
  option<T, Nil>(arbitrary: Arbitrary<T>, constraints: Depth & { nil: Nil }): Arbitrary<T | Nil>;
  array<T>(arbitrary: Arbitrary<T>, constraints: Lengths & Depth): Arbitrary<T[]>;
  oneof<T>(constraints: Depth & { withCrossShrink: boolean }, ...arbitraries: Arbitrary<T>[]): Arbitrary<T>;
  /** Takes an arbitrary; `never`, because fast-check's own class has more members than are declared here. */
  sample(arbitrary: never, parameters: { numRuns: number; seed: number }): unknown[];
}
