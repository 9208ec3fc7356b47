import type { Json, Schema } from '../model/model.js';
import { isObject, ownString } from '../model/own.js';

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

/** Anything that isn't a schema accepts everything. */
export function asSchema(value: Json | undefined): Schema {
  return isObject(value) || typeof value === 'boolean' ? value : true;
}

const prefix = '#/definitions/';

/** The definition that a schema refers to. */
export function referenceOf(schema: Json): string | null {
  const ref = ownString(schema, '$ref');
  return ref?.startsWith(prefix) ? ref.slice(prefix.length) : null;
}
