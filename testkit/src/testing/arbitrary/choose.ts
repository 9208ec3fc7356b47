import type { Arbitrary, FastCheck } from './fast-check.js';

/** Values whose smallest form has more parts are not generated. */
const maxParts = 50_000;

const minParts = new WeakMap<Arbitrary<unknown>, number>();

/** How many parts (properties, items, scalars) the smallest value of an arbitrary has. */
export const minOf = (values: Arbitrary<unknown>): number => minParts.get(values) ?? 1;

/** Records the parts of the smallest value; null if even that is too large to generate. */
export function sized<T>(values: Arbitrary<T>, min: number): Arbitrary<T> | null {
  if (min > maxParts) return null;
  minParts.set(values, min);
  return values;
}

/**
 * Keeps values small: the deeper a location, the rarer are optional properties and the shorter are lists. Otherwise a
 * type that refers to another twice would double with each level.
 */
export const depth = { depthIdentifier: 'hookbook' } as const;

/** The values of any of these, smallest first, so that others shrink to it; null if there are none. */
export function anyOf<T>(fc: FastCheck, choices: readonly (Arbitrary<T> | null)[]): Arbitrary<T> | null {
  const found = choices.filter((choice) => choice !== null).sort((one, other) => minOf(one) - minOf(other));
  const [first, second] = found;
  if (first === undefined || second === undefined) return first ?? null;
  return sized(fc.oneof({ withCrossShrink: true, ...depth }, ...found), minOf(first));
}
