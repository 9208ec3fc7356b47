import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileEvent } from '../../../generators/catalogue/compile.js';
import type { Provider, Schema, Source } from '../../../generators/catalogue/model.js';
import { generatedNotice } from '../../../generators/generator.js';
import { typesGenerator } from '../../../generators/types/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { generateFiles, importValidators, runWithoutEval, type StandardFace, writeFiles } from './generated-module.js';

const pointer = (path: string): Source => ({ kind: 'pointer', pointer: path });
const money: Schema = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number', multipleOf: 0.01, minimum: 0 }, currency: { enum: ['EUR', 'USD'] } },
  additionalProperties: false,
};

/** Two events with an envelope, a shared definition and most of what payloads have. */
function shop(): Provider {
  const event = (name: string, typeName: string, data: Schema) =>
    sampleEvent({
      name,
      typeName,
      payload: {
        allOf: [{ $ref: '#/definitions/Envelope' }, { type: 'object', required: ['data'], properties: { type: { const: name }, data } }],
      },
      discriminator: [{ source: pointer('/type'), values: [name] }],
    });
  return sampleProvider({
    definitions: [
      {
        typeName: 'Envelope',
        pointer: '',
        schema: {
          type: 'object',
          required: ['id', 'type'],
          properties: { id: { type: 'string', minLength: 1 }, type: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
        },
      },
      { typeName: 'Money', pointer: '', schema: money },
    ],
    events: [
      event('order.created', 'OrderCreated', {
        type: 'object',
        required: ['total'],
        properties: {
          total: { $ref: '#/definitions/Money' },
          tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
          note: { type: ['string', 'null'], maxLength: 5 },
          'a/b~c': { type: 'integer' },
        },
      }),
      event('order.paid', 'OrderPaid', {
        oneOf: [
          {
            type: 'object',
            required: ['card'],
            additionalProperties: false,
            properties: { card: { type: 'string', pattern: '^\\d{4}$' } },
          },
          { type: 'object', required: ['iban'], properties: { iban: { type: 'string' } } },
        ],
      }),
    ],
  });
}
const order = (data: unknown, more: object = {}) => ({ id: '1', type: 'order.created', at: '2024-02-29T12:00:00Z', data, ...more });
const good = order({ total: { amount: 19.99, currency: 'EUR' } });

describe('a value that is wrong', () => {
  const cases: { name: string; given: unknown; want: [string, string, string, string][] }[] = [
    { name: 'no object', given: 5, want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'missing']] },
    {
      name: 'of no known event',
      given: { type: 'order.lost' },
      want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'string "order.lost"']],
    },
    {
      name: 'without a member',
      given: { type: 'order.created', data: { total: { amount: 1 } } },
      want: [['/id', 'required', 'present', 'missing']],
    },
    { name: 'with a wrong type', given: order({ total: { amount: '1' } }), want: [['/data/total/amount', 'type', 'number', 'string "1"']] },
    {
      name: 'with a missing and an unexpected member, deep',
      given: order({ total: { 'x/y~z': true } }),
      want: [
        ['/data/total/amount', 'required', 'present', 'missing'],
        ['/data/total/x~1y~0z', 'additionalProperties', 'absent', 'boolean true'],
      ],
    },
    {
      name: 'with an escaped place',
      given: order({ total: { amount: 1 }, 'a/b~c': 1.5 }),
      want: [['/data/a~1b~0c', 'type', 'integer', 'number 1.5']],
    },
    {
      name: 'in an array',
      given: order({ total: { amount: 1 }, tags: ['a', {}, 'a'] }),
      want: [
        ['/data/tags/1', 'type', 'string', 'object'],
        ['/data/tags', 'uniqueItems', 'an array without repeated items (0 and 2 are equal)', 'array of 3'],
      ],
    },
    {
      name: 'of another enum',
      given: order({ total: { amount: 1, currency: 'GBP' } }),
      want: [['/data/total/currency', 'enum', 'one of "EUR", "USD"', 'string "GBP"']],
    },
    {
      name: 'at no day',
      given: order({ total: { amount: 1 } }, { at: '2023-02-29T12:00:00Z' }),
      want: [['/at', 'format', 'a valid date-time', 'string "2023-02-29T12:00:00Z"']],
    },
    {
      name: 'too long, in characters',
      given: order({ total: { amount: 1 }, note: '\u{1F600}'.repeat(6) }),
      want: [['/data/note', 'maxLength', 'a string of at most 5', `string ${JSON.stringify('\u{1F600}'.repeat(6))}`]],
    },
    {
      name: 'no multiple',
      given: order({ total: { amount: 0.001 } }),
      want: [['/data/total/amount', 'multipleOf', 'a multiple of 0.01', 'number 0.001']],
    },
    {
      name: 'by inherited members',
      given: Object.create(good),
      want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'missing']],
    },
  ];
  test.each(cases)('$name', async ({ given, want }) => {
    const { strict } = await importValidators(shop());
    const result = strict.validate(given);
    expect(result.valid || result.errors.map((error) => [error.pointer, error.keyword, error.expected, error.found])).toEqual(want);
    for (const error of result.valid ? [] : result.errors) expect(error.message).toBe(`must be ${error.expected}, but is ${error.found}`);
  });

  test('in no alternative is told of all of them', async () => {
    const { strict } = await importValidators(shop());
    const result = strict.validate({ id: '1', type: 'order.paid', data: { card: '12' } });
    expect(result.valid || result.errors.map((error) => `${error.pointer} ${error.keyword}`)).toEqual([
      '/data/card pattern',
      '/data/iban required',
      '/data oneOf',
    ]);
  });
});

