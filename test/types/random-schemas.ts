import fc from 'fast-check';
import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { isObject, mapProperties } from '../../catalogue/model/properties.js';
import { asSchema, schemaKeywords, schemaMaps } from '../../catalogue/schema/keywords.js';

/** Without `__proto__`, which ajv ignores, and `constructor`, which every object has in TypeScript. */
const names = fc.constantFrom('a', 'b', 'c', 'x-y', '2');
const scalars = fc.constantFrom<Json>('a', 'b', '', 0, 1, -1.5, true, false, null);

export const plainDefinitions: Record<string, JsonObject> = {
  Leaf: { type: 'object', properties: { a: { type: 'string' }, b: { enum: ['a', 1] } }, required: ['a'] },
  Tree: { type: 'object', properties: { b: { $ref: '#/definitions/Tree' }, c: { type: 'array', items: { $ref: '#/definitions/Tree' } } } },
  Word: { type: 'string', enum: ['a', 'b'] },
};

/** Schemas that TypeScript can express. */
export const { schema: plainSchema } = fc.letrec<{ schema: JsonObject; object: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<JsonObject>(
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'null' },
      { type: ['string', 'null'] },
      {},
    ),
    fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
    scalars.map((value) => ({ const: value })),
    fc.constantFrom(...Object.keys(plainDefinitions)).map((name) => ({ $ref: `#/definitions/${name}` })),
    tie('object'),
    tie('object'),
    tie('schema').map((items) => ({ type: 'array', items })),
    fc
      .tuple(tie('schema'), tie('schema'), fc.nat({ max: 2 }), fc.boolean())
      .map(([one, other, minItems, more]) => ({ type: 'array', items: [one, other], minItems, additionalItems: more })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
    fc.array(tie('object'), { minLength: 1, maxLength: 3 }).map((allOf) => ({ allOf })),
  ),
  object: fc
    .record({
      entries: fc.array(fc.tuple(names, tie('schema'), fc.boolean()), { maxLength: 3 }),
      additionalProperties: fc.option(fc.oneof(fc.constant<Json>(true), fc.constant<Json>({ type: 'number' })), { nil: undefined }),
    })
    .map(({ entries, additionalProperties }) => ({
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
      required: [...new Set(entries.flatMap(([name, , required]) => (required ? [name] : [])))],
      ...(additionalProperties === undefined ? {} : { additionalProperties }),
    })),
}));

/** Values that are likely to match a plain schema, or to differ from it a little. */
export const { value: plainValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map((entries): JsonObject => Object.fromEntries(entries)),
  ),
}));

const objectKeywords = ['properties', 'required', 'additionalProperties', 'patternProperties'];
const arrayKeywords = ['items', 'additionalItems'];

/** To the types, a schema with `properties` is an object. To JSON Schema, only `type` excludes other values. */
export function withTypes(schema: Schema): Schema {
  if (!isObject(schema)) return schema;
  const inner = (value: Json): Json => (isObject(value) || typeof value === 'boolean' ? withTypes(asSchema(value)) : value);
  const typed = mapProperties(schema, (value, keyword) => {
    if (schemaMaps.has(keyword) && isObject(value)) return mapProperties(value, inner);
    if (!schemaKeywords.has(keyword)) return value;
    return Array.isArray(value) ? value.map(inner) : inner(value);
  });
  const has = (keywords: readonly string[]) => keywords.some((keyword) => Object.hasOwn(schema, keyword));
  const types = [...(has(objectKeywords) ? ['object'] : []), ...(has(arrayKeywords) ? ['array'] : [])];
  return types.length === 0 || Object.hasOwn(schema, 'type') ? typed : { ...typed, type: types };
}
