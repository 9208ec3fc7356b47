import { describeUnknown } from '../near-names.js';
import type { SimulatedProvider } from '../simulate/provider.js';
import { openDefinitions } from './arbitrary/definitions.js';
import type { Arbitrary, FastCheck } from './arbitrary/fast-check.js';
import { filterWithin } from './arbitrary/filter-within.js';
import { valuesOf } from './arbitrary/values.js';
import { openFixtureFiles } from './fixture-files.js';
import { bound } from './words.js';

export interface ArbitrariesOptions {
  /** The `file:` URL of the generated folder, which contains `schemas/`, with a trailing slash. */
  readonly files: string;
  readonly providers: Readonly<Record<string, SimulatedProvider>>;
  /** The name of each event's definition in its provider's schema. */
  readonly typeNames: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Creates fast-check arbitraries for the events' strict schemas, with the given fast-check. Each is created once. Their
 * values are valid by the strict schema.
 */
export function createArbitraries(fc: FastCheck, { files, providers, typeNames }: ArbitrariesOptions) {
  const fixtures = openFixtureFiles(files);
  const made = new Map<string, Arbitrary<unknown>>();
  return (providerName: string, event: string): Arbitrary<unknown> => {
    const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined;
    if (provider === undefined) throw new TypeError(describeUnknown('provider', providerName, Object.keys(providers)));
    const types = typeNames[providerName] ?? {};
    const typeName = Object.hasOwn(types, event) ? types[event] : undefined;
    if (typeName === undefined) throw new TypeError(describeUnknown(`event of ${providerName} called`, event, provider.events));
    const key = `${providerName}/${event}`;
    const arbitrary = made.get(key) ?? makeArbitrary(fc, provider, event, fixtures.schema(providerName), typeName);
    made.set(key, arbitrary);
    return arbitrary;
  };
}

function makeArbitrary(fc: FastCheck, provider: SimulatedProvider, event: string, schema: unknown, typeName: string): Arbitrary<unknown> {
  const key = bound(`${provider.provider}/${event}`);
  const values = valuesOf(fc, { $ref: `#/definitions/${typeName}` }, openDefinitions(schema));
  if (values === null) throw new Error(`${key} has no payload that can be generated: no value, or none small enough, matches its schema`);
  return filterWithin(
    values,
    (payload) => provider.validate(event, payload).valid,
    (payload) => {
      const validation = provider.validate(event, payload);
      const reason = validation.valid ? '' : `: ${validation.errors[0]?.pointer ?? ''} ${validation.errors[0]?.message ?? ''}`;
      return `no valid payload of ${key} was generated${bound(reason)}; use loadFixture or build instead`;
    },
  );
}
