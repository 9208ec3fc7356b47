import type { Json, JsonObject, Schema } from '../model/model.js';
import { listProperties } from '../model/properties.js';
import { assertions, type ReadValue, readSchema } from '../schema/assertions.js';
import { referenceOf } from '../schema/keywords.js';
import { checkedFormats } from './formats.js';

/**
 * A schema that only has assertions, in a fixed order: draft-07's keywords, except that `type` is `types`, a `$ref` is
 * `ref` or `once`, and `if` is the list of its three schemas.
 */
export type Prepared = boolean | JsonObject;

/** What schemas use. Printed modules have nothing else. */
export interface Vocabulary {
  readonly keywords: Set<string>;
  readonly patterns: Set<string>;
  readonly formats: Set<string>;
  readonly references: Set<string>;
}

/** How a reference to a definition is written: as `ref`, or as `once` if each value is judged once a validation. */
export type Refer = (typeName: string) => 'ref' | 'once';

/** Keywords that validators read differently. */
const readers: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  [
    'if',
    (value, read, around) => {
      const [when, then, otherwise] = [value, around['then'], around['else']].map((one) => readSchema(one, read));
      return when === undefined || (then === undefined && otherwise === undefined) ? undefined : [when, then ?? true, otherwise ?? true];
    },
  ],
  ['then', () => undefined],
  ['else', () => undefined],
  ['format', (value) => (checkedFormats.some(({ name }) => name === value) ? value : undefined)],
  ['additionalItems', (value, read, { items }) => (Array.isArray(items) ? readSchema(value, read) : undefined)],
  ['uniqueItems', (value) => (value === true ? value : undefined)],
]);

/** Prepares a schema for validators, and adds what it uses to `used`. Keywords next to a `$ref` don't count. */
export function prepareSchema(source: Schema, refer: Refer, used: Vocabulary): Prepared {
  if (source === false) used.keywords.add('false schema');
  if (typeof source === 'boolean') return source;
  const typeName = referenceOf(source);
  if (typeName !== null) {
    used.references.add(typeName);
    used.keywords.add(refer(typeName));
    return { [refer(typeName)]: typeName };
  }
  const prepared: Record<string, Json> = {};
  for (const [keyword, readValue] of assertions) {
    const given = source[keyword];
    if (given === undefined) continue;
    const value = (readers.get(keyword) ?? readValue)(given, (inner) => prepareSchema(inner, refer, used), source);
    if (value === undefined) continue;
    prepared[keyword === 'type' ? 'types' : keyword] = value;
    used.keywords.add(keyword).add(keyword === 'type' ? 'types' : keyword);
    if (keyword === 'pattern') used.patterns.add(String(value));
    if (keyword === 'patternProperties') for (const [pattern] of listProperties(value)) used.patterns.add(pattern);
    if (keyword === 'format') used.formats.add(String(value));
  }
  return prepared;
}
