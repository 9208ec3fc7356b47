import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../catalogue/model/model.js';
import { generatedNotice } from '../../../generators/output/generator.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { generateFiles, importValidators } from './generated-module.js';
import { pointer } from './shop.js';

describe('hostile documents', () => {
  const nasty = [
    '*/',
    `\`\${PWNED()}\``,
    '\'"\\',
    '</script>',
    '\u2028\u2029',
    '\u202e',
    '{{name}}',
    '__proto__',
    '\ud800',
    'x\udfff*',
    'constructor',
    'hasOwnProperty',
    'toString',
    'require("fs")',
    'a\nb',
    '\u0000',
    '});PWNED();({',
    `\${1}`,
    'errors',
    'vErrors',
    'schema0',
    '"<3>"',
    '@errors',
    'data',
    'valueOf',
  ];

  test('their text stays text, wherever a schema has it', async () => {
    const properties = Object.fromEntries(
      nasty.map((name) => [
        name,
        { const: name, enum: [name, { [name]: name }], title: name, description: name, default: name, examples: [name] },
      ]),
    );
    const payload: Schema = {
      $id: 'http://example.com/x',
      $schema: 'http://json-schema.org/draft-07/schema#',
      id: 'y',
      discriminator: 'type',
      'x-nasty': nasty,
      $comment: '*/',
      title: '*/',
      description: `\`\${x}\``,
      type: 'object',
      required: ['type', ...nasty],
      properties: { type: { const: 'order.created' }, ...properties },
      additionalProperties: false,
      patternProperties: { '^(?:\\/\\*|`)$': { enum: nasty } },
      dependencies: Object.fromEntries(nasty.map((name) => [name, nasty])),
    };
    const provider = sampleProvider({
      events: [
        sampleEvent({
          payload,
          name: '});PWNED();({',
          typeName: 'Finite',
          discriminator: [{ source: pointer('/type'), values: ['order.created'] }],
        }),
      ],
    });
    const files = await generateFiles(provider);
    for (const { contents } of files) {
      expect(contents.startsWith(`// ${generatedNotice}\n`)).toBe(true);
      expect(contents).not.toMatch(/[\u2028\u2029\u202e\u0000]/);
    }
    const { strict } = await importValidators(provider);
    const value = Object.fromEntries([['type', 'order.created'], ...nasty.map((name) => [name, name])]);
    expect(strict.validate(value)).toMatchObject({ valid: true });
    for (const name of nasty) {
      const without = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
      const place = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      expect(strict.validate(without), name).toMatchObject({
        valid: false,
        errors: expect.arrayContaining([expect.objectContaining({ pointer: place, keyword: 'required' })]),
      });
      const other = Object.fromEntries([...Object.entries(value), [name, 5]]);
      expect(strict.validate(other), name).toMatchObject({
        valid: false,
        errors: expect.arrayContaining([expect.objectContaining({ pointer: place, keyword: 'const' })]),
      });
    }
  });

  test.each([
    {
      name: 'a property',
      schema: { properties: JSON.parse('{"__proto__":{"type":"number"}}'), additionalProperties: false },
      good: '{"__proto__":1}',
      bad: '{"__proto__":"x"}',
    },
    {
      name: 'a property beside its pattern',
      schema: { properties: JSON.parse('{"__proto__":{"type":"number"}}'), patternProperties: { '^__proto__$': { minimum: 1 } } },
      good: '{"__proto__":1}',
      bad: '{"__proto__":0}',
    },
    {
      name: 'a pattern',
      schema: { patternProperties: JSON.parse('{"__proto__":{"type":"number"}}') },
      good: '{"a__proto__":1}',
      bad: '{"__proto__":"x"}',
    },
    { name: 'required', schema: { required: ['__proto__'] }, good: '{"__proto__":"x"}', bad: '{}' },
    {
      name: 'a dependency',
      schema: { dependencies: JSON.parse('{"__proto__":["a"]}') },
      good: '{"__proto__":1,"a":1}',
      bad: '{"__proto__":1}',
    },
    { name: 'in a constant', schema: { const: JSON.parse('{"__proto__":{"a":1}}') }, good: '{"__proto__":{"a":1}}', bad: '{}' },
    {
      name: 'in an enum',
      schema: { enum: [JSON.parse('{"__proto__":{"a":1}}'), 5] },
      good: '{"__proto__":{"a":1}}',
      bad: '{"__proto__":{"a":2}}',
    },
    { name: 'an unknown member', schema: { properties: { a: {} }, additionalProperties: false }, good: '{"a":1}', bad: '{"__proto__":1}' },
  ])('__proto__ as $name is a member like any other', async ({ schema, good: right, bad }) => {
    const { strict } = await importValidators(sampleProvider({ events: [sampleEvent({ payload: schema as Schema })] }));
    const [event] = Object.values(strict.validators);
    expect([event?.is(JSON.parse(right)), event?.is(JSON.parse(bad))]).toEqual([true, false]);
  });

  test.each(['constructor', 'hasOwnProperty', 'toString', 'valueOf'])(
    'required: ["%s"] is not met by what every object has',
    async (name) => {
      const { strict } = await importValidators(
        sampleProvider({ events: [sampleEvent({ payload: { required: [name], uniqueItems: true } })] }),
      );
      expect(strict.validators['order.created']?.validate({})).toMatchObject({ valid: false, errors: [{ pointer: `/${name}` }] });
      expect(strict.validators['order.created']?.is({ [name]: 1 })).toBe(true);
    },
  );

  test('guards called as globals and as our own functions do no harm', async () => {
    const names = ['Finite', 'NaN', 'Object', 'Date', 'Array', 'Integer'];
    const events = names.map((typeName) =>
      sampleEvent({
        name: typeName,
        typeName,
        payload: { type: 'object', properties: { type: { const: typeName }, n: { type: 'integer', minimum: 1 }, at: { format: 'date' } } },
        discriminator: [{ source: pointer('/type'), values: [typeName] }],
      }),
    );
    const { strict } = await importValidators(sampleProvider({ key: 'find', identifier: 'Find', events }));
    expect(strict.validate({ type: 'NaN', n: 0, at: 'x' })).toMatchObject({
      errors: [
        { pointer: '/n', keyword: 'minimum' },
        { pointer: '/at', keyword: 'format' },
      ],
    });
    expect((strict['isFinite'] as (value: unknown) => boolean)({ type: 'Finite', n: 1 })).toBe(true);
    expect(strict.findEvent({ type: 'Date' })).toBe('Date');
    expect(strict['findEventSchema']).toHaveProperty('~standard');
  });
});
