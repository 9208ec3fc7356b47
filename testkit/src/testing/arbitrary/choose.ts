import type { Arbitrary, FastCheck } from './fast-check.js';

/** Values that have more parts than this at the least are not made. */
const maxParts = 50_000;

const minParts = new WeakMap<Arbitrary<unknown>, number>();

/** Of how many parts (members, items, scalars) the smallest value of an arbitrary is made. */
export const minOf = (values: Arbitrary<unknown>): number => minParts.get(values) ?? 1;

/** Notes the parts of the smallest value; null where even that is too large to be made. */
export function sized<T>(values: Arbitrary<T>, least: number): Arbitrary<T> | null {
  if (least > maxParts) return null;
  minParts.set(values, least);
  return values;
}

/**
 * What keeps values small: the deeper a place is, the rarer are optional members and the shorter are lists. Otherwise what refers twice
 * to the next would double with each level.
 */
export const depth = { depthIdentifier: 'hookbook' } as const;

/** The values of any of these, those with the smallest first, to which others shrink; null where there are none. */
export function anyOf<T>(fc: FastCheck, choices: readonly (Arbitrary<T> | null)[]): Arbitrary<T> | null {
  const found = choices.filter((choice) => choice !== null).sort((one, other) => minOf(one) - minOf(other));
  const [first, second] = found;
  if (first === undefined || second === undefined) return first ?? null;
  return sized(fc.oneof({ withCrossShrink: true, ...depth }, ...found), minOf(first));
}
