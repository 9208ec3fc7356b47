import { canonicalJson, ownMember } from '../../json-value.js';
import { depth, minOf, sized } from './choose.js';
import { distinctLists } from './distinct.js';
import type { Arbitrary } from './fast-check.js';
import { isSchema, type Making, type Schema, type SchemaObject, strictest } from './schema.js';

/** Longer lists are not generated. */
const maxItems = 10_000;

/** Lists that match all schemas; null if there are none. */
export function listsOf(making: Making): Arbitrary<unknown[]> | null {
  const { fc, parts, make } = making;
  const min = strictest(parts, 'minItems', Math.max) ?? 0;
  const max = strictest(parts, 'maxItems', Math.min) ?? Infinity;
  if (min > max || min > maxItems) return null;
  const tupleItems = Math.max(0, ...parts.map(tupleLength));
  const head = makeHead(making, Math.min(tupleItems, max));
  if (head.length < Math.min(min, tupleItems)) return null;
  const rest = head.length < tupleItems ? null : make(itemsAt(parts, tupleItems));
  if (rest === null && min > head.length) return null;
  const tails = makeTails(making, rest, { min: min - head.length, max: max - head.length });
  const smallest =
    head.slice(0, min).reduce((sum, one) => sum + minOf(one), 1) + Math.max(0, min - head.length) * (rest === null ? 0 : minOf(rest));
  if (head.length === 0) return addContained(making, sized(tails, smallest));
  const heads = fc.tuple(fc.integer({ min: Math.min(min, head.length), max: head.length }), fc.tuple(...head));
  const lists = fc.tuple(heads, tails).map(([start, end]) => {
    const [length, items] = start as [number, unknown[]];
    return length < items.length ? items.slice(0, length) : [...items, ...(end as unknown[])];
  });
  return addContained(making, sized(lists, smallest));
}

const tupleLength = (part: SchemaObject) => {
  const items = ownMember(part, 'items');
  return Array.isArray(items) ? items.length : 0;
};

/** The schemas of the parts for an item. */
function itemsAt(parts: readonly SchemaObject[], at: number): Schema[] {
  const found = parts.map((part) => {
    const items = ownMember(part, 'items');
    return Array.isArray(items) ? (at < items.length ? items[at] : ownMember(part, 'additionalItems')) : items;
  });
  return found.filter(isSchema);
}

/** The values at each index of a tuple, up to the first index without any. */
function makeHead({ parts, make }: Making, tupleItems: number): Arbitrary<unknown>[] {
  const head: Arbitrary<unknown>[] = [];
  for (let at = 0; at < tupleItems; at += 1) {
    const values = make(itemsAt(parts, at));
    if (values === null) break;
    head.push(values);
  }
  return head;
}

function makeTails(
  { fc, parts }: Making,
  items: Arbitrary<unknown> | null,
  { min, max }: { min: number; max: number },
): Arbitrary<unknown[]> {
  if (items === null || max <= 0) return fc.constant([]).map(() => []);
  const lengths = { min: Math.max(0, min), max: Math.min(max, maxItems) };
  if (parts.some((part) => ownMember(part, 'uniqueItems') === true)) return distinctLists(fc, items, lengths, canonicalJson);
  return fc.array(items, { minLength: lengths.min, ...(max === Infinity ? {} : { maxLength: lengths.max }), ...depth });
}

/** Replaces the last items by one for each `contains`. */
function addContained({ fc, parts, make }: Making, lists: Arbitrary<unknown[]> | null): Arbitrary<unknown[]> | null {
  const tupleItems = Math.max(0, ...parts.map(tupleLength));
  const all = itemsAt(parts, tupleItems);
  const contained = parts.map((part) => ownMember(part, 'contains')).filter(isSchema);
  const values = contained.map((schema) => make([schema, ...all]));
  if (values.some((one) => one === null)) return null;
  if (values.length === 0 || lists === null) return lists;
  const max = strictest(parts, 'maxItems', Math.min) ?? Infinity;
  return fc.tuple(lists, fc.tuple(...values.filter((one) => one !== null))).map(([list, added]) => {
    const [items, more] = [list as unknown[], added as unknown[]];
    return [...items.slice(0, Math.max(0, max - more.length)), ...more];
  });
}
