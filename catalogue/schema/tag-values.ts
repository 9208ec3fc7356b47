import type { Json, JsonObject } from '../model/model.js';
import { isObject, own, ownArray } from '../model/own.js';
import { followReferences, type Resolve, targetOf } from './tags.js';

/** Whether a schema itself lists the values at a path, without a reference on the way but for the last. */
export function holdsValues(schema: Json | undefined, path: readonly string[], resolve: Resolve): boolean {
  if (!isObject(schema)) return false;
  const [first, ...rest] = path;
  const holds = (one: Json) => holdsValues(one, path, resolve);
  if (ownArray(schema, 'allOf').some(holds)) return true;
  if (['anyOf', 'oneOf'].some((keyword) => ownArray(schema, keyword).length > 0 && ownArray(schema, keyword).every(holds))) return true;
  if (first !== undefined) return holdsValues(own(own(schema, 'properties'), first), rest, resolve);
  const last = followReferences(schema, resolve);
  return own(last, 'enum') !== undefined || own(last, 'const') !== undefined;
}

/** A reference to a list of values as these values: the definition itself stays open, for its other uses. */
export function inlineValues(schema: JsonObject, resolve: Resolve): JsonObject {
  const values = targetOf(schema) === null ? schema : followReferences(schema, resolve);
  if (values === schema || !isObject(values) || (own(values, 'enum') ?? own(values, 'const')) === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  const kept = ['title', 'description', 'type', 'enum', 'const'].flatMap((keyword) => {
    const value = own(values, keyword);
    return value === undefined ? [] : [[keyword, value] as const];
  });
  return { ...Object.fromEntries(kept), ...beside };
}
