import { isJsonObject, ownMember } from '../../json-value.js';
import type { Definitions } from './definitions.js';
import { isSchema, type Schema, type SchemaObject, schemaList } from './schema.js';

/** Schemas that all apply to the same value, as a flat list. */
export interface Flat {
  /** All of them apply, by their own keywords: `$ref` and `allOf` are already followed. */
  readonly parts: readonly SchemaObject[];
  /** One schema of each list applies as well. */
  readonly unions: readonly (readonly Schema[])[];
  /** How many recursive references were followed: 0 or 1. */
  readonly recursions: number;
}

/** Follows `$ref` and `allOf`; null if nothing is valid. Each schema counts once, so that recursion ends. */
export function flatten(schemas: readonly Schema[], definitions: Definitions): Flat | null {
  const seen = new Set<Schema>();
  const parts: SchemaObject[] = [];
  const unions: (readonly Schema[])[] = [];
  let recursions = 0;
  const rest = [...schemas].reverse();
  for (let schema = rest.pop(); schema !== undefined; schema = rest.pop()) {
    if (schema === false) return null;
    if (schema === true || seen.has(schema)) continue;
    seen.add(schema);
    const ref = ownMember(schema, '$ref');
    if (typeof ref === 'string') {
      if (definitions.isRecursive(ref)) recursions = 1;
      rest.push(definitions.resolve(ref));
      continue;
    }
    parts.push(schema);
    unions.push(...unionsOf(schema));
    rest.push(...schemaList(schema, 'allOf').reverse());
  }
  return { parts, unions, recursions };
}

/** The choices that a schema offers, including `if` and `dependencies`, simpler ones first. */
function unionsOf(schema: SchemaObject): Schema[][] {
  const lists = ['anyOf', 'oneOf'].map((keyword) => schemaList(schema, keyword)).filter((list) => list.length > 0);
  const condition = ownMember(schema, 'if');
  if (isSchema(condition)) {
    const [then, otherwise] = ['then', 'else'].map((keyword) => ownMember(schema, keyword));
    lists.push([isSchema(otherwise) ? otherwise : true, { allOf: [condition, isSchema(then) ? then : true] }]);
  }
  const dependencies = ownMember(schema, 'dependencies');
  if (!isJsonObject(dependencies)) return lists;
  for (const [name, needed] of Object.entries(dependencies)) {
    const without = { properties: Object.fromEntries([[name, false]]) };
    const demand = Array.isArray(needed) ? { required: needed } : needed;
    if (isSchema(demand)) lists.push([without, { allOf: [{ required: [name] }, demand] }]);
  }
  return lists;
}
