import fc from 'fast-check';
import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { getOwn, isObject, listProperties } from '../../catalogue/model/properties.js';
import { schemaKeywords, schemaMaps } from '../../catalogue/schema/keywords.js';
import { arbitrarySchema } from '../unit/validators/arbitrary-schema.js';

const names = ['a', 'b', 'c'];
const scalar = fc.constantFrom<Json>('a', 'b', 'abc', 0, 1, 2.5, true, null);
const count = fc.nat(3);

/** Schemas as people write them: a type, and what goes with it. */
const tidySchema: fc.Arbitrary<Schema> = fc.letrec<{ schema: Schema }>((tie) => {
  const some = (keywords: Record<string, fc.Arbitrary<Json>>) => fc.record(keywords, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
  const properties = fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 3, noNullPrototype: true });
  const required = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 });
  const branches = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  const texts = some({
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', 'b$'),
    format: fc.constantFrom('date', 'uuid', 'int32'),
  });
  const figures = some({ minimum: count, maximum: count, exclusiveMinimum: count, multipleOf: fc.constantFrom(1, 2, 0.5) });
  const lists = some({
    items: fc.oneof(tie('schema'), branches),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    additionalItems: tie('schema'),
  });
  const others = fc.oneof(fc.constant<Json>(false), fc.constant<Json>(true), tie('schema'));
  const objects = some({ properties, required, additionalProperties: others, maxProperties: count });
  const typed = (type: Json, rest: fc.Arbitrary<JsonObject>) => rest.map((keywords): Schema => ({ type, ...keywords }));
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 2, arbitrary: typed('string', texts) },
      { weight: 1, arbitrary: fc.constantFrom('number', 'integer').chain((type) => typed(type, figures)) },
      { weight: 1, arbitrary: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }).map((values): Schema => ({ enum: values })) },
      { weight: 1, arbitrary: scalar.map((value): Schema => ({ const: value })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Schema>({ type: ['string', 'null'] }, { type: 'boolean' }, { $ref: '#/definitions/One' }, {}),
      },
      { weight: 4, arbitrary: typed('object', objects) },
      { weight: 2, arbitrary: typed('array', lists) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), branches).map(([keyword, all]): Schema => ({ [keyword]: all })),
      },
    ),
  };
}).schema;

interface Edit {
  readonly node: number;
  readonly keyword: number;
  readonly kind: 'drop' | 'add' | 'replace' | 'nudge';
  readonly from: Schema;
}

const anySchema = fc.oneof({ weight: 3, arbitrary: tidySchema }, { weight: 1, arbitrary: arbitrarySchema });
const edits = fc.array(
  fc.record({
    node: fc.nat(50),
    keyword: fc.nat(10),
    kind: fc.constantFrom('drop', 'add', 'replace'),
    from: anySchema,
  }) as fc.Arbitrary<Edit>,
  { minLength: 1, maxLength: 2 },
);

/** A schema, and what became of it by an edit or two; at times another one altogether. */
export const arbitraryPair: fc.Arbitrary<readonly [Schema, Schema]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anySchema, edits).map(([schema, all]) => [schema, all.reduce(applyEdit, schema)] as const) },
  { weight: 1, arbitrary: fc.tuple(anySchema, anySchema) },
);

function applyEdit(schema: Schema, edit: Edit): Schema {
  const count = countNodes(schema);
  let left = edit.node % Math.max(1, count);
  return mapNodes(schema, (node) => (left-- === 0 ? editNode(node, edit) : node));
}

function editNode(node: Schema, { kind, keyword, from }: Edit): Schema {
  if (!isObject(node) || kind === 'replace' || Object.hasOwn(node, '$ref')) return from;
  const keys = Object.keys(node);
  if (kind === 'nudge') return nudge(node, keys[keyword % Math.max(1, keys.length)] ?? '', keyword, from);
  if (kind === 'drop') return Object.fromEntries(Object.entries(node).filter((_, index) => index !== keyword % Math.max(1, keys.length)));
  const added = listProperties(from as Json);
  const [name, value] = added[keyword % Math.max(1, added.length)] ?? ['type', 'string'];
  return name === '$ref' ? from : { ...node, [name]: value };
}

/** A small change of a keyword's value, as an author would make it. */
function nudge(node: JsonObject, keyword: string, seed: number, from: Schema): Schema {
  const value = getOwn(node, keyword);
  const isLess = seed % 2 === 0;
  const set = (changed: Json): Schema => ({ ...node, [keyword]: changed });
  if (typeof value === 'number') return set(isLess ? Math.max(0.5, value - 1) : value + 1);
  if (keyword === 'const')
    return { ...Object.fromEntries(Object.entries(node).filter(([name]) => name !== 'const')), enum: [value ?? null, 'b'] };
  if (keyword === 'required' && Array.isArray(value))
    return set(isLess ? value.slice(1) : [...new Set([...value, names[seed % 3] ?? 'a'])]);
  if (keyword === 'enum' && Array.isArray(value)) return value.length > 1 && isLess ? set(value.slice(1)) : set([...value, 'other']);
  if (['anyOf', 'oneOf', 'allOf'].includes(keyword) && Array.isArray(value))
    return value.length > 1 && isLess ? set(value.slice(1)) : set([...value, from]);
  if (keyword === 'type') return set([...new Set([value ?? 'string', isLess ? 'null' : 'string'].flat())]);
  if (keyword === 'properties' && isObject(value))
    return set(isLess ? Object.fromEntries(Object.entries(value).slice(1)) : { ...value, [names[seed % 3] ?? 'a']: from });
  return typeof value === 'boolean' ? set(!value) : { ...node, additionalProperties: isLess };
}

function countNodes(schema: Schema): number {
  let count = 0;
  mapNodes(schema, (node) => {
    count += 1;
    return node;
  });
  return count;
}

/** The schema with each schema in it changed, the outer ones last. */
function mapNodes(schema: Schema, change: (node: Schema) => Schema): Schema {
  if (!isObject(schema)) return change(schema);
  const inner = (value: Json): Json => (isObject(value) || typeof value === 'boolean' ? mapNodes(value, change) : value);
  const entries = Object.keys(schema).map((keyword): [string, Json] => {
    const value = getOwn(schema, keyword) ?? null;
    if (schemaMaps.has(keyword) && isObject(value))
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]))];
    if (!schemaKeywords.has(keyword)) return [keyword, value];
    return [keyword, Array.isArray(value) ? value.map(inner) : inner(value)];
  });
  return change(Object.fromEntries(entries));
}
