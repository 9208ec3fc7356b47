import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schema } from '../../../catalogue/model/model.js';
import { openDefinitions } from '../../../testkit/src/testing/arbitrary/definitions.js';
import { valuesOf } from '../../../testkit/src/testing/arbitrary/values.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { cases, definitions, hopeless } from './arbitrary-cases.js';
import { writeKit } from './generated-kit.js';

const decoded = (schema: Schema): Schema => JSON.parse(JSON.stringify(schema).replaceAll('%C3%9C', 'Ü'));
const events = cases.map(({ schema }, index) =>
  sampleEvent({ name: `case.${index}`, typeName: `Case${index}`, payload: decoded(schema), discriminator: [] }),
);
const catalogue = sampleCatalogue({
  providers: [
    sampleProvider({
      events,
      discriminator: null,
      definitions: Object.entries(definitions).map(([typeName, schema]) => ({ typeName, schema, pointer: '' })),
    }),
  ],
});

type Arbitrary = (provider: string, event: string) => fc.Arbitrary<unknown>;
let validators: Record<string, { validate(value: unknown): { valid: boolean } }>;
let arbitrary: Arbitrary;
let remove: () => void;
beforeAll(async () => {
  const kit = await writeKit(catalogue);
  remove = kit.remove;
  ({ validators } = await kit.load('validators/strict/acme.js'));
  ({ arbitrary } = await kit.load('testing/fast-check.js'));
});
afterAll(() => remove());

const make = (schema: Schema) => valuesOf(fc, schema, openDefinitions({ definitions }));

describe('what is made for a schema is valid, before anything is filtered', () => {
  test.each(cases.map((one, index) => ({ ...one, index })))('$name', ({ schema, seen = [], filtered, index }) => {
    const values = make(schema) as fc.Arbitrary<unknown> | null;
    if (values === null) throw new Error('there are values');
    const found = fc.sample(values, { numRuns: 300, seed: index });
    const wrong = found.map((value) => ({ value, ...validators[`case.${index}`]?.validate(value) })).filter(({ valid }) => valid !== true);
    if (filtered) expect(wrong.length).toBeLessThan(300);
    else expect(wrong).toEqual([]);
    for (const value of seen) expect(found).toContainEqual(value);
    expect(found.map((value) => JSON.parse(JSON.stringify(value)))).toEqual(found);
  });
});

test.each(cases.map(({ name }, index) => ({ name, index })))('arbitrary gives what is valid: $name', ({ index }) => {
  const check = (value: unknown) => validators[`case.${index}`]?.validate(value).valid === true;
  fc.assert(fc.property(arbitrary('acme', `case.${index}`), check), { numRuns: 50, seed: 2 });
});

test.each(hopeless)('no value: $name', ({ schema }) => {
  expect(make(schema)).toBeNull();
});

test('a schema that includes itself comes to an end', () => {
  expect(fc.sample(make({ $ref: '#/definitions/Self' }) as fc.Arbitrary<unknown>, { numRuns: 50, seed: 1 })).toContain(true);
});

describe('a failure shrinks', () => {
  const shrink = (schema: Schema, isFine: (value: never) => boolean) => {
    const values = make(schema) as fc.Arbitrary<unknown> | null;
    if (values === null) throw new Error('there are values');
    return fc.check(
      fc.property(values, (value) => isFine(value as never)),
      { seed: 3, numRuns: 1000 },
    ).counterexample?.[0];
  };

  test.each<{ name: string; schema: Schema; isFine: (value: never) => boolean; want: unknown }>([
    { name: 'numbers to the bound', schema: { type: 'integer', minimum: 1 }, isFine: (value: number) => value < 100, want: 100 },
    {
      name: 'optional members away',
      schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'string' } } },
      isFine: ({ a }: { a: number }) => a < 10,
      want: { a: 10 },
    },
    {
      name: 'lists to their shortest',
      schema: { type: 'array', items: { type: 'integer' } },
      isFine: (list: number[]) => list.length < 2,
      want: [0, 0],
    },
    {
      name: 'trees to their root',
      schema: { $ref: '#/definitions/Tree' },
      isFine: ({ value }: { value: number }) => value < 5,
      want: { value: 5 },
    },
    {
      name: 'within the branch of a union that fails',
      schema: { anyOf: [{ type: 'null' }, { type: 'string' }, { type: 'integer' }] },
      isFine: (value: unknown) => typeof value !== 'string',
      want: '',
    },
  ])('$name', ({ schema, isFine, want }) => {
    expect(shrink(schema, isFine)).toEqual(want);
  });
});

describe('what is not to be had is told', () => {
  const never = {
    ...sampleEvent({ name: 'never', typeName: 'Never', payload: { type: 'string', not: { type: 'string' } }, discriminator: [] }),
  };
  const none = { ...sampleEvent({ name: 'none', typeName: 'None', payload: { allOf: [{ const: 1 }, { const: 2 }] }, discriminator: [] }) };
  const backreference = sampleEvent({
    name: 'odd',
    typeName: 'OddPattern',
    payload: { type: 'string', pattern: '(a)\\1' },
    discriminator: [],
  });
  let failing: Arbitrary;
  let removeFailing: () => void;
  beforeAll(async () => {
    const kit = await writeKit(
      sampleCatalogue({ providers: [sampleProvider({ events: [never, none, backreference], discriminator: null })] }),
    );
    removeFailing = kit.remove;
    failing = (await kit.load('testing/fast-check.js')).arbitrary;
  });
  afterAll(() => removeFailing());

  test('rather than looked for without end', () => {
    expect(() => fc.sample(failing('acme', 'never'), 1)).toThrow(
      /^no valid payload of acme\/never was generated: {2}must .*; use loadFixture or build instead$/,
    );
  });

  test('items that run out before the list is long enough', () => {
    const few = make({ type: 'array', items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 }) as fc.Arbitrary<unknown[]>;
    expect(fc.sample(few, { numRuns: 3, seed: 1 }).every((list) => list.length < 3)).toBe(true);
  });

  test('no payload at all', () => {
    expect(() => failing('acme', 'none')).toThrow(
      'acme/none has no payload that can be generated: no value, or none small enough, matches its schema',
    );
  });

  test('a pattern that strings are not made for', () => {
    expect(() => failing('acme', 'odd')).toThrow(/^cannot generate strings that match \(a\)\\1 \(fast-check: /);
  });

  test.each([
    { name: 'provider', run: () => failing('acm', 'none'), want: 'there is no provider "acm"; did you mean "acme"?' },
    { name: 'event', run: () => failing('acme', 'non'), want: 'there is no event of acme called "non"; did you mean "none"?' },
  ])('an unknown $name lists near ones', ({ run, want }) => {
    expect(run).toThrow(new TypeError(want));
  });
});
