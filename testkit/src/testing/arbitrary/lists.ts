import { canonicalJson, ownMember } from '../json-value.js';
import { depth, minOf, sized } from './choose.js';
import { distinctLists } from './distinct.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { isSchema, type Schema, type SchemaObject, strictest } from './schema.js';

/** Lists longer than this are not made. */
const longest = 10_000;

/** Makes values for schemas that all judge one value; null where there is none. */
export type MakeValues = (schemas: readonly Schema[]) => Arbitrary<unknown> | null;

/** Lists of the items that schemas ask for together; null where there is none. */
export function listsOf(fc: FastCheck, parts: readonly SchemaObject[], make: MakeValues): Arbitrary<unknown[]> | null {
  const least = strictest(parts, 'minItems', Math.max) ?? 0;
  const most = strictest(parts, 'maxItems', Math.min) ?? Infinity;
  if (least > most || least > longest) return null;
  const places = Math.max(0, ...parts.map(tupleLength));
  const head = makeHead(parts, Math.min(places, most), make);
  if (head.length < Math.min(least, places)) return null;
  const rest = head.length < places ? null : make(itemsAt(parts, places));
  if (rest === null && least > head.length) return null;
  const tails = makeTails(fc, parts, rest, { least: least - head.length, most: most - head.length });
  const smallest =
    head.slice(0, least).reduce((sum, one) => sum + minOf(one), 1) + Math.max(0, least - head.length) * (rest === null ? 0 : minOf(rest));
  if (head.length === 0) return addContained(fc, parts, sized(tails, smallest), make);
  const heads = fc.tuple(fc.integer({ min: Math.min(least, head.length), max: head.length }), fc.tuple(...head));
  const lists = fc.tuple(heads, tails).map(([start, end]) => {
    const [length, items] = start as [number, unknown[]];
    return length < items.length ? items.slice(0, length) : [...items, ...(end as unknown[])];
  });
  return addContained(fc, parts, sized(lists, smallest), make);
}

const tupleLength = (part: SchemaObject) => {
  const items = ownMember(part, 'items');
  return Array.isArray(items) ? items.length : 0;
};

/** The schemas that the parts have for an item. */
function itemsAt(parts: readonly SchemaObject[], at: number): Schema[] {
  const found = parts.map((part) => {
    const items = ownMember(part, 'items');
    return Array.isArray(items) ? (at < items.length ? items[at] : ownMember(part, 'additionalItems')) : items;
  });
  return found.filter(isSchema);
}

/** What stands at each place of a tuple, up to the first for which there is nothing. */
function makeHead(parts: readonly SchemaObject[], places: number, make: MakeValues): Arbitrary<unknown>[] {
  const head: Arbitrary<unknown>[] = [];
  for (let at = 0; at < places; at += 1) {
    const values = make(itemsAt(parts, at));
    if (values === null) break;
    head.push(values);
  }
  return head;
}

function makeTails(
  fc: FastCheck,
  parts: readonly SchemaObject[],
  items: Arbitrary<unknown> | null,
  { least, most }: { least: number; most: number },
): Arbitrary<unknown[]> {
  if (items === null || most <= 0) return fc.constant([]).map(() => []);
  const lengths = { least: Math.max(0, least), most: Math.min(most, longest) };
  if (parts.some((part) => ownMember(part, 'uniqueItems') === true)) return distinctLists(fc, items, lengths, canonicalJson);
  return fc.array(items, { minLength: lengths.least, ...(most === Infinity ? {} : { maxLength: lengths.most }), ...depth });
}

/** Puts an item in for each `contains`, in the place of the last ones. */
function addContained(
  fc: FastCheck,
  parts: readonly SchemaObject[],
  lists: Arbitrary<unknown[]> | null,
  make: MakeValues,
): Arbitrary<unknown[]> | null {
  const places = Math.max(0, ...parts.map(tupleLength));
  const all = itemsAt(parts, places);
  const contained = parts.map((part) => ownMember(part, 'contains')).filter(isSchema);
  const values = contained.map((schema) => make([schema, ...all]));
  if (values.some((one) => one === null)) return null;
  if (values.length === 0 || lists === null) return lists;
  const most = strictest(parts, 'maxItems', Math.min) ?? Infinity;
  return fc.tuple(lists, fc.tuple(...values.filter((one) => one !== null))).map(([list, added]) => {
    const [items, more] = [list as unknown[], added as unknown[]];
    return [...items.slice(0, Math.max(0, most - more.length)), ...more];
  });
}
