import type { Arbitrary } from './fast-check.js';

const maxTries = 10_000;

/** Keeps values that pass. Throws an Error with this description where fast-check would search forever. */
export function filterWithin<T>(arbitrary: Arbitrary<T>, predicate: (value: T) => boolean, describe: (last: T) => string): Arbitrary<T> {
  let refused = 0;
  return arbitrary.filter((value) => {
    if (predicate(value)) {
      refused = 0;
      return true;
    }
    refused += 1;
    if (refused > maxTries) throw new Error(describe(value));
    return false;
  });
}
