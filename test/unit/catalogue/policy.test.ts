import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { Definition, Schema, Source } from '../../../catalogue/model/model.js';
import { tolerantProvider } from '../../../catalogue/schema/policy.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryDefinition, arbitrarySchema, arbitraryValue } from '../validators/arbitrary-schema.js';

const define = (definitions: Record<string, Schema>): Definition[] =>
  Object.entries(definitions).map(([typeName, schema]) => ({ typeName, schema, pointer: '' }));
const providerOf = (payload: Schema, definitions: Record<string, Schema> = {}, ...pointers: string[]) =>
  sampleProvider({
    events: [sampleEvent({ payload })],
    definitions: define(definitions),
    discriminator: pointers.length === 0 ? null : { sources: pointers.map((pointer): Source => ({ kind: 'pointer', pointer })) },
  });

describe('what a tolerant receiver makes of a schema', () => {
  const open = (types: string | string[], values: (string | number | null)[]) => ({ type: types, 'x-open-enum': values });
  const cases: { name: string; given: Schema; want: Schema }[] = [
    {
      name: 'closed objects are open',
      given: { properties: { a: { additionalProperties: false } }, additionalProperties: false },
      want: { properties: { a: {} } },
    },
    {
      name: 'additional members of a kind stay so',
      given: { additionalProperties: { enum: ['a'] } },
      want: { additionalProperties: open('string', ['a']) },
    },
    { name: 'tuples are open', given: { items: [{ enum: [1] }], additionalItems: false }, want: { items: [open('number', [1])] } },
    { name: 'enums are their types', given: { enum: ['a', 'b', 1, null] }, want: open(['string', 'number', 'null'], ['a', 'b', 1, null]) },
    {
      name: 'enums are their types within the declared ones',
      given: { type: ['integer', 'string', 'null'], enum: [1, 'a'] },
      want: open(['integer', 'string'], [1, 'a']),
    },
    { name: 'a constant stays', given: { const: 'a' }, want: { const: 'a' } },
    { name: 'one of is any of', given: { oneOf: [{ enum: ['a'] }] }, want: { anyOf: [open('string', ['a'])] } },
    { name: 'one of beside any of', given: { anyOf: [true], oneOf: [false] }, want: { anyOf: [true], allOf: [{ anyOf: [false] }] } },
    {
      name: 'one of beside any of and all of',
      given: { allOf: [true], anyOf: [true], oneOf: [false] },
      want: { allOf: [true, { anyOf: [false] }], anyOf: [true] },
    },
    {
      name: 'not and if stay',
      given: { not: { enum: ['a'] }, if: { additionalProperties: false } },
      want: { not: { enum: ['a'] }, if: { additionalProperties: false } },
    },
    {
      name: 'a member called as a keyword is a member',
      given: { properties: { enum: { type: 'array' }, not: { enum: ['a'] }, oneOf: { const: 1 } } },
      want: { properties: { enum: { type: 'array' }, not: open('string', ['a']), oneOf: { const: 1 } } },
    },
    {
      name: 'data stays',
      given: { const: { enum: [1], additionalProperties: false }, default: { oneOf: [] }, examples: [{ enum: ['x'] }] },
      want: { const: { enum: [1], additionalProperties: false }, default: { oneOf: [] }, examples: [{ enum: ['x'] }] },
    },
    {
      name: 'dependencies',
      given: { dependencies: { a: ['b'], c: { enum: ['x'] } } },
      want: { dependencies: { a: ['b'], c: open('string', ['x']) } },
    },
    { name: 'booleans', given: false, want: false },
  ];
  test.each(cases)('$name', ({ given, want }) => {
    const before = structuredClone(given);
    expect(tolerantProvider(providerOf(given)).events[0]?.payload).toEqual(want);
    expect(given).toEqual(before);
  });

  test('a member named __proto__ is kept', () => {
    const given = JSON.parse('{"properties":{"__proto__":{"enum":["a"]}}}') as Schema;
    expect(JSON.stringify(tolerantProvider(providerOf(given)).events[0]?.payload)).toBe(
      '{"properties":{"__proto__":{"type":"string","x-open-enum":["a"]}}}',
    );
  });
});

describe('what tells events apart stays closed', () => {
  const kinds = { enum: ['a', 'b'] };
  const opened = { type: 'string', 'x-open-enum': ['a', 'b'] };

  test('in the payload, however deep, and in what it is put together from', () => {
    const payload = {
      properties: { meta: { properties: { kind: kinds, other: kinds } } },
      allOf: [{ properties: { meta: { oneOf: [{ properties: { kind: kinds } }] } } }],
      kind: kinds,
    };
    expect(tolerantProvider(providerOf(payload, {}, '/meta/kind')).events[0]?.payload).toEqual({
      properties: { meta: { properties: { kind: kinds, other: opened } } },
      allOf: [{ properties: { meta: { anyOf: [{ properties: { kind: kinds } }] } } }],
      kind: kinds,
    });
  });

  test('in definitions, by the place where they are used', () => {
    const definitions = {
      Envelope: {
        properties: { kind: { $ref: '#/definitions/Kind' }, meta: { $ref: '#/definitions/Meta' }, state: { $ref: '#/definitions/State' } },
      },
      Kind: kinds,
      Meta: { properties: { kind: kinds, next: { $ref: '#/definitions/Meta' } } },
      State: kinds,
    };
    const tolerant = tolerantProvider(providerOf({ allOf: [{ $ref: '#/definitions/Envelope' }] }, definitions, '/kind', '/meta/next/kind'));
    expect(Object.fromEntries(tolerant.definitions.map(({ typeName, schema }) => [typeName, schema]))).toEqual({
      ...definitions,
      State: opened,
    });
  });

  test('definitions that a not or an if refers to stay as they are', () => {
    const definitions = { One: { $ref: '#/definitions/Two' }, Two: kinds, Three: kinds };
    const tolerant = tolerantProvider(
      providerOf({ properties: { a: { not: { $ref: '#/definitions/One' } }, not: { $ref: '#/definitions/Three' } } }, definitions),
    );
    expect(tolerant.definitions.map(({ schema }) => schema)).toEqual([definitions.One, kinds, opened]);
  });
});

describe('whatever is valid strictly is valid tolerantly', () => {
  test('for any schema and value', () => {
    let valid = 0;
    fc.assert(
      fc.property(
        arbitrarySchema,
        arbitraryDefinition,
        arbitraryDefinition,
        fc.array(arbitraryValue, { minLength: 20, maxLength: 20 }),
        (payload, One, Two, values) => {
          const provider = providerOf(payload, { One, Two });
          const [event] = provider.events;
          if (!event) return;
          const [strict, tolerant] = [compileEvent(provider, event, 'strict'), compileEvent(provider, event, 'tolerant')];
          for (const value of values) {
            if (strict(value).length > 0) continue;
            valid += 1;
            expect(tolerant(value)).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(valid).toBeGreaterThan(300);
  });

  test('doing it twice changes nothing more', () => {
    fc.assert(
      fc.property(arbitrarySchema, (payload) => {
        const once = tolerantProvider(providerOf(payload, { One: true, Two: true }));
        expect(tolerantProvider(once)).toEqual(once);
      }),
    );
  });
});
