import type { Json, JsonObject, Schema } from '../model/model.js';
import { isObject, mapProperties } from '../model/properties.js';
import { asSchema } from './keywords.js';

type ReadSchema = (schema: Schema) => Schema;

/** Reads a keyword's value, and the schemas in it; undefined drops the keyword. */
export type ReadValue = (value: Json, read: ReadSchema, around: JsonObject) => Json | undefined;

export const readSchema = (value: Json | undefined, read: ReadSchema): Schema | undefined =>
  typeof value === 'boolean' || isObject(value) ? read(value) : undefined;
const schemas = (value: readonly Json[], read: ReadSchema) => value.map((item) => read(asSchema(item)));
const alternatives: ReadValue = (value, read) => (Array.isArray(value) && value.length > 0 ? schemas(value, read) : undefined);
const schemaMap = (value: JsonObject, read: ReadSchema) => mapProperties(value, (member) => read(asSchema(member)));
const number: ReadValue = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const count: ReadValue = (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
const names = (value: Json) => (Array.isArray(value) ? [...new Set(value.filter((item: Json) => typeof item === 'string'))] : undefined);
const types = new Set<Json>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

const readTypes: ReadValue = (value) => {
  const list = [...new Set([value].flat())];
  if (list.length === 0 || !list.every((type: Json) => types.has(type))) return undefined;
  return Array.isArray(value) ? list : value;
};

/**
 * The keywords that restrict values, in the order in which validators report their errors. Values that draft-07 doesn't
 * allow are dropped: https://json-schema.org/draft-07/draft-handrews-json-schema-validation-01
 */
export const assertions: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ['type', readTypes],
  ['not', readSchema],
  ['anyOf', alternatives],
  ['oneOf', alternatives],
  ['allOf', alternatives],
  ['if', readSchema],
  ['then', readSchema],
  ['else', readSchema],
  ['enum', (value) => (Array.isArray(value) && value.length > 0 ? value : undefined)],
  ['const', (value) => value],
  ['maximum', number],
  ['minimum', number],
  ['exclusiveMaximum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['pattern', (value) => (typeof value === 'string' && patternFlags(value) !== null ? value : undefined)],
  ['format', (value) => (typeof value === 'string' ? value : undefined)],
  ['multipleOf', (value) => (typeof value === 'number' && value > 0 ? value : undefined)],
  ['maxItems', count],
  ['minItems', count],
  ['additionalItems', readSchema],
  ['items', (value, read) => (Array.isArray(value) ? schemas(value, read) : readSchema(value, read))],
  ['contains', readSchema],
  ['uniqueItems', (value) => (typeof value === 'boolean' ? value : undefined)],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', names],
  ['propertyNames', readSchema],
  ['additionalProperties', readSchema],
  ['dependencies', (value, read) => (isObject(value) ? mapProperties(value, (one) => names(one) ?? read(asSchema(one))) : undefined)],
  ['properties', (value, read) => (isObject(value) ? schemaMap(value, read) : undefined)],
  [
    'patternProperties',
    (value, read) => {
      if (!isObject(value)) return undefined;
      return schemaMap(Object.fromEntries(Object.entries(value).filter(([pattern]) => patternFlags(pattern) !== null)), read);
    },
  ],
]);

/** The flags that make a pattern a regular expression: `u`, as JSON Schema asks for, or none; null if neither does. */
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
