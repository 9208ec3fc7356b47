import type { Json, Schema } from '../model/model.js';
import { getString, isObject, setOwn } from '../model/properties.js';

/** Keywords whose value is a schema or a list of them. */
export const schemaKeywords: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'propertyNames',
  'then',
]);

/** Keywords whose value maps names to schemas. */
export const schemaMaps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependencies', 'definitions']);

/** A keyword's value with schemas in it. `key` is the name or index of each; null if the value is one schema. */
export function mapSchemas(keyword: string, value: Json, change: (schema: Json, key: string | null) => Json): Json {
  if (schemaMaps.has(keyword) && isObject(value)) {
    const mapped: Record<string, Json> = {};
    // A loop, because schemas may be nested deeply and each call takes some of the stack.
    for (const [key, schema] of Object.entries(value)) {
      // `dependencies` may list the names that a property requires.
      setOwn(mapped, key, Array.isArray(schema) ? schema : change(schema, key));
    }
    return mapped;
  }
  if (!schemaKeywords.has(keyword)) return value;
  return Array.isArray(value) ? value.map((schema: Json, index) => change(schema, String(index))) : change(value, null);
}

/** Anything that isn't a schema accepts everything. */
export function asSchema(value: Json | undefined): Schema {
  return isObject(value) || typeof value === 'boolean' ? value : true;
}

const prefix = '#/definitions/';

/** The definition that a schema refers to. */
export function referenceOf(schema: Json): string | null {
  const ref = getString(schema, '$ref');
  return ref?.startsWith(prefix) ? ref.slice(prefix.length) : null;
}
