import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Json, Provider } from '../../../catalogue/model/model.js';
import { isObject, listProperties, mapProperties } from '../../../catalogue/model/properties.js';
import { loadedCatalogue } from '../loaded-catalogue.js';
import type { ValidatorsModule } from './generated-module.js';

const parts = JSON.parse(readFileSync(new URL('hostile-strings.json', import.meta.url), 'utf8')) as Record<
  'heads' | 'units' | 'tails',
  string[]
>;
const length = 50_000;
const texts = parts.heads.flatMap((head) =>
  parts.units.flatMap((unit) => parts.tails.map((tail) => head + unit.repeat(Math.ceil(length / unit.length)) + tail)),
);

/**
 * For one validation of a value that is such a string wherever it may be one. bench/hostile-strings.mjs finds 1 ms at most, up to 14
 * times what a plain string takes that is read to its end too: only what is quadratic comes near a second.
 */
const maxMs = 1_000;

/** A value with a text at every place that the schema knows, of every alternative. */
function fillSchema(provider: Provider, schema: Json, text: string, depth = 0): Json {
  if (!isObject(schema) || depth > 12) return text;
  const fill = (inner: Json) => fillSchema(provider, inner, text, depth + 1);
  const ref = schema['$ref'];
  if (typeof ref === 'string')
    return fill(provider.definitions.find(({ typeName }) => ref === `#/definitions/${typeName}`)?.schema ?? true);
  const alternatives = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? schema[keyword].map(fill) : []));
  const own: Json[] = [
    ...(isObject(schema['properties']) ? [mapProperties(schema['properties'], fill)] : []),
    ...(isObject(schema['additionalProperties']) ? [{ other: fill(schema['additionalProperties']) }] : []),
    ...(schema['items'] === undefined ? [] : [[fill(schema['items'])]]),
  ];
  const found = [...own, ...alternatives];
  const objects = found.filter(isObject);
  if (objects.length > 0) return Object.fromEntries(objects.flatMap((object) => listProperties(object)));
  return found.find(Array.isArray) ?? text;
}

const countOf = (value: Json, text: string): number =>
  value === text
    ? 1
    : typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, one) => sum + countOf(one, text), 0)
      : 0;

test.each(['', 'strict/'])(
  'no string of 50 kB takes a %svalidator of the 117 events a second',
  async (policy) => {
    const slow: string[] = [];
    let events = 0;
    let places = 0;
    for (const provider of loadedCatalogue.providers) {
      const path = new URL(`../../../generated/validators/${policy}${provider.key}.js`, import.meta.url).href;
      const { validators } = (await import(path)) as ValidatorsModule;
      for (const { name, key, payload } of provider.events) {
        events += 1;
        places += countOf(fillSchema(provider, payload, 'x'), 'x');
        for (const text of texts) {
          const value = fillSchema(provider, payload, text);
          const began = performance.now();
          validators[name]?.validate(value);
          const ms = performance.now() - began;
          if (ms > maxMs) slow.push(`${key}: ${text.slice(0, 40)}… ${ms.toFixed(0)} ms`);
        }
      }
    }
    expect(slow).toEqual([]);
    expect(events).toBe(117);
    expect(places).toBeGreaterThan(117 * 3);
  },
  120_000,
);