describe('a value that is right', () => {
  test('comes back as it is, with its event', async () => {
    for (const module of Object.values(await importValidators(shop()))) {
      expect(module.validate(good)).toEqual({ valid: true, event: 'order.created', value: good });
      expect(module.findEvent(good)).toBe('order.created');
      expect((module['isOrderCreated'] as (value: unknown) => boolean)(good)).toBe(true);
      expect((module['isOrderPaid'] as (value: unknown) => boolean)(good)).toBe(false);
      expect(module['acmeEventNames']).toEqual(['order.created', 'order.paid']);
      expect(Object.getPrototypeOf(module.validators)).toBe(null);
      expect(module.findEvent({ type: 'constructor' })).toBe(null);
    }
  });

  test.each([19.99, 0.07, 1.1, 4.35, 12345678.91, 99999999.99, 1e15])('%d is a multiple of a cent', async (amount) => {
    const { strict } = await importValidators(shop());
    expect(strict.validate(order({ total: { amount } })).valid).toBe(true);
  });

  test('tolerant: unknown members, values of enums and more than one alternative pass, unknown events do not', async () => {
    const { tolerant, strict } = await importValidators(shop());
    const added = order({ total: { amount: 1, currency: 'GBP', tax: 1 } });
    const both = { id: '1', type: 'order.paid', data: { card: '1234', iban: 'x' } };
    expect([tolerant.validate(added).valid, strict.validate(added).valid]).toEqual([true, false]);
    expect(tolerant.validate(both).valid).toBe(true);
    expect(tolerant.validate({ ...good, type: 'order.lost' }).valid).toBe(false);
    expect(tolerant.validate(order({ total: { amount: 1, currency: 5 } }))).toMatchObject({
      valid: false,
      errors: [{ pointer: '/data/total/currency', keyword: 'type' }],
    });
  });
});

describe('Standard Schema', () => {
  test('every validator and the union have it', async () => {
    const { strict } = await importValidators(shop());
    const faces = [strict.validators['order.created'], strict['acmeEvent'] as { '~standard': StandardFace }];
    for (const face of faces) {
      expect(face?.['~standard']).toMatchObject({ version: 1, vendor: 'hookbook' });
      expect(face?.['~standard'].validate(good)).toEqual({ value: good });
      const bad = face?.['~standard'].validate(order({ total: { amount: 1 }, tags: ['a', 5] }));
      expect(bad).toEqual({ issues: [{ message: 'must be string, but is number 5', path: ['data', 'tags', 1] }] });
    }
  });
});

