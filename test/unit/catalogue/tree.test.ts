import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, Schema } from '../../../catalogue/model/model.js';
import { flatten, startWalk } from '../../../catalogue/schema/flatten.js';
import { openTree } from '../../../catalogue/schema/tree.js';
import { define, ref } from './field-cases.js';
import { accepts } from './tree-verdict.js';

const read = (schema: Schema, definitions: Record<string, Schema> = {}) => openTree(define(definitions)).read(schema, '/p');
const pointers = (schema: Schema, definitions: Record<string, Schema> = {}) => {
  const { parts, ...flat } = flatten([read(schema, definitions)], startWalk());
  return { ...flat, parts: parts.map(({ pointer }) => pointer), unions: flat.unions.map(({ keyword }) => keyword) };
};

describe('a schema as a node', () => {
  it('has the schemas in it by keyword, each with its pointer', () => {
    const node = read({ properties: { 'a/b': { type: 'string' }, c: true }, items: [{ type: 'null' }], additionalProperties: false });
    expect([...node.children('properties')].map(([name, child]) => [name, child.pointer])).toEqual([
      ['a/b', '/p/properties/a~1b'],
      ['c', '/p/properties/c'],
    ]);
    expect(node.list('items').map(({ pointer }) => pointer)).toEqual(['/p/items/0']);
    expect(node.child('additionalProperties')?.schema).toBe(false);
    expect(node.child('items')).toBeNull();
  });

  it('lists the schemas in it, with keyword and key', () => {
    const node = read({ not: true, properties: { a: {} }, allOf: [{ type: 'null' }], default: { type: 'null' } });
    expect(node.subschemas.map(({ keyword, key, child }) => [keyword, key, child.pointer])).toEqual([
      ['not', null, '/p/not'],
      ['properties', 'a', '/p/properties/a'],
      ['allOf', '0', '/p/allOf/0'],
    ]);
  });

  it('is read once', () => {
    const definitions = define({ A: { properties: { a: ref('A') } } });
    const node = openTree(definitions).definition('A');
    expect(node?.children('properties').get('a')?.target).toBe(node);
    expect(openTree(definitions).definition('A')).toBe(node);
  });

  it.each([
    { name: 'draft-07', given: { items: [{ const: 1 }], additionalItems: { const: 2 } } },
    { name: '2020-12', given: { prefixItems: [{ const: 1 }], items: { const: 2 } } },
  ])('reads a tuple of $name', ({ given }) => {
    const { tuple, items } = read(given);
    expect([tuple?.map(({ values }) => values), items?.values]).toEqual([[[1]], [2]]);
  });

  it('has the values that enum and const allow together', () => {
    expect(read({ enum: ['a', 'b'], const: 'b' }).values).toEqual(['b']);
    expect(read({ enum: ['a'], const: 'b' }).values).toEqual([]);
    expect(read({ type: 'string' }).values).toBeNull();
  });

  it('whose reference leads nowhere accepts everything', () => {
    const node = read(ref('Gone'));
    expect([node.reference, node.target, accepts(node, 'anything')]).toEqual(['Gone', null, true]);
  });
});

describe('everything that applies to one value', () => {
  it('is what references and allOf lead to, the schema itself last', () => {
    expect(pointers({ allOf: [ref('A'), { type: 'object' }], oneOf: [{}, true] }, { A: { allOf: [ref('B')] }, B: {} })).toEqual({
      parts: ['/components/schemas/B', '/components/schemas/A/allOf/0', '/components/schemas/A', '/p/allOf/0', '/p/allOf/1', '/p'],
      names: ['A', 'B'],
      unions: ['oneOf'],
      unopened: null,
      isImpossible: false,
    });
  });

  it('includes the only possible alternative of a union', () => {
    expect(pointers({ anyOf: [false, { type: 'string' }] })).toMatchObject({ parts: ['/p', '/p/anyOf/1'], unions: [] });
    expect(pointers({ anyOf: [false, false] })).toMatchObject({ isImpossible: true });
  });

  it('names the definition that it comes back to', () => {
    const node = read(ref('A'), { A: { allOf: [ref('B')] }, B: { anyOf: [ref('A'), { type: 'null' }] } });
    const { unions, names } = flatten([node], startWalk());
    const [alternative] = unions[0]?.alternatives ?? [];
    expect(names).toEqual(['A', 'B']);
    expect(alternative && flatten([alternative], startWalk(new Set(names))).unopened).toBe('A');
  });

  it('ends where references double at every step', () => {
    const names = Array.from({ length: 60 }, (_, at) => `T${at}`);
    const definitions = Object.fromEntries(names.map((name, at) => [name, { allOf: [ref(`T${at + 1}`), ref(`T${at + 1}`)] }]));
    expect(pointers(ref('T0'), definitions).names).toHaveLength(60);
  });
});

