import { getOwn } from '../../catalogue/model/properties.js';
import { type Found, found } from '../found.js';
import type { Comparison, Nodes } from './comparison.js';

/** Past this many items of a tuple, they are not compared. */
const maxItems = 100;

export function compareArrays(older: Nodes, newer: Nodes, comparison: Comparison): Found[] {
  const length = Math.max(0, ...[...older, ...newer].map(({ tuple }) => tuple?.length ?? 0));
  const indexes = Array.from({ length: Math.min(length, maxItems) }, (_, index) => index);
  return [
    ...indexes.flatMap((index) => compareItem(String(index), index, older, newer, comparison)),
    ...(length > maxItems ? [found('schema-changed', `a tuple of ${length} items: those past ${maxItems} are not compared`)] : []),
    ...compareItem('*', length, older, newer, comparison),
    ...compareUnique(older, newer),
  ];
}

function compareItem(name: string, index: number, older: Nodes, newer: Nodes, comparison: Comparison): readonly Found[] {
  const [was, is] = [isClosed(older, index), isClosed(newer, index)];
  const item = name === '*' ? 'further items are' : `item ${name} is`;
  if (was && is) return [];
  if (was) return [found('items-allowed', `${item} now accepted`, name)];
  if (is) return [found('items-refused', `${item} now refused`, name)];
  return comparison.compareBelow(name, itemsAt(older, index), itemsAt(newer, index));
}

/** `additionalItems: false` ends a tuple, but not for a tolerant receiver. */
const isClosed = (parts: Nodes, index: number) =>
  parts.some(({ tuple, items }) => tuple !== null && index >= tuple.length && items?.schema === false);

/** The schemas of the item at an index. */
const itemsAt = (parts: Nodes, index: number): Nodes => parts.flatMap(({ tuple, items }) => tuple?.[index] ?? items ?? []);

function compareUnique(older: Nodes, newer: Nodes): Found[] {
  const [was, is] = [older, newer].map((parts) => parts.some(({ schema }) => getOwn(schema, 'uniqueItems') === true));
  if (was === is) return [];
  return [is ? found('unique-items-added', 'items must now be unique') : found('unique-items-removed', 'items may now repeat')];
}
