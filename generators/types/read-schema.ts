import type { Definition, Json, Schema } from '../../catalogue/model/model.js';
import { getArray, getOwn, isObject } from '../../catalogue/model/properties.js';
import { openTree, type SchemaNode } from '../../catalogue/schema/tree.js';
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

/** Deeper schemas are `unknown`, since compilers recurse too. Nobody writes such schemas by hand. */
const maxDepth = 50;

/** With more optional items than this, a tuple is printed as an array: each length would be a type of its own. */
const maxOptionalItems = 6;

type JsonType = Primitive | 'object' | 'array';

interface Reading {
  readonly resolve: Resolve;
  readonly depth: number;
}

/** The shapes of all definitions, and of payloads that refer to them. */
export function createShapeReader(definitions: readonly Definition[]): { read(schema: Schema): Shape; definition(name: string): Shape } {
  const tree = openTree(definitions);
  const shapes = new Map<string, Shape | null>();
  const resolve: Resolve = (name) => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    shapes.set(name, null);
    const node = tree.definition(name);
    const shape = node === null ? unknown : readNode(node, { resolve, depth: 0 });
    shapes.set(name, shape);
    return shape;
  };
  return { read: (schema) => readNode(tree.read(schema), { resolve, depth: 0 }), definition: (name) => resolve(name) ?? unknown };
}

/** TypeScript cannot express `not`, `if` and most bounds. The shape ignores them, so it is wider than the schema. */
function readNode(node: SchemaNode, { resolve, depth }: Reading): Shape {
  const { schema, reference, target, values } = node;
  if (schema === false) return never;
  if (reference !== null && target !== null) return { kind: 'ref', name: reference };
  if (depth > maxDepth) return unknown;
  const inner = { resolve, depth: depth + 1 };
  const unions = node.unions.filter(({ condition }) => condition === null);
  return intersectAll(
    [
      readTypes(node, inner),
      ...(values === null ? [] : [literals(values)]),
      ...node.list('allOf').map((part) => readNode(part, inner)),
      ...unions.map(({ alternatives }) => union(alternatives.map((one) => readAlternative(one, inner)))),
    ],
    resolve,
  );
}

/** `anyOf: [{required: [a]}, {required: [b]}]` requires one of two properties. A type for that is too long. */
function readAlternative(node: SchemaNode, reading: Reading): Shape {
  const { schema } = node;
  const hasShape = !isObject(schema) || Object.keys(schema).some((keyword) => keyword !== 'required' && shapeKeywords.has(keyword));
  return hasShape ? readNode(node, reading) : unknown;
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

function readTypes(node: SchemaNode, reading: Reading): Shape {
  const types = node.types === null ? inferTypes(node) : toJsonTypes(node.types);
  return types === null ? unknown : union(types.map((type) => readType(type, node, reading)));
}

/** null where none of the names is a type. */
function toJsonTypes(names: readonly string[]): JsonType[] | null {
  const types = names.map((name) => (name === 'integer' ? 'number' : name)).filter(isJsonType);
  return types.length > 0 || names.length === 0 ? types : null;
}

const isJsonType = (name: string): name is JsonType => jsonTypes.has(name);
const jsonTypes: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'null', 'object', 'array']);

/** The types whose keywords the schema has; null where it has none. */
function inferTypes({ schema }: SchemaNode): JsonType[] | null {
  const has = (keywords: readonly string[]) => keywords.some((keyword) => getOwn(schema, keyword) !== undefined);
  const types: JsonType[] = [...(has(objectKeywords) ? ['object' as const] : []), ...(has(arrayKeywords) ? ['array' as const] : [])];
  return types.length > 0 ? types : null;
}

function readType(type: JsonType, node: SchemaNode, reading: Reading): Shape {
  if (type === 'object') return readObject(node, reading);
  if (type === 'array') return readArray(node, reading);
  const listed = listedElsewhere(node);
  if (listed !== null) return otherValues(type, listed);
  const known = getArray(node.schema, 'x-open-enum').filter((value) => typeOfValue(value) === type);
  return known.length > 0 && (type === 'string' || type === 'number') ? literals(known, type) : primitive(type);
}

/** What an open enum excludes because other alternatives list it (catalogue/schema/unlisted.ts); otherwise null. */
function listedElsewhere(node: SchemaNode): readonly Json[] | null {
  const open = getOwn(node.schema, 'x-open-enum');
  return Array.isArray(open) && open.length === 0 ? (node.child('not')?.values ?? null) : null;
}

function readObject(node: SchemaNode, reading: Reading): Shape {
  const rest = readRest(node, reading);
  const required = new Set(node.required);
  const read = new Map<string, Member>();
  for (const [name, property] of node.children('properties')) {
    if (name === null) continue;
    read.set(name, { shape: readNode(property, reading), required: required.has(name), docs: describeSchema(property.schema) });
  }
  const others = rest && rest.kind !== 'never' ? rest : unknown;
  for (const name of required) {
    if (!read.has(name)) read.set(name, { shape: others, required: true, docs: describeSchema(true) });
  }
  return read.size === 0 && rest === null ? anyObject : { kind: 'object', members: read, rest };
}

/** A pattern only contributes its type where no property without a pattern is allowed. */
function readRest(node: SchemaNode, reading: Reading): Shape | null {
  const patterns = [...node.children('patternProperties').values()].map((property) => readNode(property, reading));
  const additional = node.child('additionalProperties');
  if (additional === null) return patterns.length > 0 ? unknown : null;
  return union([...patterns, readNode(additional, reading)]);
}

function readArray({ schema, tuple, items }: SchemaNode, reading: Reading): Shape {
  const others = items === null ? unknown : readNode(items, reading);
  if (tuple === null) return { kind: 'array', items: others };
  const shapes = tuple.map((item) => readNode(item, reading));
  const min = getOwn(schema, 'minItems');
  const required = Math.min(shapes.length, typeof min === 'number' ? min : 0);
  if (shapes.length - required > maxOptionalItems) return { kind: 'array', items: union([...shapes, others]) };
  return { kind: 'tuple', items: shapes, rest: others.kind === 'never' ? null : others, required };
}
