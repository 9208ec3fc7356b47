import { isJsonObject, ownMember } from '../json-value.js';
import type { Definitions } from './definitions.js';
import { isSchema, type Schema, type SchemaObject, schemaList } from './schema.js';

/** Schemas that all judge one value, as a flat list. */
export interface Flat {
  /** Each holds, by its keywords that stand for themselves: `$ref` and `allOf` are followed. */
  readonly parts: readonly SchemaObject[];
  /** One of each list holds as well. */
  readonly unions: readonly (readonly Schema[])[];
  /** How many references were followed that come back to themselves: 0 or 1. */
  readonly turns: number;
}

/** Follows `$ref` and `allOf`; null where nothing is valid. A schema counts once, so those that include themselves come to an end. */
export function flatten(schemas: readonly Schema[], definitions: Definitions): Flat | null {
  const seen = new Set<Schema>();
  const parts: SchemaObject[] = [];
  const unions: (readonly Schema[])[] = [];
  let turns = 0;
  const rest = [...schemas].reverse();
  for (let schema = rest.pop(); schema !== undefined; schema = rest.pop()) {
    if (schema === false) return null;
    if (schema === true || seen.has(schema)) continue;
    seen.add(schema);
    const ref = ownMember(schema, '$ref');
    if (typeof ref === 'string') {
      if (definitions.isRecursive(ref)) turns = 1;
      rest.push(definitions.resolve(ref));
      continue;
    }
    parts.push(schema);
    unions.push(...unionsOf(schema));
    rest.push(...schemaList(schema, 'allOf').reverse());
  }
  return { parts, unions, turns };
}

/** What a schema offers to choose from, `if` and `dependencies` included: those that it names first are the simpler ones. */
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
