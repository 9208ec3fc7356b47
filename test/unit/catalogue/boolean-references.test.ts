import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCatalogue } from '../../../catalogue/build/build.js';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { Catalogue, Json, JsonObject, Provider } from '../../../catalogue/model/model.js';
import { describeFields } from '../../../catalogue/schema/fields.js';
import { compareCatalogues } from '../../../diff/index.js';
import { generateFiles } from '../../../generators/index.js';
import { buildProviderSchema } from '../../../generators/schemas/index.js';

const documentOf = (messages: JsonObject, components: JsonObject): JsonObject => ({
  asyncapi: '3.0.0',
  info: { title: 'Shop', version: '1.0.0' },
  channels: { shop: { messages } },
  components: { schemas: components },
});

async function load(document: JsonObject): Promise<Provider> {
  const { catalogue, problems } = await loadCatalogue('asyncapi.json', { text: JSON.stringify(document) });
  if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
  return providerOf(catalogue);
}

function providerOf({ providers: [provider] }: Catalogue): Provider {
  if (!provider) throw new Error('no provider');
  return provider;
}

/** Whether the event of that name takes the value: strictly, and as a tolerant receiver. */
function judge(provider: Provider, name: string, value: unknown): boolean[] {
  const event = provider.events.find((one) => one.name === name);
  if (!event) throw new Error(`no event ${name}`);
  return (['strict', 'tolerant'] as const).map((policy) => compileEvent(provider, event, policy)(value).length === 0);
}

/** `Never` and `Any` by name, by a chain of names, and inside another schema. */
const schemas = {
  Never: false,
  Any: true,
  Second: { $ref: '#/components/schemas/Never' },
  Third: { $ref: '#/components/schemas/Second' },
  Rules: { type: 'object', definitions: { never: false } },
};
const ways = ['Never', 'Second', 'Third', 'Rules/definitions/never'].map((way) => `#/components/schemas/${way}`);

const positions: { name: string; build: (schema: Json) => JsonObject; refused: Json; accepted: Json }[] = [
  { name: 'properties', build: (schema) => ({ properties: { a: schema } }), refused: { a: 1 }, accepted: {} },
  { name: 'items', build: (schema) => ({ items: schema }), refused: [1], accepted: [] },
  { name: 'a tuple', build: (schema) => ({ items: [{ type: 'number' }, schema] }), refused: [1, 2], accepted: [1] },
  { name: 'contains', build: (schema) => ({ contains: schema }), refused: [1], accepted: 1 },
  { name: 'patternProperties', build: (schema) => ({ patternProperties: { '^x': schema } }), refused: { x: 1 }, accepted: { y: 1 } },
  { name: 'propertyNames', build: (schema) => ({ propertyNames: schema }), refused: { a: 1 }, accepted: {} },
  { name: 'dependencies', build: (schema) => ({ dependencies: { a: schema } }), refused: { a: 1 }, accepted: { b: 1 } },
  { name: 'allOf', build: (schema) => ({ properties: { a: { allOf: [{ type: 'number' }, schema] } } }), refused: { a: 1 }, accepted: {} },
  { name: 'anyOf', build: (schema) => ({ anyOf: [{ type: 'number' }, schema] }), refused: 'a', accepted: 1 },
  { name: 'oneOf', build: (schema) => ({ oneOf: [{ type: 'number' }, schema] }), refused: 'a', accepted: 1 },
  { name: 'if', build: (schema) => ({ if: schema, else: { type: 'number' } }), refused: 'a', accepted: 1 },
  // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
  { name: 'then', build: (schema) => ({ if: { type: 'string' }, then: schema }), refused: 'a', accepted: 1 },
  { name: 'else', build: (schema) => ({ if: { type: 'number' }, else: schema }), refused: 'a', accepted: 1 },
];
/** A tolerant receiver takes members and items that the document does not know of. */
const opened: typeof positions = [
  { name: 'additionalProperties', build: (schema) => ({ additionalProperties: schema }), refused: { a: 1 }, accepted: {} },
  { name: 'additionalItems', build: (schema) => ({ items: [true], additionalItems: schema }), refused: [1, 2], accepted: [1] },
];

