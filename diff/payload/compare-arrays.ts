import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { own } from '../../catalogue/model/own.js';
import { type Found, found } from '../found.js';
import type { Comparison } from './comparison.js';
import { asSchema } from './definitions.js';

type Parts = readonly JsonObject[];

/** So many items of a tuple are compared one by one. */
const maxItems = 100;

export function compareArrays(older: Parts, newer: Parts, comparison: Comparison): Found[] {
  const length = Math.max(tupleLength(older), tupleLength(newer));
  const result: Found[] = [];
  for (let index = 0; index < Math.min(length, maxItems); index += 1)
    result.push(...compareItem(String(index), index, older, newer, comparison));
  if (length > maxItems) result.push(found('schema-changed', `a tuple of ${length} items: those past ${maxItems} are not compared`));
  result.push(...compareItem('*', length, older, newer, comparison), ...compareUnique(older, newer));
  return result;
}

function compareItem(name: string, index: number, older: Parts, newer: Parts, comparison: Comparison): readonly Found[] {
  const [was, is] = [isClosed(older, index), isClosed(newer, index)];
  const item = name === '*' ? 'more items' : `item ${name}`;
  if (was && is) return [];
  if (was) return [found('items-allowed', `${item} may come`, name)];
  if (is) return [found('items-refused', `${item} may not come any more`, name)];
  return comparison.compareBelow(name, itemsAt(older, index), itemsAt(newer, index));
}

/** `additionalItems: false` ends a tuple, but not for a tolerant receiver. */
const isClosed = (parts: Parts, index: number) =>
  parts.some((part) => tupleOf(part) !== null && index >= (tupleOf(part)?.length ?? 0) && own(part, 'additionalItems') === false);

/** What the item at an index must be. */
function itemsAt(parts: Parts, index: number): Schema[] {
  return parts.flatMap((part): Schema[] => {
    const tuple = tupleOf(part);
    const schema = tuple === null ? own(part, 'items') : index < tuple.length ? tuple[index] : own(part, 'additionalItems');
    return schema === undefined ? [] : [asSchema(schema)];
  });
}

const tupleLength = (parts: Parts) => Math.max(0, ...parts.map((part) => tupleOf(part)?.length ?? 0));

function tupleOf(part: JsonObject): readonly Json[] | null {
  const items = own(part, 'items');
  return Array.isArray(items) ? items : null;
}

function compareUnique(older: Parts, newer: Parts): Found[] {
  const [was, is] = [older, newer].map((parts) => parts.some((part) => own(part, 'uniqueItems') === true));
  if (was === is) return [];
  return [is ? found('unique-items-added', 'no two items are the same now') : found('unique-items-removed', 'items may be the same now')];
}
