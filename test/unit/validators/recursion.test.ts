import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { JsonObject, Provider, Schema } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { generateFiles, importValidators } from './generated-module.js';

const node = { $ref: '#/definitions/Node' };

const levels = 25;

/** Schemas that lead from each level to the next in two ways. */
const schemas: { name: string; schema: JsonObject }[] = [
  {
    name: 'a property and a pattern',
    schema: { type: 'object', properties: { a: node, n: { minimum: 1 } }, patternProperties: { '^a': node } },
  },
  {
    name: 'parts of allOf',
    schema: {
      allOf: [{ properties: { a: node } }, { additionalProperties: { anyOf: [{ type: 'object', allOf: [node] }, { minimum: 1 }] } }],
    },
  },
  { name: 'not, and what holds', schema: { properties: { a: { allOf: [node, { not: { not: node } }] }, n: { minimum: 1 } } } },
  {
    name: 'the alternatives of a union',
    schema: { properties: { n: { minimum: 1 } }, anyOf: [{ properties: { a: node } }, { required: ['b'], properties: { a: node } }] },
  },
];

const providerOf = (schema: Schema): Provider =>
  sampleProvider({ definitions: [{ typeName: 'Node', pointer: '', schema }], events: [sampleEvent({ payload: node })] });

/** A value of so many levels, with another at its bottom. */
function nest(levels: number, bottom: unknown): unknown {
  return Array.from({ length: levels }).reduce((inner) => ({ a: inner }), bottom);
}

describe('schemas that refer to themselves twice a level', () => {
  // 40 levels by the number of ways to the bottom would take hours; 25 take longer than a test may, and come to an end.
  test.each(schemas)('by $name judge a value in time that follows its size', async ({ schema }) => {
    const provider = providerOf(schema);
    const { strict, tolerant } = await importValidators(provider);
    const lint = compileEvent(provider, provider.events[0] ?? sampleEvent(), 'strict');
    for (const module of [strict, tolerant]) {
      expect(module.validators['order.created']?.is(nest(levels, { n: 1 }))).toBe(true);
      expect(module.validators['order.created']?.is(nest(levels, { n: 0 }))).toBe(false);
    }
    expect(lint(nest(levels, { n: 1 }))).toEqual([]);
    expect(lint(nest(levels, { n: 0 }))).not.toEqual([]);
  });

  test('say where the error is, once', async () => {
    const { strict } = await importValidators(providerOf(schemas[0]?.schema ?? {}));
    expect(strict.validators['order.created']?.validate(nest(levels, { n: 0, a: 5 }))).toMatchObject({
      valid: false,
      errors: [
        { pointer: '/a'.repeat(levels + 1), keyword: 'type' },
        { pointer: `${'/a'.repeat(levels)}/n`, keyword: 'minimum' },
      ],
    });
  });

  test('report a value twice that stands in two places', async () => {
    const { strict } = await importValidators(providerOf({ additionalProperties: { anyOf: [{ const: 1 }, node] }, maxProperties: 2 }));
    const shared = { x: { a: 1, b: 1, c: 1 } };
    const result = strict.validators['order.created']?.validate({ left: shared, right: shared });
    expect(
      result?.valid === false && result.errors.filter(({ keyword }) => keyword === 'maxProperties').map(({ pointer }) => pointer),
    ).toEqual(['/left/x', '/right/x']);
  });

  test('call a value deep that holds itself', async () => {
    const { strict } = await importValidators(providerOf(schemas[0]?.schema ?? {}));
    const loop: Record<string, unknown> = {};
    loop['a'] = loop;
    expect(strict.validators['order.created']?.validate(loop)).toMatchObject({ valid: false, errors: [{ keyword: 'depth' }] });
  });

  test('agree with plain ajv on any value', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(0, 1, 'a', null),
        fc.dictionary(fc.constantFrom('a', 'ab', 'b', 'n'), tie('value')),
        fc.array(tie('value'), { maxLength: 2 }),
      ),
    }));
    for (const { schema } of schemas) {
      const provider = providerOf(schema);
      const validate = compileEvent(provider, provider.events[0] ?? sampleEvent(), 'strict');
      const plain = new Ajv({ strict: false, allErrors: true }).compile({ ...node, definitions: { Node: schema } });
      fc.assert(
        fc.property(value, (given) => {
          expect(validate(given).length === 0).toBe(plain(given));
        }),
        { numRuns: 1000 },
      );
    }
  });
});

test('definitions that each refer to the next twice take no longer, without coming back to themselves', async () => {
  const definitions = Array.from({ length: levels }, (_, at) => {
    const next = at === levels - 1 ? { properties: { n: { minimum: 1 } } } : { $ref: `#/definitions/D${at + 1}` };
    return { typeName: `D${at}`, pointer: '', schema: { properties: { a: next }, patternProperties: { '^a': next } } };
  });
  const { strict } = await importValidators(
    sampleProvider({ definitions, events: [sampleEvent({ payload: { $ref: '#/definitions/D0' } })] }),
  );
  expect(strict.validators['order.created']?.is(nest(levels, { n: 1 }))).toBe(true);
  expect(strict.validators['order.created']?.is(nest(levels, { n: 0 }))).toBe(false);
});

test('modules whose schemas meet no value again and again carry nothing for it', async () => {
  const counted = /\bonce\b/;
  const texts = async (provider: Provider) => (await generateFiles(provider)).filter(({ path }) => path.endsWith('.js'));
  for (const { contents } of await texts(providerOf({ properties: { n: { type: 'number' } } }))) expect(contents).not.toMatch(counted);
  for (const { contents } of await texts(providerOf({ properties: { a: node } }))) expect(contents).toMatch(counted);
});