const scalars = fc.constantFrom<Json>('a', 'b', 0, 1, 1.5, true, null);
const names = fc.constantFrom('a', 'b', 'xa');
const { schema: schemas } = fc.letrec<{ schema: Schema }>((tie) => {
  const schema = tie('schema') as fc.Arbitrary<Schema>;
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const map = fc.dictionary(names, schema, { maxKeys: 3 });
  const keyword = (name: string, value: fc.Arbitrary<Json>) => value.map((one): [string, Json] => [name, one]);
  return {
    schema: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Schema>(true, false, ref('A'), ref('B'), { type: 'string' }, { type: ['integer', 'null'] }, { type: 'object' }),
      fc
        .uniqueArray(
          fc.oneof(
            ...['oneOf', 'anyOf', 'allOf', 'items'].map((name) => keyword(name, list)),
            ...['items', 'additionalItems', 'additionalProperties', 'if', 'then', 'else', 'not'].map((name) => keyword(name, schema)),
            ...['properties', 'dependencies'].map((name) => keyword(name, map)),
            keyword('patternProperties', fc.dictionary(fc.constantFrom('^x', 'a$'), schema, { maxKeys: 2 })),
            keyword('dependencies', fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), { maxKeys: 2 })),
            keyword('required', fc.uniqueArray(names, { maxLength: 2 })),
            keyword('enum', fc.uniqueArray(scalars, { minLength: 1, maxLength: 3 })),
            keyword('const', scalars),
            keyword('type', fc.uniqueArray(fc.constantFrom('string', 'number', 'array', 'object', 'null'), { minLength: 1, maxLength: 3 })),
          ),
          { selector: ([name]) => name, minLength: 1, maxLength: 4 },
        )
        .map((entries): Schema => Object.fromEntries(entries)),
    ),
  };
});
const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalars, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(names, tie('value'), { maxKeys: 3 })),
}));

/** Definitions that refer to one another, but to none while they judge the same value: that ajv can't compile. */
const definitions: Record<string, JsonObject> = {
  A: { type: 'object', properties: { a: ref('A'), b: ref('B') }, anyOf: [{ required: ['a'] }, ref('B')] },
  B: {
    oneOf: [
      { type: 'string' },
      { properties: { b: { allOf: [ref('A'), { required: ['a'] }] }, xa: ref('B') }, required: ['b'] },
      { type: 'null' },
    ],
  },
};

it('agrees with ajv about random schemas and values', () => {
  const verdicts = { valid: 0, invalid: 0 };
  const ajv = new Ajv({ strict: false, ownProperties: true });
  const run = fc.property(schemas, fc.array(values, { minLength: 20, maxLength: 20 }), (schema, candidates) => {
    const validate = ajv.removeSchema().compile(typeof schema === 'boolean' ? schema : { allOf: [schema], definitions });
    const node = read(schema, definitions);
    for (const value of candidates) {
      const valid = validate(value);
      verdicts[valid ? 'valid' : 'invalid'] += 1;
      expect(accepts(node, value), JSON.stringify({ schema, value })).toBe(valid);
    }
  });
  fc.assert(run, { numRuns: 500 });
  expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan(1000);
});
