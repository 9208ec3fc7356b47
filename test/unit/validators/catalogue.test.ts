import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject, Provider, Schema, WebhookEvent } from '../../../catalogue/model/model.js';
import { joinPointer, parsePointer, valueAt } from '../../../catalogue/model/pointer.js';
import { isObject, mapProperties } from '../../../catalogue/model/properties.js';
import { validatorsGenerator } from '../../../generators/validators/index.js';
import { loadedCatalogue as catalogue } from '../loaded-catalogue.js';
import { runWithoutEval, type ValidatorsModule, writeFiles } from './generated-module.js';

let written: ReturnType<typeof writeFiles>;
const modules = new Map<string, { tolerant: ValidatorsModule; strict: ValidatorsModule }>();

beforeAll(async () => {
  written = writeFiles(await validatorsGenerator.generate(catalogue));
  const load = async (path: string) => (await import(pathToFileURL(join(written.folder, path)).href)) as ValidatorsModule;
  for (const { key } of catalogue.providers)
    modules.set(key, { tolerant: await load(`validators/${key}.js`), strict: await load(`validators/strict/${key}.js`) });
}, 240_000);
afterAll(() => written?.remove());

/** A place in an example that a schema judges, and what the schema asks of it. */
interface Place {
  readonly pointer: string;
  readonly required: boolean;
  /** The JSON types allowed; null where any is. */
  readonly types: readonly string[] | null;
}

/** Every place of a value that the schema knows by properties and items, through `$ref` and `allOf`. */
function placesOf(provider: Provider, schema: Schema, value: Json, pointer = ''): Place[] {
  if (!isObject(schema)) return [];
  const ref = schema['$ref'];
  if (typeof ref === 'string')
    return placesOf(provider, provider.definitions.find(({ typeName }) => ref.endsWith(`/${typeName}`))?.schema ?? true, value, pointer);
  const asked =
    schema['type'] ??
    (schema['const'] !== undefined
      ? typeof schema['const']
      : Array.isArray(schema['enum'])
        ? schema['enum'].map((one: Json) => typeof one)
        : undefined);
  const here: Place[] = asked === undefined ? [] : [{ pointer, required: false, types: [asked].flat() as string[] }];
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'].flatMap((part: Schema) => placesOf(provider, part, value, pointer)) : [];
  const required =
    isObject(value) && Array.isArray(schema['required'])
      ? schema['required'].map((name: Json): Place => ({ pointer: joinPointer(pointer, String(name)), required: true, types: null }))
      : [];
  const members =
    isObject(value) && isObject(schema['properties'])
      ? Object.entries(schema['properties']).flatMap(([name, child]) =>
          Object.hasOwn(value, name) ? placesOf(provider, child as Schema, value[name] as Json, joinPointer(pointer, name)) : [],
        )
      : [];
  const items =
    Array.isArray(value) && isObject(schema['items'])
      ? value.flatMap((item: Json, at: number) => placesOf(provider, schema['items'] as Schema, item, joinPointer(pointer, at)))
      : [];
  return [...here, ...parts, ...required, ...members, ...items];
}

/** The value with what stands at a place changed, or taken away. */
function change(value: Json, [first, ...rest]: readonly string[], to: Json | undefined): Json {
  if (first === undefined) return to ?? null;
  if (Array.isArray(value)) return value.map((item: Json, at) => (String(at) === first ? change(item, rest, to) : item));
  const all = mapProperties(value as JsonObject, (member, key) => (key === first ? change(member, rest, to) : member));
  return rest.length === 0 && to === undefined ? Object.fromEntries(Object.entries(all).filter(([key]) => key !== first)) : all;
}

const samples: readonly [string, Json][] = [
  ['string', 'text'],
  ['number', 5],
  ['boolean', true],
  ['null', null],
  ['array', []],
  ['object', {}],
];
const ofAnotherType = (types: readonly string[]): Json | undefined =>
  samples.find(([type]) => !types.includes(type) && !(type === 'number' && types.includes('integer')))?.[1];

/** Every event with its validator and examples. */
function eachEvent(
  visit: (event: WebhookEvent, provider: Provider, module: { tolerant: ValidatorsModule; strict: ValidatorsModule }) => void,
): number {
  let count = 0;
  for (const provider of catalogue.providers) {
    for (const event of provider.events) {
      const module = modules.get(provider.key);
      if (module) visit(event, provider, module);
      count += 1;
    }
  }
  return count;
}

const errorsOf = (module: ValidatorsModule, event: WebhookEvent, value: Json) => {
  const result = module.validators[event.name]?.validate(value);
  return result === undefined || result.valid ? [] : result.errors;
};

