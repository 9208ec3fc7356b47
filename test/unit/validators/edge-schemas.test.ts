import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { importValidators } from './generated-module.js';

describe('schemas at the edge', () => {
  const cases: { name: string; schema: Schema; good: unknown[]; bad: unknown[] }[] = [
    { name: 'true', schema: true, good: [1, {}], bad: [] },
    { name: 'false', schema: false, good: [], bad: [1, {}] },
    { name: 'nothing known', schema: { discriminator: 'type', nullable: true, $id: 'x', const2: 1 }, good: [null, 1], bad: [] },
    { name: 'an unknown format', schema: { format: 'phone-number' }, good: ['x'], bad: [] },
    { name: 'a pattern that is one without u alone', schema: { pattern: '^[\\w-.]+\\-x$' }, good: ['a.b-x'], bad: ['x'] },
    {
      name: 'if, then, else',
      // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
      schema: { if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
      good: [{ a: 1, b: 1 }, { c: 1 }],
      bad: [{ a: 1 }, {}],
    },
    {
      name: 'a tuple',
      schema: { items: [{ type: 'string' }, { type: 'number' }], additionalItems: false },
      good: [[], ['a', 1]],
      bad: [
        ['a', 'b'],
        ['a', 1, 2],
      ],
    },
    {
      name: 'contains, in arrays of arrays',
      schema: { items: { contains: { type: 'string' } } },
      good: [[['a']]],
      bad: [[['a'], []], [[]], [['a'], [1]]],
    },
    { name: 'names', schema: { propertyNames: { $ref: '#/definitions/Short' } }, good: [{ ab: 1 }], bad: [{ abcd: 1 }] },
    {
      name: 'a deep union',
      schema: {
        anyOf: Array.from({ length: 40 }, (_, at) => ({
          type: 'object',
          required: [`k${at}`],
          properties: { [`k${at}`]: { anyOf: [{ const: at }, { type: 'string' }] } },
        })),
      },
      good: [{ k39: 39 }, { k0: 'x' }],
      bad: [{ k39: 40 }, {}],
    },
    {
      name: 'more than eight members, and no others',
      schema: {
        additionalProperties: false,
        properties: Object.fromEntries([...'abcdefghijkl'].map((name) => [name, { type: 'number' }])),
      },
      good: [{ a: 1, l: 1 }],
      bad: [{ a: 1, m: 1 }, JSON.parse('{"__proto__":1}'), { constructor: 1 }],
    },
    {
      name: 'numbers that JSON has no word for',
      schema: { type: ['number', 'integer'] },
      good: [1.5],
      bad: [Number.NaN, Number.POSITIVE_INFINITY],
    },
  ];
  test.each(cases)('$name', async ({ schema, good: right, bad }) => {
    const definitions = [{ typeName: 'Short', pointer: '', schema: { maxLength: 3 } }];
    const { strict } = await importValidators(sampleProvider({ definitions, events: [sampleEvent({ payload: schema })] }));
    const event = strict.validators['order.created'];
    expect(right.filter((value) => !event?.is(value))).toEqual([]);
    expect(bad.filter((value) => event?.is(value))).toEqual([]);
  });

  test('four hundred levels', async () => {
    let schema: Schema = { type: 'string' };
    for (let depth = 0; depth < 400; depth++) schema = { type: 'object', properties: { a: schema } };
    const { strict } = await importValidators(sampleProvider({ events: [sampleEvent({ payload: schema })] }));
    expect(strict.validators['order.created']?.is({ a: { a: {} } })).toBe(true);
    expect(strict.validators['order.created']?.is({ a: { a: { a: 1 } } })).toBe(false);
  });

  test('types named in any script', async () => {
    const definitions = [{ typeName: 'Größe', pointer: '', schema: { type: 'number' } }];
    const payload = { properties: { größe: { anyOf: [{ $ref: '#/definitions/Größe' }, { properties: { wert: { maximum: 3 } } }] } } };
    const { strict } = await importValidators(sampleProvider({ definitions, events: [sampleEvent({ typeName: '注文Создан', payload })] }));
    const event = strict.validators['order.created'];
    expect([{ größe: 1 }, { größe: { wert: 3 } }, { größe: { wert: 4 } }].map((value) => event?.is(value))).toEqual([true, true, false]);
  });
});