describe('the discriminator', () => {
  test('has several sources, headers among them', async () => {
    const sources: Source[] = [pointer('/event'), { kind: 'header', header: 'x-topic' }];
    const event = (name: string, typeName: string, on: string, topics: string[]) =>
      sampleEvent({
        name,
        typeName,
        payload: { properties: { event: { const: on } } },
        discriminator: [
          { source: sources[0] as Source, values: [on] },
          { source: sources[1] as Source, values: topics },
        ],
      });
    const provider = sampleProvider({
      discriminator: { sources },
      events: [
        event('a.made', 'AMade', 'made', ['a', 'A']),
        event('b.made', 'BMade', 'made', ['b']),
        event('a.lost', 'ALost', 'lost', ['a']),
      ],
    });
    const { tolerant } = await importValidators(provider);
    const header = (topic: string | null) => (name: string) => (name === 'x-topic' ? topic : null);
    expect(tolerant.findEvent({ event: 'made' }, header('A'))).toBe('a.made');
    expect(tolerant.findEvent({ event: 'made' }, header('b'))).toBe('b.made');
    expect(tolerant.findEvent({ event: 'lost' }, header('b'))).toBe(null);
    expect(tolerant.findEvent({ event: 'lost' })).toBe(null);
    expect(tolerant.validate({ event: 'lost' }, header('b'))).toMatchObject({
      valid: false,
      event: null,
      errors: [{ pointer: '', keyword: 'discriminator', expected: 'sent with x-topic "a"', found: 'string "b"' }],
    });
    expect(tolerant.validate({ event: 'gone' })).toMatchObject({ errors: [{ pointer: '/event', expected: 'one of "made", "lost"' }] });
  });

  test('is compared by type, and lists ten values at most', async () => {
    const events = Array.from({ length: 30 }, (_, code) =>
      sampleEvent({ name: `e${code}`, typeName: `E${code}`, payload: true, discriminator: [{ source: pointer('/code'), values: [code] }] }),
    );
    const { tolerant } = await importValidators(sampleProvider({ discriminator: { sources: [pointer('/code')] }, events }));
    expect(tolerant.findEvent({ code: 7 })).toBe('e7');
    expect(tolerant.findEvent({ code: '7' })).toBe(null);
    expect(tolerant.validate({})).toMatchObject({ errors: [{ expected: 'one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 20 more' }] });
  });

  test('may be missing: then each event is tried', async () => {
    const events = [
      sampleEvent({ name: 'a', typeName: 'A', payload: { required: ['a'] }, discriminator: [] }),
      sampleEvent({ name: 'b', typeName: 'B', payload: { required: ['b'] }, discriminator: [] }),
    ];
    const { tolerant } = await importValidators(sampleProvider({ discriminator: null, events }));
    expect(tolerant.findEvent).toBe(undefined);
    expect(tolerant.validate({ b: 1 })).toMatchObject({ valid: true, event: 'b' });
    expect(tolerant.validate({})).toMatchObject({
      valid: false,
      event: null,
      errors: [{ pointer: '', keyword: 'anyOf', expected: 'valid as one of "a", "b"' }],
    });
    const one = await importValidators(sampleProvider({ discriminator: null, events: events.slice(0, 1) }));
    expect(one.tolerant.validate({})).toMatchObject({ valid: false, event: 'a', errors: [{ pointer: '/a' }] });
    const none = await importValidators(sampleProvider({ discriminator: null, events: [] }));
    expect(none.tolerant.validate({})).toMatchObject({ valid: false, event: null });
  });
});

describe('what could go wrong at run time', () => {
  const tree = () =>
    sampleProvider({
      definitions: [
        {
          typeName: 'Node',
          pointer: '',
          schema: {
            type: 'object',
            properties: { next: { $ref: '#/definitions/Node' }, items: { type: 'array', items: { type: 'string' } } },
          },
        },
      ],
      events: [sampleEvent({ payload: { allOf: [{ $ref: '#/definitions/Node' }, { properties: { type: { const: 'order.created' } } }] } })],
    });

  test('a value too deep is an error, not a crash', async () => {
    const { tolerant } = await importValidators(tree());
    const value: Record<string, unknown> = { type: 'order.created' };
    let at = value;
    for (let depth = 0; depth < 200_000; depth++) at = at['next'] = {} as Record<string, unknown>;
    expect(tolerant.validate(value)).toMatchObject({
      valid: false,
      event: 'order.created',
      errors: [{ pointer: '', keyword: 'depth', found: 'too deep' }],
    });
  });

  test('a value that throws when it is read is an error', async () => {
    const { tolerant } = await importValidators(tree());
    const value = {
      get type(): string {
        throw new Error('no');
      },
    };
    expect(tolerant.validate(value)).toMatchObject({ valid: false, errors: [{ keyword: 'readable' }] });
    expect(tolerant.findEvent(value)).toBe(null);
  });

  test('errors are bounded, and so is what each says', async () => {
    const { tolerant } = await importValidators(tree());
    const result = tolerant.validate({ type: 'order.created', items: Array.from({ length: 300_000 }, () => 1) });
    expect(result.valid || result.errors.length).toBe(100);
    const long = tolerant.validate({ type: 'x'.repeat(1_000_000) });
    expect(long.valid || (long.errors[0]?.message.length ?? 0) < 300).toBe(true);
  });

  test.each([undefined, null, 5n, Symbol('s'), () => 1, Number.NaN, new Date(0), []])('%s is refused quietly', async (value) => {
    const { tolerant } = await importValidators(tree());
    expect(tolerant.validate(value).valid).toBe(false);
    expect(tolerant.validators['order.created']?.validate({ next: value }).valid).toBe(value === undefined || value instanceof Date);
  });
});

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
});

