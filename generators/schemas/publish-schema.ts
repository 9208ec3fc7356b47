import { patternFlags } from '../../catalogue/compile/schema.js';
import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { isObject, mapProperties } from '../../catalogue/model/properties.js';

/** Returns a keyword's new value; undefined drops the keyword. */
type Publish = (value: Json) => Json | undefined;

const schema: Publish = (value) => (typeof value === 'boolean' || isObject(value) ? publishSchema(value) : undefined);
const orTrue: Publish = (value) => schema(value) ?? true;
const list: Publish = (value) => (Array.isArray(value) && value.length > 0 ? value.map((item: Json) => orTrue(item) as Json) : undefined);
const map: Publish = (value) => (isObject(value) ? mapProperties(value, (member) => orTrue(member) as Json) : undefined);
const names: Publish = (value) => (Array.isArray(value) ? [...new Set(value.filter((item: Json) => typeof item === 'string'))] : undefined);
const number: Publish = (value) => (typeof value === 'number' ? value : undefined);
const count: Publish = (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
const text: Publish = (value) => (typeof value === 'string' ? value : undefined);
const flag: Publish = (value) => (typeof value === 'boolean' ? value : undefined);
const types = new Set<Json>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** The keywords of draft-07, and which values each allows: https://json-schema.org/draft-07/draft-handrews-json-schema-validation-01 */
const keywords: ReadonlyMap<string, Publish> = new Map<string, Publish>([
  ...['title', 'description', '$comment', 'format', 'contentEncoding', 'contentMediaType'].map((name) => [name, text] as const),
  ...['readOnly', 'writeOnly', 'deprecated', 'uniqueItems'].map((name) => [name, flag] as const),
  ...['default', 'const'].map((name) => [name, (value: Json) => value] as const),
  ['examples', (value) => (Array.isArray(value) ? value : undefined)],
  ['type', (value) => ([value].flat().length > 0 && [value].flat().every((one: Json) => types.has(one)) ? value : undefined)],
  ['enum', (value) => (Array.isArray(value) && value.length > 0 ? value : undefined)],
  ['multipleOf', (value) => (typeof value === 'number' && value > 0 ? value : undefined)],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name) => [name, number] as const),
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map((name) => [name, count] as const),
  ['pattern', (value) => (typeof value === 'string' && patternFlags(value) !== null ? value : undefined)],
  ['required', names],
  ['items', (value) => (Array.isArray(value) ? value.map((item: Json) => orTrue(item) as Json) : schema(value))],
  ['properties', map],
  [
    'patternProperties',
    (value) => (isObject(value) ? map(Object.fromEntries(Object.entries(value).filter(([key]) => patternFlags(key) !== null))) : undefined),
  ],
  ['dependencies', (value) => (isObject(value) ? mapProperties(value, (member) => names(member) ?? (orTrue(member) as Json)) : undefined)],
  ...['additionalItems', 'contains', 'additionalProperties', 'propertyNames', 'if', 'then', 'else', 'not'].map(
    (name) => [name, schema] as const,
  ),
  ...['allOf', 'anyOf', 'oneOf'].map((name) => [name, list] as const),
]);

/**
 * Reduces a schema to the keywords of draft-07, for other tools. `$id` would change the base of `$ref`s, other tools don't know
 * AsyncAPI's keywords and `x-`, and keywords next to a `$ref` are ignored (draft-07, section 8.3).
 */
export function publishSchema(source: Schema): Schema {
  if (typeof source === 'boolean') return source;
  const ref = source['$ref'];
  if (typeof ref === 'string') return refer(ref.replace('#/definitions/', ''));
  const entries = Object.entries(source).flatMap(([keyword, value]): [string, Json][] => {
    const published = keywords.get(keyword)?.(value);
    return published === undefined ? [] : [[keyword, published]];
  });
  return Object.fromEntries(entries);
}

/** A reference to a definition. A `$ref` is a URI, so characters beyond ASCII are escaped. */
export const refer = (typeName: string): JsonObject => ({ $ref: `#/definitions/${encodeURIComponent(typeName)}` });
