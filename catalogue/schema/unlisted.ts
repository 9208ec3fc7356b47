import { canonical, canonicalSet } from '../model/canonical.js';
import type { Json, JsonObject, Schema } from '../model/model.js';
import { isObject, members, own, ownArray } from '../model/own.js';
import { partsOf, type Resolve, type Tag } from './tags.js';

/**
 * The alternative of a tagged union for a value that the tag doesn't list: what all alternatives have, with any other value in the
 * tag. null if the tag's types have no other value.
 */
export function buildUnlisted(alternatives: readonly Schema[], tag: Tag, resolve: Resolve): JsonObject | null {
  const leaf = buildLeaf(listedValues(tag));
  return (
    leaf &&
    shareObject(
      alternatives.filter((_, index) => tag.values[index] !== null),
      tag.path,
      leaf,
      resolve,
    )
  );
}

/** Whether a schema is what `buildUnlisted` gave for the tag. */
export function isUnlisted(schema: Json, tag: Tag): boolean {
  const leaf = tag.path.reduce<Json | undefined>((node, name) => own(own(node, 'properties'), name), schema);
  const excluded = own(own(leaf, 'not'), 'enum');
  return (
    isObject(leaf) &&
    ownArray(leaf, 'x-open-enum').length === 0 &&
    excluded !== undefined &&
    canonicalSet(excluded) === canonicalSet(listedValues(tag))
  );
}

const unlistedText =
  "A value that the document doesn't list. The type's pattern is no promise: it keeps this alternative apart from the others.";

const listedValues = ({ values }: Tag): readonly Json[] => values.flatMap((list) => list ?? []);

/** Of `null`, `true` and `false`, there is no other value. */
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

/** An object with what all the schemas have, and `leaf` at the path. */
function shareObject(schemas: readonly Json[], path: readonly string[], leaf: JsonObject, resolve: Resolve): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return leaf;
  const all = schemas.map((schema) => readMembers(schema, resolve));
  const [one] = all;
  const isShared = (name: string) => all.every(({ properties }) => properties.has(name));
  const names = [...(one?.properties.keys() ?? [])].filter((name) => name !== first && isShared(name));
  const inner = all.flatMap(({ properties }) => (properties.has(first) ? [joinParts(properties.get(first) ?? [])] : []));
  const required = [...(one?.required ?? [])].filter((name) => name !== first && all.every((other) => other.required.has(name)));
  return {
    type: 'object',
    required: [first, ...required],
    properties: Object.fromEntries([
      [first, shareObject(inner, rest, leaf, resolve)],
      ...names.map((name) => [name, joinAlternatives(all.map(({ properties }) => joinParts(properties.get(name) ?? [])))] as const),
    ]),
  };
}

interface Members {
  /** What each part says of a property. */
  readonly properties: ReadonlyMap<string, readonly Json[]>;
  readonly required: ReadonlySet<string>;
}

function readMembers(schema: Json, resolve: Resolve): Members {
  const parts = partsOf(schema, resolve);
  const properties = new Map<string, readonly Json[]>();
  for (const part of parts)
    for (const [name, property] of members(part['properties'])) properties.set(name, [...(properties.get(name) ?? []), property]);
  const required = parts.flatMap((part) => ownArray(part, 'required').filter((name: Json) => typeof name === 'string'));
  return { properties, required: new Set(required) };
}

const joinParts = (parts: readonly Json[]): Json => (parts.length === 1 ? (parts[0] ?? true) : { allOf: parts });

/** Past this many different schemas of one property, the property may be anything: the alternatives would be written twice. */
const maxDifferent = 8;

/** What no tag is looked for in: alternatives that were joined here are told apart where they come from. */
const joined = 'x-joined';
export const isJoined = (schema: JsonObject) => own(schema, joined) === true;

function joinAlternatives(schemas: readonly Json[]): Json {
  const different = [...new Map(schemas.map((schema) => [canonical(schema), schema])).values()];
  if (different.length === 1) return different[0] ?? true;
  return different.length > maxDifferent ? true : { anyOf: different, [joined]: true };
}
