import type { Json, JsonObject, Schema } from '../model/model.js';
import { isObject, mapProperties } from '../model/properties.js';
import { checkedFormats } from './formats.js';

/**
 * A schema of assertions alone: draft-07's keywords, except that `type` is `types`, a `$ref` is `ref` or `once`, and `if` is the list
 * of its three schemas.
 */
export type Prepared = boolean | JsonObject;

/** Writes a reference to a definition: as `ref`, or as `once` where each value is judged once a validation. */
export type Refer = (typeName: string) => JsonObject;

/** Reads a keyword's value from the schema around it; undefined drops the keyword. */
type Prepare = (value: Json, refer: Refer, around: JsonObject) => Json | undefined;

const schema = (value: Json | undefined, refer: Refer): Prepared | undefined =>
  typeof value === 'boolean' || isObject(value) ? prepareSchema(value, refer) : undefined;
const schemas = (value: Json, refer: Refer) => (Array.isArray(value) ? value.map((item: Json) => schema(item, refer) ?? true) : undefined);
const alternatives: Prepare = (value, refer) => (Array.isArray(value) && value.length > 0 ? schemas(value, refer) : undefined);
const schemaMap = (value: JsonObject, refer: Refer) => mapProperties(value, (member) => schema(member, refer) ?? true);
const number: Prepare = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const count: Prepare = (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
const names = (value: Json) => (Array.isArray(value) ? [...new Set(value.filter((item: Json) => typeof item === 'string'))] : undefined);
const types = new Set<Json>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const prepareTypes: Prepare = (value) => {
  const list = [...new Set([value].flat())];
  if (list.length === 0 || !list.every((type: Json) => types.has(type))) return undefined;
  return Array.isArray(value) ? list : value;
};

const prepareCondition: Prepare = (value, refer, around) => {
  const [when, then, otherwise] = [value, around['then'], around['else']].map((one) => schema(one, refer));
  return when === undefined || (then === undefined && otherwise === undefined) ? undefined : [when, then ?? true, otherwise ?? true];
};

const preparePatterns: Prepare = (value, refer) =>
  isObject(value) ? schemaMap(Object.fromEntries(Object.entries(value).filter(([name]) => patternFlags(name) !== null)), refer) : undefined;

/**
 * How keywords are read, in the order in which their errors are reported. All others (annotations, `x-*`, `$id`, `discriminator`,
 * keywords of other drafts) are dropped, and so is a value that its keyword may not have.
 */
const keywords: ReadonlyMap<string, Prepare> = new Map<string, Prepare>([
  ['type', prepareTypes],
  ['not', schema],
  ['anyOf', alternatives],
  ['oneOf', alternatives],
  ['allOf', alternatives],
  ['if', prepareCondition],
  ['enum', (value) => (Array.isArray(value) && value.length > 0 ? value : undefined)],
  ['const', (value) => value],
  ['maximum', number],
  ['minimum', number],
  ['exclusiveMaximum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['pattern', (value) => (typeof value === 'string' && patternFlags(value) !== null ? value : undefined)],
  ['format', (value) => (checkedFormats.some(({ name }) => name === value) ? value : undefined)],
  ['multipleOf', (value) => (typeof value === 'number' && value > 0 ? value : undefined)],
  ['maxItems', count],
  ['minItems', count],
  ['additionalItems', (value, refer, { items }) => (Array.isArray(items) ? schema(value, refer) : undefined)],
  ['items', (value, refer) => schemas(value, refer) ?? schema(value, refer)],
  ['contains', schema],
  ['uniqueItems', (value) => (value === true ? value : undefined)],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', names],
  ['propertyNames', schema],
  ['additionalProperties', schema],
  [
    'dependencies',
    (value, refer) => (isObject(value) ? mapProperties(value, (member) => names(member) ?? schema(member, refer) ?? true) : undefined),
  ],
  ['properties', (value, refer) => (isObject(value) ? schemaMap(value, refer) : undefined)],
  ['patternProperties', preparePatterns],
]);

/** A catalogue's schema as validators are made of it: known keywords alone, in a fixed order. Beside a `$ref` nothing counts. */
export function prepareSchema(source: Schema, refer: Refer): Prepared {
  if (typeof source === 'boolean') return source;
  const ref = source['$ref'];
  if (typeof ref === 'string') return refer(ref.replace('#/definitions/', ''));
  const prepared: Record<string, Json> = {};
  for (const [keyword, prepare] of keywords) {
    const value = source[keyword] === undefined ? undefined : prepare(source[keyword], refer, source);
    if (value !== undefined) prepared[keyword === 'type' ? 'types' : keyword] = value;
  }
  return prepared;
}

/** The flags with which a pattern is a regular expression: `u` as JSON Schema wants it, none where only that will do; null for neither. */
export function patternFlags(pattern: string): 'u' | '' | null {
  for (const flags of ['u', ''] as const) {
    try {
      new RegExp(pattern, flags);
      return flags;
    } catch {
      // the next flags
    }
  }
  return null;
}