describe('the five catalogues', () => {
  test('each of the 117 events has an example that is valid strictly and tolerantly, and is found by it', () => {
    const count = eachEvent((event, _, { strict, tolerant }) => {
      expect(event.examples.length, event.key).toBeGreaterThan(0);
      for (const { payload } of event.examples) {
        expect(strict.validate(payload), event.key).toMatchObject({ valid: true, event: event.name });
        expect(tolerant.validate(payload), event.key).toMatchObject({ valid: true, event: event.name });
        expect(strict[`is${event.typeName}`], event.key).toBe(strict.validators[event.name]?.is);
      }
    });
    expect(count).toBe(117);
  });

  test('without a required member each is wrong, at that member', () => {
    let mutants = 0;
    eachEvent((event, provider, { strict, tolerant }) => {
      for (const { payload } of event.examples) {
        for (const { pointer, required } of placesOf(provider, event.payload, payload)) {
          if (!required) continue;
          mutants += 1;
          const without = change(payload, parsePointer(pointer), undefined);
          for (const module of [strict, tolerant])
            expect(errorsOf(module, event, without), `${event.key} ${pointer}`).toContainEqual(
              expect.objectContaining({ pointer, keyword: 'required', found: 'missing' }),
            );
        }
      }
    });
    expect(mutants).toBeGreaterThan(400);
  });

  test('with another type anywhere each is wrong, at that place', () => {
    let mutants = 0;
    eachEvent((event, provider, { strict }) => {
      for (const { payload } of event.examples) {
        for (const { pointer, types } of placesOf(provider, event.payload, payload)) {
          const other = types === null ? undefined : ofAnotherType(types);
          if (other === undefined) continue;
          mutants += 1;
          const errors = errorsOf(strict, event, change(payload, parsePointer(pointer), other));
          expect(
            errors.map((error) => error.pointer),
            `${event.key} ${pointer}`,
          ).toContain(pointer);
        }
      }
    });
    expect(mutants).toBeGreaterThan(600);
  });

  test('with another discriminator each is unknown, or another event', () => {
    eachEvent((event, provider, { strict, tolerant }) => {
      const sources = provider.discriminator?.sources ?? [];
      for (const source of sources) {
        if (source.kind !== 'pointer') continue;
        for (const { payload } of event.examples) {
          const unknown = change(payload, parsePointer(source.pointer), 'no.such.event');
          for (const module of [strict, tolerant]) {
            expect(module.validate(unknown), event.key).toMatchObject({
              valid: false,
              event: null,
              errors: [{ pointer: source.pointer, keyword: 'discriminator', found: 'string "no.such.event"' }],
            });
            expect(module.findEvent(unknown)).toBe(null);
            expect(
              errorsOf(module, event, unknown).map(({ pointer }) => pointer),
              event.key,
            ).toContain(source.pointer);
          }
          const another = provider.events.find(
            ({ name, discriminator }) =>
              name !== event.name &&
              discriminator.every(
                (one, at) =>
                  one.source.kind !== 'pointer' ||
                  provider.discriminator?.sources[at] === undefined ||
                  valueAt(payload, one.source.pointer) !== one.values[0],
              ),
          );
          if (another === undefined) continue;
          const moved = another.discriminator.reduce<Json>(
            (value, one) => (one.source.kind === 'pointer' ? change(value, parsePointer(one.source.pointer), one.values[0]) : value),
            payload,
          );
          expect(tolerant.findEvent(moved), event.key).toBe(another.name);
          expect(tolerant.validators[event.name]?.is(moved), event.key).toBe(false);
        }
      }
    });
  });

  test('with members of tomorrow each is still valid to a receiver', () => {
    eachEvent((event, _, { tolerant }) => {
      for (const { payload } of event.examples)
        expect(tolerant.validate({ ...(payload as JsonObject), of_tomorrow: { a: [1] } }), event.key).toMatchObject({ valid: true });
    });
  });

  test('all modules load where nothing may be evaluated', () => {
    const names = catalogue.providers.flatMap(({ key }) => [`./validators/${key}.js`, `./validators/strict/${key}.js`]);
    const examples = catalogue.providers.map(({ events }) => events.flatMap((event) => event.examples.map(({ payload }) => payload)));
    const script = `const names = ${JSON.stringify(names)}, examples = ${JSON.stringify(examples)};
for (const [at, name] of names.entries()) { const { validate } = await import(name); console.log(examples[at >> 1].every((value) => validate(value).valid)); }`;
    expect(runWithoutEval(written.folder, script)).toEqual({ status: 0, output: 'true\n'.repeat(names.length) });
  });
});
