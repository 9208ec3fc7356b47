import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, Schema } from '../../../catalogue/model/model.js';
import { describeFields, type Field } from '../../../catalogue/schema/fields.js';
import { cases, define, ref } from './field-cases.js';

/** A field on a line: path, type, `!` where required and `?` where only sometimes, values, constraints, alternatives. */
function line({ path, type, required, values, constraints, alternatives }: Field): string {
  const mark = required === true ? '!' : required === 'conditional' ? '?' : '';
  return [
    `${path || '(payload)'}${mark}: ${type}`,
    ...(values.length > 0 ? [`= ${values.map((value) => JSON.stringify(value)).join(', ')}`] : []),
    ...constraints.map(({ keyword, value }) => `${keyword}=${JSON.stringify(value)}`),
    ...(alternatives.length > 0 ? [`(${alternatives.join('; ')})`] : []),
  ].join(' ');
}

describe('the fields of a payload', () => {
  for (const { name, given, definitions = {}, want } of cases)
    it(name, () => expect(describeFields(given, define(definitions)).map(line)).toEqual(want));

  it('carry the nearest description, the type and all places that speak of them', () => {
    const [field] = describeFields(
      { properties: { at: { $ref: '#/definitions/Time', description: 'When it was paid' } } },
      define({ Time: { type: ['string', 'null'], description: 'A time', examples: ['2024-01-01'], deprecated: true } }),
      '/p',
    );
    expect(field).toMatchObject({
      pointer: '/at',
      typeName: 'Time',
      nullable: true,
      description: 'When it was paid',
      examples: ['2024-01-01'],
      deprecated: true,
      places: ['/components/schemas/Time', '/p/properties/at'],
    });
  });

  it('name the types that they do not open', () => {
    const [a, b, c] = describeFields(
      ref('A'),
      define({
        A: { properties: { a: ref('A'), b: { type: 'array', items: { oneOf: [ref('A'), ref('B'), { type: 'null' }] } }, c: ref('C') } },
        B: { type: 'object' },
        C: { type: 'string' },
      }),
    );
    expect([a?.unopened, b?.unopened, c?.unopened]).toEqual([['A'], ['A'], []]);
  });

  it('end where references double at every step', () => {
    const names = Array.from({ length: 40 }, (_, at) => `T${at}`);
    const definitions = Object.fromEntries(
      names.map((name, at) => [
        name,
        { type: 'object', properties: { a: ref(`T${at + 1}`), b: ref(`T${at + 1}`) }, oneOf: [ref(`T${at + 1}`), { type: 'object' }] },
      ]),
    );
    expect(describeFields(ref('T0'), define(definitions)).length).toBeLessThan(10_000);
    const unions = Object.fromEntries(
      names.map((name, at) => [name, { oneOf: [ref(`T${at + 1}`), { type: 'array', items: ref(`T${at + 1}`) }] }]),
    );
    expect(describeFields(ref('T0'), define(unions)).length).toBeLessThan(10_000);
  });

  it('are described whatever the schema is', () => {
    const someOf = (keywords: readonly string[], value: fc.Arbitrary<Json>) =>
      fc.record(Object.fromEntries(keywords.map((keyword) => [keyword, value])), { requiredKeys: [] }) as fc.Arbitrary<Schema>;
    const schema = fc.letrec<{ schema: Schema }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        fc.boolean(),
        fc.constantFrom<Schema>(
          { type: 'string' },
          { type: ['integer', 'null'] },
          ref('A'),
          ref('B'),
          { enum: ['a', 1] },
          { const: null },
          {},
        ),
        someOf(['properties', 'patternProperties'], fc.dictionary(fc.string({ maxLength: 3 }), tie('schema'), { maxKeys: 3 })),
        someOf(['oneOf', 'anyOf', 'allOf', 'items', 'prefixItems'], fc.array(tie('schema'), { maxLength: 3 })),
        someOf(['items', 'additionalProperties', 'if', 'then', 'else', 'not'], tie('schema')),
      ),
    })).schema;
    fc.assert(
      fc.property(schema, schema, schema, (payload, one, two) => {
        for (const field of describeFields(payload, define({ A: one, B: two }))) expect(field.type).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