describe('the files', () => {
  test('import nothing, evaluate nothing, and run where nothing may be evaluated', async () => {
    const { folder, remove } = writeFiles(await generateFiles(shop()));
    try {
      for (const { path, contents } of await generateFiles(shop()))
        if (path.endsWith('.js')) expect(contents).not.toMatch(/\brequire\(|\bimport\b|\beval\b|new Function/);
      const script = `for (const path of ['./validators/acme.js', './validators/strict/acme.js']) { const { validate } = await import(path); console.log(validate(${JSON.stringify(good)}).valid, validate({ type: 'order.created' }).errors.length); }`;
      expect(runWithoutEval(folder, script)).toEqual({ status: 0, output: 'true 2\ntrue 2\n' });
    } finally {
      remove();
    }
  });

  test('are the same every time', async () => {
    expect(await generateFiles(shop())).toEqual(await generateFiles(structuredClone(shop())));
  });

  test('say what compileEvent says', async () => {
    const provider = shop();
    const modules = await importValidators(provider);
    const values = [good, {}, 5, order({}), order({ total: { amount: 'x', y: 1 }, tags: [1, 1] }), { ...good, at: 'never' }];
    for (const policy of ['strict', 'tolerant'] as const) {
      for (const event of provider.events) {
        const validate = compileEvent(provider, event, policy);
        for (const value of values) {
          const result = modules[policy].validators[event.name]?.validate(value);
          expect(result?.valid ? [] : result?.errors).toEqual(validate(value));
        }
      }
    }
  });

  test('have declarations that a strict compiler accepts, and refuses where it should', async () => {
    const provider = shop();
    const { folder, remove } = writeFiles([
      ...(await typesGenerator.generate(sampleCatalogue({ providers: [provider] }))),
      ...(await generateFiles(provider)),
    ]);
    try {
      writeFileSync(join(folder, 'consumer.ts'), consumer);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            strict: true,
            target: 'es2022',
            module: 'nodenext',
            skipLibCheck: false,
            noEmit: true,
            types: [],
            exactOptionalPropertyTypes: true,
          },
          include: ['**/*.ts'],
        }),
      );
      const tsc = spawnSync(process.execPath, [join(process.cwd(), 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
      expect(tsc.stdout).toBe('');
    } finally {
      remove();
    }
  });
});

const consumer = `
import { acmeEvent, acmeEventNames, findEvent, isOrderCreated, validate, validators, type OrderCreated, type Result, type ValidationError } from './validators/acme.js';
import { validate as strictly, isOrderPaid } from './validators/strict/acme.js';

interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: ReadonlyArray<{ readonly message: string; readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined }> } | Promise<never>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
const union: StandardSchemaV1 = acmeEvent;
const one: StandardSchemaV1<OrderCreated> = validators['order.created'];
const value: unknown = {};
if (isOrderCreated(value)) { const id: string = value.id; void id; }
if (isOrderPaid(value)) { const type: 'order.paid' = value.type; void type; }
const result = validate(value, (name) => (name === 'x' ? 'y' : null));
if (result.valid) { const name: 'order.created' | 'order.paid' = result.event; void name; }
else { const errors: readonly ValidationError[] = result.errors; const event: string | null = result.event; void errors; void event; }
const found: 'order.created' | 'order.paid' | null = findEvent(value);
const first: 'order.created' = acmeEventNames[0];
const judged: Result<OrderCreated, 'order.created'> = validators['order.created'].validate(value);
void [union, one, found, first, judged, strictly];
// @ts-expect-error no such event
validators['order.lost'];
// @ts-expect-error names are readonly
acmeEventNames[0] = 'order.paid';
// @ts-expect-error a result has to be looked at first
result.value;
`;
