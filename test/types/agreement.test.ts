import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../catalogue/model/model.js';
import { definitionsOf, eventOf, generateTypes } from '../unit/types/types-of.js';
import { openType } from './open.js';
import { runTsc } from './tsc.js';

// Not `__proto__`, which ajv passes over, nor `constructor`, which TypeScript takes every object to have.
const names = fc.constantFrom('a', 'b', 'c', 'x-y', '2');
const scalars = fc.constantFrom<Json>('a', 'b', '', 0, 1, -1.5, true, false, null);
const definitions: Record<string, JsonObject> = {
  Leaf: { type: 'object', properties: { a: { type: 'string' }, b: { enum: ['a', 1] } }, required: ['a'] },
  Tree: { type: 'object', properties: { b: { $ref: '#/definitions/Tree' }, c: { type: 'array', items: { $ref: '#/definitions/Tree' } } } },
  Word: { type: 'string', enum: ['a', 'b'] },
};

/** Schemas that TypeScript has words for. */
const { schema: schemas } = fc.letrec<{ schema: JsonObject; object: JsonObject }>((tie) => ({
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
    fc.constantFrom(...Object.keys(definitions)).map((name) => ({ $ref: `#/definitions/${name}` })),
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

/** Values that are likely to meet a schema, or to miss it by little. */
const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalars,
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map((entries): JsonObject => Object.fromEntries(entries)),
  ),
}));

const samples = fc.sample(fc.tuple(schemas, fc.array(values, { minLength: 12, maxLength: 12 })), { numRuns: 400, seed: 42 });

test('what a validator accepts has the type, and what it refuses has not', async () => {
  const types = await generateTypes({
    events: samples.map(([schema], index) => eventOf(`Sample${index}`, schema)),
    definitions: definitionsOf(definitions),
    discriminator: null,
  });
  const ajv = new Ajv({ strict: false, ownProperties: true });
  const judged = samples.flatMap(([schema, candidates], index) => {
    const validate = ajv.compile({ ...schema, definitions });
    return candidates.map((value) => ({ name: `Sample${index}`, schema, value, valid: validate(value) }));
  });
  const lines = judged.map(({ name, value }) => `(${JSON.stringify(value)}) satisfies Open<types.${name}>;`);
  const source = ["import type * as types from './types/strict/acme.js'; import type { Open } from './open.js';", ...lines].join('\n');
  const diagnostics = await runTsc({ ...types, 'open.ts': openType, 'values.ts': source });
  expect(diagnostics.filter(({ file }) => file !== 'values.ts')).toEqual([]);
  const refused = new Set(diagnostics.map(({ line }) => line));
  const typed = judged.map((one, index) => ({ ...one, typed: !refused.has(index + 2) }));
  expect(typed.filter(({ valid, typed }) => valid && !typed)).toEqual([]);
  expect(typed.filter(({ valid, typed, schema }) => !valid && typed && !isLossy(schema))).toEqual([]);
  expect(typed.filter(({ valid }) => valid).length).toBeGreaterThan(500);
  expect(typed.filter(({ valid }) => !valid).length).toBeGreaterThan(500);
});

/** TypeScript widens an index signature to hold all members that are listed, so it says less than the schema. */
const isLossy = (schema: Json): boolean => /"additionalProperties":\{/.test(JSON.stringify(schema));
