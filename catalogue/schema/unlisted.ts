import { canonical, canonicalSet } from '../model/canonical.js';
import type { Json, JsonObject, Schema } from '../model/model.js';
import { getArray, getOwn, isObject } from '../model/properties.js';
import { collectChildren, flatten, startWalk } from './flatten.js';
import { joined, type Tag } from './tags.js';
import type { SchemaNode, Union } from './tree.js';

/**
 * The alternative of a tagged union for values that the tag doesn't list: an object with what all alternatives have,
 * and any other value in the tag. null if the tag's types have no other value.
 */
export function buildUnlisted({ alternatives }: Union, tag: Tag): JsonObject | null {
  const leaf = buildLeaf(listedValues(tag));
  const tagged = alternatives.filter((_, index) => tag.values[index] !== null);
  return (
    leaf &&
    shareObject(
      tagged.map((alternative) => [alternative]),
      tag.path,
      leaf,
    )
  );
}

/** Whether a schema is what `buildUnlisted` gave for the tag. */
export function isUnlisted({ schema }: SchemaNode, tag: Tag): boolean {
  const leaf = tag.path.reduce<Json | undefined>((node, name) => getOwn(getOwn(node, 'properties'), name), schema);
  const excluded = getOwn(getOwn(leaf, 'not'), 'enum');
  return (
    isObject(leaf) &&
    getArray(leaf, 'x-open-enum').length === 0 &&
    excluded !== undefined &&
    canonicalSet(excluded) === canonicalSet(listedValues(tag))
  );
}

const unlistedText =
  "A value that the document doesn't list. The type's pattern is no promise: it keeps this alternative apart from the others.";

const listedValues = ({ values }: Tag): readonly Json[] => values.flatMap((list) => list ?? []);

/** `null`, and `true` with `false`, leave no other value of their type. */
function buildLeaf(listed: readonly Json[]): JsonObject | null {
  const types = new Set(listed.map((value) => (value === null ? 'null' : typeof value)));
  types.delete('null');
  if (listed.includes(true) && listed.includes(false)) types.delete('boolean');
  const [only, ...others] = types;
  if (only === undefined) return null;
  return {
    type: others.length === 0 ? only : [...types],
    'x-open-enum': [],
    not: { enum: listed },
    description: unlistedText,
  };
}

/** An object with what all alternatives have, and `leaf` at the path. All schemas of an alternative apply. */
function shareObject(alternatives: readonly (readonly SchemaNode[])[], [first, ...rest]: readonly string[], leaf: JsonObject): JsonObject {
  if (first === undefined) return leaf;
  const all = alternatives.map(readObject);
  const [one] = all;
  const isShared = (name: string) => name !== first && all.every(({ properties }) => properties.has(name));
  const names = [...(one?.properties.keys() ?? [])].filter(isShared);
  const required = [...(one?.required ?? [])].filter((name) => name !== first && all.every((other) => other.required.has(name)));
  const inner = all.flatMap(({ properties }) => [properties.get(first) ?? []]).filter((nodes) => nodes.length > 0);
  return {
    type: 'object',
    required: [first, ...required],
    properties: Object.fromEntries([
      [first, shareObject(inner, rest, leaf)],
      ...names.map((name) => [name, joinAlternatives(all.map(({ properties }) => joinParts(properties.get(name) ?? [])))] as const),
    ]),
  };
}

interface ObjectSchemas {
  /** All schemas of each property. */
  readonly properties: ReadonlyMap<string, readonly SchemaNode[]>;
  readonly required: ReadonlySet<string>;
}

function readObject(nodes: readonly SchemaNode[]): ObjectSchemas {
  const { parts } = flatten(nodes, startWalk());
  return { properties: collectChildren(parts, 'properties'), required: new Set(parts.flatMap((part) => part.required)) };
}

const joinParts = ([first, ...others]: readonly SchemaNode[]): Schema =>
  others.length === 0 ? (first?.schema ?? true) : { allOf: [first, ...others].map((node) => node?.schema ?? true) };

/** A property with more different schemas than this may be anything: its alternatives would be written twice. */
const maxDifferent = 8;

function joinAlternatives(schemas: readonly Schema[]): Schema {
  const different = [...new Map(schemas.map((schema) => [canonical(schema), schema])).values()];
  if (different.length === 1) return different[0] ?? true;
  return different.length > maxDifferent ? true : { anyOf: different, [joined]: true };
}
