import { Ajv, type Options } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Definition, Json, Provider, Schema } from '../../catalogue/model/model.js';
import { openTree } from '../../catalogue/schema/tree.js';
import { accepts } from '../unit/catalogue/tree-verdict.js';
import { arbitraryPayload, sharedDefinitions } from '../unit/fixtures/arbitrary.js';
import { makeAll } from '../unit/fixtures/made.js';
import { sampleCatalogue, sampleProvider } from '../unit/sample-catalogue.js';
import { definitionsOf, eventOf, generateTypes } from '../unit/types/types-of.js';
import { arbitrarySchema, arbitraryValue } from '../unit/validators/arbitrary-schema.js';
import { openType } from './open.js';
import { plainDefinitions, plainSchema, plainValue, withTypes } from './random-schemas.js';
import { runTsc } from './tsc.js';

/** A value, where it comes from, and who accepts it as an instance of the schema. */
interface Candidate {
  readonly provider: Provider;
  readonly type: string;
  readonly schema: Schema;
  readonly value: Json;
  readonly origin: 'random' | 'fixture' | 'mutant';
  readonly ajv: boolean;
  /** ajv, if the schema had only the keywords that types express. */
  readonly ajvTypes: boolean;
  readonly validator: boolean;
  readonly tree: boolean;
}

