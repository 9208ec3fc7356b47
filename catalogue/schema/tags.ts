import type { Definition, Json, JsonObject, Schema } from '../model/model.js';
import { isObject, own, ownArray, ownString } from '../model/own.js';
import { parsePointer } from '../model/pointer.js';
import { type Constants, createConstantsOf, maxTagDepth, type Scalar } from './discriminators.js';

/** What tells the alternatives of a union apart: a property whose known values mean one alternative each. */
export interface Tag {
  /** The segments of its JSON pointer, relative to the value. */
  readonly path: readonly string[];
  /** For each alternative, the values that mean it; null for one without the property. */
  readonly values: readonly (readonly Scalar[] | null)[];
}

/** Gives a definition's schema. */
export type Resolve = (typeName: string) => Schema;

/** Finds the tag of a schema's `anyOf` or `oneOf`; null if nothing tells its alternatives apart, or constants do. */
export type FindTag = (schema: JsonObject, keyword: string) => Tag | null;

/**
 * A tag's values are disjoint, by `enum` or `const`. With constants alone there is nothing to decide: they are closed under any
 * policy. Of several candidates, AsyncAPI's `discriminator` counts, then the one that most alternatives have and need, then the
 * shallowest, then the first.
 */
export function createTagFinder(definitions: readonly Definition[], resolve: Resolve): FindTag {
  const constantsOf = createConstantsOf(definitions);
  return (schema, keyword) => {
    const alternatives = ownArray(schema, keyword) as readonly Schema[];
    if (alternatives.length < 2) return null;
    const tables = alternatives.map((alternative) => constantsOf(alternative, maxTagDepth));
    const named = ownString(schema, 'discriminator');
    const candidates = [...listHolders(tables)]
      .filter(([key, holders]) => key !== '' && areDisjoint(holders))
      .map(([key], order) => ({ path: parsePointer(key), values: tables.map((table) => withoutEmpty(table.get(key))), order }))
      .filter(({ path, values }) => !isPinned(alternatives, path, values, resolve))
      .map((tag) => ({ tag, rank: rankTag(tag, alternatives, named, resolve) }))
      .sort((a, b) => compareRanks(a.rank, b.rank));
    return candidates[0]?.tag ?? null;
  };
}

const withoutEmpty = (values: readonly Scalar[] | undefined) => (values === undefined || values.length === 0 ? null : values);

/** For each pointer, the values that alternatives have there. */
function listHolders(tables: readonly Constants[]): ReadonlyMap<string, (readonly Scalar[])[]> {
  const holders = new Map<string, (readonly Scalar[])[]>();
  for (const table of tables) {
    for (const [key, values] of table) {
      const known = holders.get(key);
      if (known) known.push(values);
      else holders.set(key, [values]);
    }
  }
  return holders;
}

function areDisjoint(lists: readonly (readonly Scalar[])[]): boolean {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length > 1 && new Set(filled.flat()).size === filled.reduce((sum, list) => sum + new Set(list).size, 0);
}

/** Whether each alternative that has the property holds it to a constant. */
function isPinned(alternatives: readonly Schema[], path: readonly string[], values: Tag['values'], resolve: Resolve): boolean {
  return alternatives.every(
    (alternative, index) =>
      values[index] === null || schemasAt(alternative, path, resolve).some((schema) => own(schema, 'const') !== undefined),
  );
}

/** Smaller is better. */
function rankTag(
  { path, values, order }: Tag & { order: number },
  alternatives: readonly Schema[],
  named: string | null,
  resolve: Resolve,
): number[] {
  const [first = ''] = path;
  const needs = (alternative: Schema) => partsOf(alternative, resolve).some((part) => ownArray(part, 'required').includes(first));
  const tagged = alternatives.filter((_, index) => values[index] !== null);
  return [path.length === 1 && first === named ? 0 : 1, -tagged.length, -tagged.filter(needs).length, path.length, order];
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** The schemas that judge a value together: the schema, what it refers to, and what is in its `allOf`. */
export function partsOf(schema: Json | undefined, resolve: Resolve, seen: ReadonlySet<string> = new Set()): JsonObject[] {
  if (!isObject(schema)) return [];
  const target = targetOf(schema);
  const referred = target === null || seen.has(target) ? [] : partsOf(resolve(target), resolve, new Set([...seen, target]));
  return [schema, ...referred, ...ownArray(schema, 'allOf').flatMap((part: Json) => partsOf(part, resolve, seen))];
}

/** The schemas that judge the value at a path, in whichever alternative. */
function schemasAt(schema: Json | undefined, path: readonly string[], resolve: Resolve): JsonObject[] {
  const [first, ...rest] = path;
  return partsOf(schema, resolve).flatMap((part) => [
    ...(first === undefined ? [part] : schemasAt(own(own(part, 'properties'), first), rest, resolve)),
    ...['anyOf', 'oneOf'].flatMap((keyword) => ownArray(part, keyword).flatMap((one: Json) => schemasAt(one, path, resolve))),
  ]);
}

/** The definition that a schema refers to. */
export function targetOf(schema: Schema): string | null {
  return ownString(schema, '$ref')?.match(/^#\/definitions\/(.*)$/s)?.[1] ?? null;
}

/** The schema that a chain of references ends with; what it was, in a circle. */
export function followReferences(schema: Schema, resolve: Resolve): Schema {
  const seen = new Set<string>();
  let current = schema;
  for (let target = targetOf(current); target !== null && !seen.has(target); target = targetOf(current)) {
    seen.add(target);
    current = resolve(target);
  }
  return current;
}
