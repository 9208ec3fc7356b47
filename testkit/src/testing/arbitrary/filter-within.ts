import type { Arbitrary } from './fast-check.js';

const maxTries = 10_000;

/** Keeps what passes; throws an Error in these words where nothing does for long, as fast-check would look for ever. */
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
