import type { Definition, Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { isObject, members, own, ownArray, ownString } from '../../catalogue/model/own.js';
import { describeSchema } from './describe-schema.js';
import { intersectAll, type Resolve } from './intersect.js';
import {
  anyObject,
  literals,
  type Member,
  never,
  otherValues,
  type Primitive,
  primitive,
  type Shape,
  typeOfValue,
  union,
  unknown,
} from './shape.js';

/** Schemas that are nested deeper than anyone writes are `unknown` from there on: compilers recurse too. */
const maxDepth = 50;

type JsonType = Primitive | 'object' | 'array';

interface Reading {
  readonly resolve: Resolve;
  readonly depth: number;
}

/** The shapes of all definitions, and of payloads that refer to them. */
export function createShapeReader(definitions: readonly Definition[]): { read(schema: Schema): Shape; definition(name: string): Shape } {
  const schemas = new Map(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const shapes = new Map<string, Shape | null>();
  const resolve: Resolve = (name) => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    shapes.set(name, null);
    const shape = readSchema(schemas.get(name) ?? true, { resolve, depth: 0 });
    shapes.set(name, shape);
    return shape;
  };
  return { read: (schema) => readSchema(schema, { resolve, depth: 0 }), definition: (name) => resolve(name) ?? unknown };
}

/** `not`, `if` and constraints on numbers and lengths are beyond TypeScript: they leave the shape as wide as it is. */
function readSchema(schema: Json, { resolve, depth }: Reading): Shape {
  if (schema === false) return never;
  if (!isObject(schema) || depth > maxDepth) return unknown;
  const inner = { resolve, depth: depth + 1 };
  const reference = ownString(schema, '$ref')?.match(/^#\/definitions\/(.*)$/s)?.[1];
  if (reference !== undefined) return { kind: 'ref', name: reference };
  const parts = [readOwnKeywords(schema, inner), ...ownArray(schema, 'allOf').map((part) => readSchema(part, inner))];
  for (const keyword of ['anyOf', 'oneOf']) {
    const alternatives = own(schema, keyword);
    if (Array.isArray(alternatives)) parts.push(union(alternatives.map((one: Json) => readAlternative(one, inner))));
  }
  return intersectAll(parts, resolve);
}

/** `anyOf: [{required: [a]}, {required: [b]}]` says which members come together: no type says that in few words. */
function readAlternative(schema: Json, reading: Reading): Shape {
  const saysShape = !isObject(schema) || Object.keys(schema).some((keyword) => keyword !== 'required' && shapeKeywords.has(keyword));
  return saysShape ? readSchema(schema, reading) : unknown;
}

const objectKeywords = ['properties', 'required', 'additionalProperties', 'patternProperties'];
const arrayKeywords = ['items', 'prefixItems', 'additionalItems'];
const shapeKeywords = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'x-open-enum',
  'allOf',
  'anyOf',
  'oneOf',
  ...objectKeywords,
  ...arrayKeywords,
]);

function readOwnKeywords(schema: JsonObject, reading: Reading): Shape {
  const types = readTypes(schema);
  const open = own(schema, 'x-open-enum');
  const known: readonly Json[] = Array.isArray(open) ? open : [];
  const shape = types === null ? unknown : union(types.map((type) => readType(type, schema, known, reading)));
  const values = own(schema, 'enum');
  const parts = [shape];
  if (Array.isArray(values)) parts.push(literals(values));
  if (Object.hasOwn(schema, 'const')) parts.push(literals([schema['const'] ?? null]));
  return intersectAll(parts, reading.resolve);
}

/** What `type` says, or what the keywords apply to; null where neither says anything. */
function readTypes(schema: JsonObject): JsonType[] | null {
  const declared = own(schema, 'type');
  const names = typeof declared === 'string' ? [declared] : Array.isArray(declared) ? declared : null;
  if (names) {
    const types = names.map((name: Json) => (name === 'integer' ? 'number' : name)).filter(isJsonType);
    return types.length > 0 || names.length === 0 ? types : null;
  }
  const says = (keywords: readonly string[]) => keywords.some((keyword) => Object.hasOwn(schema, keyword));
  const types: JsonType[] = [...(says(objectKeywords) ? ['object' as const] : []), ...(says(arrayKeywords) ? ['array' as const] : [])];
  return types.length > 0 ? types : null;
}

const isJsonType = (name: Json): name is JsonType => typeof name === 'string' && jsonTypes.has(name);
const jsonTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'null', 'object', 'array']);

/** One type of a schema; `known` are the values of an open enum. */
function readType(type: JsonType, schema: JsonObject, known: readonly Json[], reading: Reading): Shape {
  if (type === 'object') return readObject(schema, reading);
  if (type === 'array') return readArray(schema, reading);
  const listed = listedElsewhere(schema);
  if (listed !== null) return otherValues(type, listed);
  const values = known.filter((value) => typeOfValue(value) === type);
  return values.length > 0 && (type === 'string' || type === 'number') ? literals(values, type) : primitive(type);
}

/** The values that an open enum excludes because other alternatives list them (catalogue/unlisted.ts); null for any other schema. */
function listedElsewhere(schema: JsonObject): readonly Json[] | null {
  const open = own(schema, 'x-open-enum');
  return Array.isArray(open) && open.length === 0 ? ownArrayOrNull(own(schema, 'not'), 'enum') : null;
}

function ownArrayOrNull(value: Json | undefined, key: string): readonly Json[] | null {
  const list = own(value, key);
  return Array.isArray(list) ? list : null;
}

function readObject(schema: JsonObject, reading: Reading): Shape {
  const rest = readRest(schema, reading);
  const required = new Set(ownArray(schema, 'required').filter((name) => typeof name === 'string'));
  const read = new Map<string, Member>();
  for (const [name, property] of members(own(schema, 'properties'))) {
    read.set(name, { shape: readSchema(property, reading), required: required.has(name), docs: describeSchema(property) });
  }
  for (const name of required) {
    if (!read.has(name))
      read.set(name, { shape: rest && rest.kind !== 'never' ? rest : unknown, required: true, docs: describeSchema(true) });
  }
  return read.size === 0 && rest === null ? anyObject : { kind: 'object', members: read, rest };
}

/** A pattern's members are typed only where no others can be. */
function readRest(schema: JsonObject, reading: Reading): Shape | null {
  const additional = own(schema, 'additionalProperties');
  const patterns = members(own(schema, 'patternProperties')).map(([, property]) => readSchema(property, reading));
  if (additional === undefined) return patterns.length > 0 ? unknown : null;
  return union([...patterns, readSchema(additional, reading)]);
}

/** Draft-07 (`items` as a list, `additionalItems`) and 2020-12 (`prefixItems`, `items`). */
function readArray(schema: JsonObject, reading: Reading): Shape {
  const items = own(schema, 'items');
  const prefix = Array.isArray(items) ? items : own(schema, 'prefixItems');
  const after = Array.isArray(items) ? own(schema, 'additionalItems') : items;
  if (!Array.isArray(prefix)) return { kind: 'array', items: readSchema(items ?? true, reading) };
  const shapes = prefix.map((item: Json) => readSchema(item, reading));
  const others = readSchema(after ?? true, reading);
  const least = own(schema, 'minItems');
  const required = Math.min(shapes.length, typeof least === 'number' ? least : 0);
  // Each length is a type of its own: of a long tuple that may end anywhere, only what its items are is said.
  if (shapes.length - required > 6) return { kind: 'array', items: union([...shapes, others]) };
  return { kind: 'tuple', items: shapes, rest: others.kind === 'never' ? null : others, required };
}
