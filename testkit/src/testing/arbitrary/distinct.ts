import { depth } from './choose.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

/**
 * Lists without two items of the same key, as long as asked unless there are too few items; the caller filters.
 * fast-check's `uniqueArray` would search forever if fewer items differ than the list needs.
 */
export function distinctLists<T>(
  fc: FastCheck,
  items: Arbitrary<T>,
  { min, max }: { readonly min: number; readonly max: number },
  keyOf: (item: T) => string,
): Arbitrary<T[]> {
  const spare = min === 0 ? 0 : 2 * min + 4;
  const lists = fc.array(items, { minLength: min + spare, maxLength: Math.max(max, min + spare), ...depth });
  return lists.map((list) => [...new Map(list.map((item) => [keyOf(item), item])).values()].slice(0, max));
}