interface Judged extends Candidate {
  readonly tsc: boolean;
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(arbitrary, { numRuns, seed: 42 });
const provide = (key: string, schemas: readonly Schema[], definitions: readonly Definition[]): Provider => {
  const events = schemas.map((schema, index) => ({ ...eventOf(`Sample${index}`, schema), provider: key, discriminator: [] }));
  return sampleProvider({ key, events, definitions, discriminator: null });
};
const lacks = (text: string) => (schema: Schema) => !JSON.stringify(schema).includes(text);

const plain = provide('plain', sample(plainSchema, 400), definitionsOf(plainDefinitions));
/** To TypeScript, every object has a `constructor`. */
const documents = provide('documents', sample(arbitraryPayload.filter(lacks('"constructor"')), 80), sharedDefinitions);
/** ajv's verdict on `contains` may depend on the array that it judged before. */
const any = provide(
  'any',
  sample(arbitrarySchema.filter(lacks('"contains"')).map(withTypes), 200),
  definitionsOf({ One: { enum: ['a', 1, null] }, Two: { type: 'array', items: { $ref: '#/definitions/One' } } }),
);

// With `allErrors`, since ajv would accept that a required property called '' is missing.
const options: Options = {
  strict: false,
  allErrors: true,
  ownProperties: true,
  unicodeRegExp: true,
  multipleOfPrecision: 6,
  validateSchema: false,
  logger: false,
};

function createAjv(): Ajv {
  const ajv = new Ajv(options);
  formats.default(ajv);
  return ajv;
}

function createAjvOfTypes(): Ajv {
  const ajv = createAjv();
  for (const keyword of inexpressible) ajv.removeKeyword(keyword);
  return ajv.addKeyword({ keyword: 'oneOf', macro: (anyOf: readonly Schema[]) => ({ anyOf }) });
}

const inexpressible = [
  ...['oneOf', 'not', 'if', 'dependencies', 'propertyNames', 'patternProperties', 'additionalProperties'],
  ...['minProperties', 'maxProperties', 'minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];

/** Random values, and what the generator of fixtures makes of each schema. */
async function collect(provider: Provider, values: fc.Arbitrary<Json>): Promise<Candidate[]> {
  const definitions = Object.fromEntries(provider.definitions.map(({ typeName, schema }) => [typeName, schema]));
  const [ajv, ajvOfTypes, tree] = [createAjv(), createAjvOfTypes(), openTree(provider.definitions)];
  const made = await makeAll(sampleCatalogue({ providers: [provider] }));
  const random = sample(fc.array(values, { minLength: 12, maxLength: 12 }), made.length);
  return made.flatMap(({ event, fixtures, mutants, validate }, index) => {
    const schema = event.payload;
    const root = { allOf: [schema], definitions };
    const [byAjv, byAjvOfTypes, node] = [ajv.compile(root), ajvOfTypes.compile(root), tree.read(schema)];
    const candidate = (value: Json, origin: Candidate['origin']): Candidate => ({
      ...{ provider, type: event.typeName, schema, value, origin },
      ajv: byAjv(value),
      ajvTypes: byAjvOfTypes(value),
      validator: validate(value).length === 0,
      tree: accepts(node, value),
    });
    return [
      ...(random[index] ?? []).map((value) => candidate(value, 'random')),
      ...fixtures.map(({ payload }) => candidate(payload, 'fixture')),
      ...mutants.map(({ payload }) => candidate(payload as Json, 'mutant')),
    ];
  });
}

/** Every value as a literal of its own line, all in one program. */
async function addTypes(providers: readonly Provider[], candidates: readonly Candidate[]): Promise<Judged[]> {
  const types = await Promise.all(providers.map(generateTypes));
  const imports = providers.map(({ key }) => `import type * as ${key} from './types/strict/${key}.js';`);
  const lines = candidates.map(({ provider, type, value }) => `(${JSON.stringify(value)}) satisfies Open<${provider.key}.${type}>;`);
  const source = [`${imports.join(' ')} import type { Open } from './open.js';`, ...lines].join('\n');
  const diagnostics = await runTsc({ ...Object.assign({}, ...types), 'open.ts': openType, 'values.ts': source });
  expect(diagnostics.filter(({ file }) => file !== 'values.ts')).toEqual([]);
  const refused = new Set(diagnostics.map(({ line }) => line));
  return candidates.map((one, index) => ({ ...one, tsc: !refused.has(index + 2) }));
}

let judged: Judged[];

beforeAll(async () => {
  const all = [await collect(plain, plainValue), await collect(documents, arbitraryValue), await collect(any, arbitraryValue)];
  judged = await addTypes([plain, documents, any], all.flat());
});

const find = (isFault: (one: Judged) => boolean): string[] =>
  judged.filter(isFault).map(({ schema, value }) => JSON.stringify({ schema, value }));

test('ajv, the validators and the schema tree agree', () => {
  expect(find(({ ajv, validator }) => ajv !== validator)).toEqual([]);
  // The tree's verdict is about keywords that combine schemas; it knows no `minItems`.
  expect(find(({ provider, schema, ajv, tree }) => provider === plain && lacks('"minItems"')(schema) && ajv !== tree)).toEqual([]);
});

test('fixtures are valid, and mutants are not', () => {
  expect(find(({ origin, ajv }) => (origin === 'fixture' && !ajv) || (origin === 'mutant' && ajv))).toEqual([]);
});

test('the literal of a valid value has the type', () => {
  expect(find(({ ajv, tsc }) => ajv && !tsc)).toEqual([]);
});

test('the literal of an invalid value does not have the type, as far as types express the schema', () => {
  expect(find(({ provider, ajv, tsc, schema }) => provider === plain && !ajv && tsc && !isLossy(schema))).toEqual([]);
  expect(find(({ provider, ajvTypes, tsc }) => provider !== any && !ajvTypes && tsc)).toEqual([]);
});

test('there are many values of each sort', () => {
  const count = (isCounted: (one: Judged) => boolean) => judged.filter(isCounted).length;
  for (const provider of [plain, any]) {
    expect(count((one) => one.provider === provider && one.origin === 'random' && one.ajv)).toBeGreaterThan(500);
    expect(count((one) => one.provider === provider && one.origin === 'random' && !one.ajv)).toBeGreaterThan(500);
  }
  expect(count(({ provider, ajvTypes }) => provider === documents && !ajvTypes)).toBeGreaterThan(1000);
  expect(count(({ origin }) => origin === 'fixture')).toBeGreaterThan(1000);
  expect(count(({ origin }) => origin === 'mutant')).toBeGreaterThan(1000);
});

/** TypeScript widens an index signature to the types of all listed properties, so it says less than the schema. */
const isLossy = (schema: Json): boolean => /"additionalProperties":\{/.test(JSON.stringify(schema));
