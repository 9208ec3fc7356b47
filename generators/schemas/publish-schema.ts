import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { assertions } from '../../catalogue/schema/assertions.js';
import { referenceOf } from '../../catalogue/schema/keywords.js';

/** The keywords of draft-07 that restrict nothing, with the type of their values; null for any. */
const annotations: ReadonlyMap<string, string | null> = new Map([
  ...['title', 'description', '$comment', 'contentEncoding', 'contentMediaType'].map((keyword) => [keyword, 'string'] as const),
  ...['readOnly', 'writeOnly', 'deprecated'].map((keyword) => [keyword, 'boolean'] as const),
  ['default', null],
]);

function publishValue(keyword: string, value: Json, around: JsonObject): Json | undefined {
  const readValue = assertions.get(keyword);
  if (readValue !== undefined) return readValue(value, publishSchema, around);
  if (keyword === 'examples') return Array.isArray(value) ? value : undefined;
  const type = annotations.get(keyword);
  return type === null || type === typeof value ? value : undefined;
}

/**
 * Reduces a schema to the keywords of draft-07, for other tools. `$id` would change the base of `$ref`s, other tools
 * don't know AsyncAPI's keywords and `x-`, and keywords next to a `$ref` are ignored (draft-07, section 8.3).
 */
export function publishSchema(source: Schema): Schema {
  if (typeof source === 'boolean') return source;
  const typeName = referenceOf(source);
  if (typeName !== null) return refer(typeName);
  const entries = Object.entries(source).flatMap(([keyword, value]): [string, Json][] => {
    const published = publishValue(keyword, value, source);
    return published === undefined ? [] : [[keyword, published]];
  });
  return Object.fromEntries(entries);
}

/** A reference to a definition. A `$ref` is a URI, so characters beyond ASCII are escaped. */
export const refer = (typeName: string): JsonObject => ({ $ref: `#/definitions/${encodeURIComponent(typeName)}` });
