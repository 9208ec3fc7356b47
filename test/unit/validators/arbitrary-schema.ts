import fc from 'fast-check';
import type { Json, JsonObject, Schema } from '../../../catalogue/model/model.js';

/** `constructor` is not among them: ajv's comparison calls what it finds there. */
const keys = ['a', 'b', 'c/d', 'e~f', 'length'];
const texts = [
  '',
  'a',
  'b',
  'aa',
  '\u{1F600}',
  '2020-02-29T00:00:00Z',
  '2020-02-29',
  'a@b.co',
  '1.2.3.4',
  '::1',
  'a:b',
  '/a',
  'P1D',
  'YQ==',
];
const scalar = fc.constantFrom<Json>(...texts, 0, 1, 2, 3, 1.5, -1, true, false, null);

/** JSON values over few keys and scalars, so that they meet what arbitrary schemas ask for. */
export const arbitraryValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const throwing = Object.defineProperty({ a: 1 }, 'b', { get: () => fail('read'), enumerable: true });
function fail(message: string): never {
  throw new Error(message);
}

/** Values that no JSON text has, alone and in objects and arrays. */
export const arbitraryForeignValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(undefined, Number.NaN, -0, Number.POSITIVE_INFINITY, 2n, Symbol('a'), () => 1, new Date(0), new String('a')),
    fc.constantFrom<unknown>(Object.create({ a: 1 }), Object.create(null), new Array(2), new Map([['a', 1]]), /a/, throwing),
    arbitraryValue,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Draft-07 schemas of every keyword that asserts something; `$ref`s go to `One` and `Two`. */
export const arbitrarySchema: fc.Arbitrary<Schema> = fc.letrec<{ schema: Schema; object: JsonObject }>((tie) => {
  const schema = tie('schema');
  const map = fc.dictionary(fc.constantFrom(...keys), schema, { minKeys: 1, maxKeys: 3 });
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const names = fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 });
  const count = fc.nat(3);
  const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'object', 'array');
  const keywords: Record<string, fc.Arbitrary<Json>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(arbitraryValue, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) }),
    const: arbitraryValue,
    multipleOf: fc.constantFrom(1, 2, 3),
    minimum: count,
    maximum: count,
    exclusiveMinimum: count,
    exclusiveMaximum: count,
    minLength: count,
    maxLength: count,
    pattern: fc.constantFrom('^a', 'b$', '^.{1}$'),
    format: fc.constantFrom(
      'date-time',
      'date',
      'uuid',
      'int32',
      'email',
      'ipv4',
      'ipv6',
      'uri',
      'json-pointer',
      'duration',
      'byte',
      'regex',
    ),
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
    contains: schema,
    items: fc.oneof(schema, list),
    additionalItems: schema,
    minProperties: count,
    maxProperties: count,
    required: names,
    properties: map,
    patternProperties: fc.dictionary(fc.constantFrom('^a', 'b', '.'), schema, { minKeys: 1, maxKeys: 2 }),
    additionalProperties: schema,
    propertyNames: fc.record({ maxLength: count }),
    dependencies: fc.dictionary(fc.constantFrom(...keys), fc.oneof(schema, names), { minKeys: 1, maxKeys: 2 }),
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
    then: schema,
    else: schema,
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: schema,
  };
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 1, arbitrary: fc.boolean() },
      { weight: 1, arbitrary: fc.constantFrom<Schema>({ $ref: '#/definitions/One' }, { $ref: '#/definitions/Two' }) },
      { weight: 6, arbitrary: tie('object') },
    ),
    object: fc
      .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 4 })
      .chain(
        (chosen) =>
          fc.record(
            Object.fromEntries(chosen.map((keyword) => [keyword, keywords[keyword] ?? fc.constant(null)])),
          ) as fc.Arbitrary<JsonObject>,
      )
      .map(separateContains),
  };
}).schema;

/** ajv 8.20 doesn't judge an empty array by `contains` next to a list of `items`, unless it collects all errors. */
function separateContains({ contains, ...others }: JsonObject): JsonObject {
  if (contains === undefined || !Array.isArray(others['items'])) return contains === undefined ? others : { ...others, contains };
  return { allOf: [others, { contains }] };
}

/** A definition must not come back to itself before it goes down into a value: that would never end. */
export const arbitraryDefinition: fc.Arbitrary<Schema> = fc.oneof(
  fc.constant<Schema>({ type: 'string', minLength: 1 }),
  fc.constant<Schema>({ type: ['object', 'null'], properties: { a: { $ref: '#/definitions/Two' } }, required: ['a'] }),
  fc.constant<Schema>({ type: 'array', items: { $ref: '#/definitions/One' } }),
  fc.constant<Schema>({ enum: ['a', 1, null] }),
  fc.constant<Schema>(false),
);
