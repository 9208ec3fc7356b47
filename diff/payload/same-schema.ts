import { canonical, canonicalSet } from '../../catalogue/model/canonical.js';
import type { JsonObject } from '../../catalogue/model/model.js';
import { getOwn, isObject, listProperties } from '../../catalogue/model/properties.js';
import type { SchemaNode } from '../../catalogue/schema/tree.js';

/** Whether an older and a newer schema say the same. */
export type IsSame = (older: SchemaNode, newer: SchemaNode) => boolean;

type Schemas = ReadonlyMap<string | null, SchemaNode>;
type Pair = readonly [JsonObject, JsonObject];

/** Keywords that don't change what is valid. `default` and `deprecated` are not among them: a change is reported. */
const annotations: ReadonlySet<string> = new Set(
  '$schema $id $comment $anchor title description examples example externalDocs readOnly writeOnly definitions discriminator'.split(' '),
);
const isAnnotation = (keyword: string) => annotations.has(keyword) || keyword.startsWith('x-');
/** Lists whose order means nothing. */
const sets: ReadonlySet<string> = new Set(['required', 'enum', 'type']);

/**
 * Compares keyword by keyword. Annotations don't count, nor order where it means nothing, nor whether a schema is
 * inline or a reference. Circles are followed once: two schemas are the same until a difference is found. Takes linear
 * time.
 */
export function createIsSame(): IsSame {
  const known = new WeakMap<JsonObject, WeakMap<JsonObject, boolean>>();
  const verdictOf = ([older, newer]: Pair) => known.get(older)?.get(newer);
  const remember = ([older, newer]: Pair, same: boolean): void => {
    const verdicts = known.get(older) ?? new WeakMap<JsonObject, boolean>();
    known.set(older, verdicts.set(newer, same));
  };

  /** `assumed` are the pairs that count as the same until a difference is found. */
  const compare = (one: SchemaNode, other: SchemaNode, assumed: Pair[]): boolean => {
    if (!isObject(one.schema) || !isObject(other.schema)) return isFree(one) ? isFree(other) : one.schema === other.schema;
    const pair: Pair = [one.schema, other.schema];
    const verdict = verdictOf(pair);
    if (verdict !== undefined) return verdict;
    remember(pair, true);
    assumed.push(pair);
    const [older, newer] = [resolve(one), resolve(other)];
    const same = older === one && newer === other ? compareKeywords(one, other, assumed) : compare(older, newer, assumed);
    // A difference remains one, whatever was assumed.
    if (!same) remember(pair, false);
    return same;
  };

  const compareKeywords = (older: SchemaNode, newer: SchemaNode, assumed: Pair[]): boolean => {
    const keywords = [older, newer].flatMap(({ schema }) => Object.keys(schema)).filter((keyword) => !isAnnotation(keyword));
    return [...new Set(keywords)].every((keyword) => compareKeyword(keyword, older, newer, assumed));
  };

  const compareKeyword = (keyword: string, older: SchemaNode, newer: SchemaNode, assumed: Pair[]): boolean => {
    const each: IsSame = (one, two) => compare(one, two, assumed);
    if (keyword === '$ref' && older.target && newer.target) return each(older.target, newer.target);
    const [one, two] = [getOwn(older.schema, keyword), getOwn(newer.schema, keyword)];
    if (one === undefined || two === undefined || one === two) return one === two;
    const [ones, twos] = [older.children(keyword), newer.children(keyword)];
    if (ones.size > 0 || twos.size > 0) return areSame(ones, twos, each);
    const spell = sets.has(keyword) ? canonicalSet : canonical;
    return spell(one) === spell(two);
  };

  return (older, newer) => {
    const assumed: Pair[] = [];
    const same = compare(older, newer, assumed);
    if (!same) for (const pair of assumed) if (verdictOf(pair)) known.get(pair[0])?.delete(pair[1]);
    return same;
  };
}

export const areSame = (older: Schemas, newer: Schemas, isSame: IsSame): boolean =>
  older.size === newer.size &&
  [...older].every(([key, one]) => {
    const two = newer.get(key);
    return two !== undefined && isSame(one, two);
  });

/** The schema that a reference leads to, unless more is said beside the reference. */
export function resolve(node: SchemaNode, visited: readonly string[] = []): SchemaNode {
  const { reference, target, schema } = node;
  if (reference === null || target === null || visited.includes(reference)) return node;
  const isPure = listProperties(schema).every(([keyword]) => keyword === '$ref' || isAnnotation(keyword));
  return isPure ? resolve(target, [...visited, reference]) : node;
}

function isFree(node: SchemaNode): boolean {
  const { schema } = resolve(node);
  return schema !== false && listProperties(schema).every(([keyword]) => isAnnotation(keyword));
}
