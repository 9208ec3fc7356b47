import { groupEntries } from '../model/group.js';
import { parsePointer } from '../model/pointer.js';
import { getOwn, getString } from '../model/properties.js';
import { enter, flatten, startWalk, type Walk } from './flatten.js';
import type { SchemaNode, Union } from './tree.js';
import { readValueTable, type Scalar } from './value-table.js';

/** The property that distinguishes the alternatives of a union: each of its known values means one alternative. */
export interface Tag {
  /** The segments of its JSON pointer, relative to the value. */
  readonly path: readonly string[];
  /** For each alternative, the values that mean it; null for one without the property. */
  readonly values: readonly (readonly Scalar[] | null)[];
}

/** Marks a union that was joined from alternatives. It gets no tag: they are distinguished where they come from. */
export const joined = 'x-joined';

/**
 * Finds the tag of a schema's `anyOf` or `oneOf`. null if nothing distinguishes its alternatives, or if constants do:
 * those are closed under any policy. A tag's values are disjoint, by `enum` or `const`. Of several candidates,
 * AsyncAPI's `discriminator` wins, then the one that most alternatives have and require, then the shallowest, then the
 * first.
 */
export function findTag({ schema }: SchemaNode, { alternatives, condition }: Union): Tag | null {
  if (alternatives.length < 2 || condition !== null || getOwn(schema, joined) === true) return null;
  const tables = alternatives.map((alternative) => readValueTable(alternative));
  const named = getString(schema, 'discriminator');
  const candidates = [...groupEntries(tables.flatMap((table) => [...table]))]
    .filter(([pointer, lists]) => pointer !== '' && areDisjoint(lists))
    .map(([pointer]): Tag => ({ path: parsePointer(pointer), values: tables.map((table) => withoutEmpty(table.get(pointer))) }))
    .filter((tag) => !isConstant(tag, alternatives))
    .map((tag) => ({ tag, rank: rankTag(tag, alternatives, named) }))
    .sort((one, other) => compareRanks(one.rank, other.rank));
  return candidates[0]?.tag ?? null;
}

const withoutEmpty = (values: readonly Scalar[] | undefined) => (values === undefined || values.length === 0 ? null : values);

function areDisjoint(lists: readonly (readonly Scalar[])[]): boolean {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 && new Set(filled.flat()).size === filled.reduce((sum, list) => sum + new Set(list).size, 0);
}

/** Whether each alternative that has the property has it as a `const`. */
function isConstant({ path, values }: Tag, alternatives: Union['alternatives']): boolean {
  return alternatives.every(
    (alternative, index) =>
      values[index] === null || partsAt([alternative], path, startWalk()).some(({ schema }) => getOwn(schema, 'const') !== undefined),
  );
}

/** All schemas of the value at a path, of whichever alternative. */
function partsAt(nodes: readonly SchemaNode[], path: readonly string[], walk: Walk): SchemaNode[] {
  const { parts, unions, names } = flatten(nodes, walk);
  const [first, ...rest] = path;
  const inAlternatives = unions.flatMap(({ alternatives }) => alternatives.flatMap((one) => partsAt([one], path, enter(walk, names))));
  if (first === undefined) return [...parts, ...inAlternatives];
  const below = parts.flatMap((part) => part.children('properties').get(first) ?? []);
  return [...partsAt(below, rest, { ...walk, open: new Set() }), ...inAlternatives];
}

/** Smaller is better. */
function rankTag({ path, values }: Tag, alternatives: Union['alternatives'], named: string | null): number[] {
  const [first = ''] = path;
  const isRequired = (alternative: SchemaNode) => flatten([alternative], startWalk()).parts.some((part) => part.required.includes(first));
  const tagged = alternatives.filter((_, index) => values[index] !== null);
  return [path.length === 1 && first === named ? 0 : 1, -tagged.length, -tagged.filter(isRequired).length, path.length];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