describe('a reference to the schema false', () => {
  const all = [...positions, ...opened, { name: 'not', build: (schema: Json) => ({ properties: { a: { not: schema } } }) }];
  const named = ways.flatMap(($ref) => all.map(({ name, build }): [string, JsonObject] => [`${name} ${$ref}`, build({ $ref })]));
  const payloads = [...named, ...ways.map(($ref): [string, JsonObject] => [`payload ${$ref}`, { $ref }])];
  const messages = Object.fromEntries(payloads.map(([name, payload]) => [name, { summary: 'Paid.', payload }]));
  let provider: Provider;
  beforeAll(async () => {
    provider = await load(documentOf(messages, schemas));
  });

  describe.each(ways)('%s', (way) => {
    test.each(positions)('accepts nothing under $name', ({ name, refused, accepted }) => {
      expect(judge(provider, `${name} ${way}`, refused)).toEqual([false, false]);
      expect(judge(provider, `${name} ${way}`, accepted)).toEqual([true, true]);
    });
    test.each(opened)('closes $name strictly, as false itself does', ({ name, refused, accepted }) => {
      expect(judge(provider, `${name} ${way}`, refused)).toEqual([false, true]);
      expect(judge(provider, `${name} ${way}`, accepted)).toEqual([true, true]);
    });
    test('accepts everything under not', () => expect(judge(provider, `not ${way}`, { a: 1 })).toEqual([true, true]));
    test('accepts nothing as a payload', () => expect(judge(provider, `payload ${way}`, {})).toEqual([false, false]));
  });
});

test('a reference to the schema true accepts everything, and keeps the description beside it', async () => {
  const payload = { type: 'object', properties: { a: { $ref: '#/components/schemas/Any', description: 'Anything.' } } };
  const provider = await load(documentOf({ paid: { summary: 'Paid.', payload } }, schemas));
  expect(judge(provider, 'paid', { a: [1, null] })).toEqual([true, true]);
  expect(describeFields(provider.events[0]?.payload ?? true, provider.definitions)).toMatchObject([
    { path: 'a', type: 'any', description: 'Anything.' },
  ]);
});

describe('whatever is made of a reference to a boolean is what is made of the boolean', () => {
  const build = (payload: Json) => {
    const document = documentOf({ paid: { summary: 'Paid.', payload } }, schemas);
    return buildCatalogue(document, ({ message }) => expect.fail(message));
  };
  const byName = build({ type: 'object', properties: { a: { $ref: ways[2] ?? '' }, b: { $ref: '#/components/schemas/Any' } } });
  const written = build({ type: 'object', properties: { a: false, b: true } });

  test('files: types, validators, pages, fixtures', async () => {
    // The documents differ, as they should: asyncapi.json has each as it was written.
    const files = await generateFiles({ ...byName, document: written.document });
    expect(files).toEqual(await generateFiles(written));
    expect(files.find(({ path }) => path === 'types/shop.d.ts')?.contents).toContain('a?: never;');
  });

  test('the published schema', () => {
    const validate = new Ajv({ strict: false }).compile(buildProviderSchema(providerOf(byName)));
    expect([validate({ a: 1 }), validate({ b: 1 })]).toEqual([false, true]);
  });

  test('no change between the two', () =>
    expect(compareCatalogues(byName, written, { side: 'receiver', today: '2026-01-01' })).toEqual([]));
});

describe('validators judge as ajv does, which reads the document itself', () => {
  const names = ['A', 'B', 'C', 'D'];
  const ref = fc.constantFrom(...names).map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const inner = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.boolean(),
      ref,
      fc.constantFrom<Json>({ type: 'number' }, { enum: ['a', 1] }),
      tie('schema').map((schema) => ({ properties: { a: schema } })),
      tie('schema').map((schema) => ({ items: schema })),
      tie('schema').map((schema) => ({ not: schema })),
      tie('schema').map((schema) => ({ propertyNames: schema })),
      fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
      fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((oneOf) => ({ oneOf })),
    ),
  })).schema;
  // Each refers only to those behind it, so none comes back to itself.
  const behind = (at: number) =>
    fc.constantFrom<Json>(
      true,
      false,
      { type: 'string' },
      ...names.slice(at + 1).map((name) => ({ $ref: `#/components/schemas/${name}` })),
    );
  const components = fc.tuple(behind(0), behind(1), behind(2), behind(3));
  const values: Json[] = [{}, { a: 1 }, { a: 'a' }, { a: { a: 1 } }, { b: 1 }, [], [1], ['a'], [[1]], 1, 'a', 'b', null];

  test('for booleans and chains of references', () => {
    const ajv = new Ajv({ strict: false, ownProperties: true });
    fc.assert(
      fc.property(inner, components, (payload, listed) => {
        const messages = { paid: { summary: 'Paid.', payload } };
        const document = documentOf(messages, Object.fromEntries(names.map((name, at) => [name, listed[at] ?? true])));
        const provider = providerOf(buildCatalogue(document, ({ message }) => expect.fail(message)));
        const compiler = ajv.removeSchema().addSchema(document, 'document', false, false);
        const validate = compiler.compile({ $ref: 'document#/channels/shop/messages/paid/payload' });
        for (const value of values) expect([value, judge(provider, 'paid', value)[0]]).toEqual([value, validate(value)]);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 60) },
    );
  });
});
