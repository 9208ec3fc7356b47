import type { Json, Pointer } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import { flatten, startWalk } from './flatten.js';
import { treeLimits } from './limits.js';
import type { SchemaNode } from './tree.js';

export type Scalar = string | number | boolean | null;

/** The scalars that are allowed at locations in a value, by pointer, for locations that are limited to scalars. */
export type ValueTable = ReadonlyMap<Pointer, readonly Scalar[]>;

const empty: ValueTable = new Map();
/** By depth. A schema that many references lead to is read once for each depth. */
const tables = Array.from({ length: treeLimits.maxTagDepth + 1 }, () => new WeakMap<SchemaNode, ValueTable>());

/** The values that `enum` and `const` allow in a value, down to a depth. */
export function readValueTable(node: SchemaNode, depth: number = treeLimits.maxTagDepth): ValueTable {
  const known = tables[depth]?.get(node);
  if (known) return known;
  tables[depth]?.set(node, empty); // in a circle, the second round adds nothing
  const table = buildTable(node, depth);
  tables[depth]?.set(node, table);
  return table;
}

function buildTable(node: SchemaNode, depth: number): ValueTable {
  const table = new Map<Pointer, readonly Scalar[]>();
  const restrict = (pointer: Pointer, values: readonly Scalar[]) => {
    const allowed = new Set(values);
    table.set(pointer, table.get(pointer)?.filter((value) => allowed.has(value)) ?? values);
  };
  const { parts, unions } = flatten([node], startWalk());
  for (const { alternatives } of unions)
    for (const [pointer, values] of uniteTables(alternatives.map((one) => readValueTable(one, depth)))) restrict(pointer, values);
  for (const part of parts) {
    if (part.values !== null && part.values.length > 0 && part.values.every(isScalar)) restrict('', part.values);
    for (const [name, property] of depth > 0 ? part.children('properties') : [])
      for (const [pointer, values] of readValueTable(property, depth - 1)) restrict(`${joinPointer('', name ?? '')}${pointer}`, values);
  }
  return table;
}

/** The values of whichever alternative accepts the value. */
function uniteTables(tables: readonly ValueTable[]): ValueTable {
  const [first, ...others] = tables;
  const shared = [...(first ?? empty)].filter(([pointer]) => others.every((table) => table.has(pointer)));
  return new Map(shared.map(([pointer]) => [pointer, [...new Set(tables.flatMap((table) => table.get(pointer) ?? []))]]));
}

const isScalar = (value: Json): value is Scalar => value === null || typeof value !== 'object';
