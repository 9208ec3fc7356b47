import { depth } from './choose.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

/**
 * Lists without two items of the same key, as long as asked wherever items are not too few: who asks filters. fast-check's
 * `uniqueArray` would look for ever where fewer items differ than the list has to hold.
 */
export function distinctLists<T>(
  fc: FastCheck,
  items: Arbitrary<T>,
  { least, most }: { readonly least: number; readonly most: number },
  keyOf: (item: T) => string,
): Arbitrary<T[]> {
  const spare = least === 0 ? 0 : 2 * least + 4;
  const lists = fc.array(items, { minLength: least + spare, maxLength: Math.max(most, least + spare), ...depth });
  return lists.map((list) => [...new Map(list.map((item) => [keyOf(item), item])).values()].slice(0, most));
}
