import type { Definition, Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { isObject, ownString } from '../../catalogue/model/own.js';

/** Gives the schema that a reference leads to, and what stands beside the reference; a schema that is none gives itself. */
export type Resolve = (schema: Schema) => Schema;

const prefix = '#/definitions/';

/** Resolves references to one version's definitions. The same schema always gives the same object, so that results can be kept by it. */
export function createResolve(definitions: readonly Definition[]): Resolve {
  const schemas = new Map(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const known = new WeakMap<JsonObject, Schema>();
  const follow = (schema: Schema, visited: ReadonlySet<string>): Schema => {
    const name = referenceOf(schema);
    if (name === null || !isObject(schema)) return schema;
    const found = known.get(schema);
    if (found !== undefined) return found;
    // A reference that leads back to itself says nothing.
    const target = visited.has(name) ? true : follow(schemas.get(name) ?? true, new Set([...visited, name]));
    const result = withSiblings(schema, target);
    known.set(schema, result);
    return result;
  };
  return (schema) => follow(schema, new Set());
}

/** The definition that a schema refers to; null where it refers to none. */
export function referenceOf(schema: Json): string | null {
  const ref = ownString(schema, '$ref');
  return ref?.startsWith(prefix) ? ref.slice(prefix.length) : null;
}

/** What is said beside a reference holds for this place alone. */
function withSiblings(reference: JsonObject, target: Schema): Schema {
  const siblings = Object.fromEntries(Object.entries(reference).filter(([key]) => key === 'default' || key === 'deprecated'));
  if (Object.keys(siblings).length === 0 || target === false) return target;
  return { ...(target === true ? {} : target), ...siblings };
}

/** A schema, or what stands where one should: that accepts anything. */
export function asSchema(value: Json | undefined): Schema {
  return typeof value === 'boolean' || isObject(value) ? value : true;
}
