import type { Definition, Schema } from '../model/model.js';
import { isObject } from '../model/properties.js';

/** A definition may lead to this many references before it judges each value once. */
const maxReferences = 1_000;

/**
 * The definitions that must judge a value once, however often a validation comes back to it. Without that, a schema
 * that refers to its next level in two ways takes time exponential in a value's depth. They are one of each cycle, and
 * those that lead to others in very many ways.
 */
export function findRepeating(definitions: readonly Definition[]): ReadonlySet<string> {
  const references = new Map(definitions.map(({ typeName, schema }) => [typeName, readReferences(schema)]));
  const found = new Set<string>();
  const open = new Set<string>();
  const known = new Map<string, number>();
  const effortOf = (name: string): number => {
    if (open.has(name)) found.add(name);
    if (found.has(name)) return 1;
    const before = known.get(name);
    if (before !== undefined) return before;
    open.add(name);
    const effort = (references.get(name) ?? []).reduce((sum, target) => sum + effortOf(target), 1);
    open.delete(name);
    if (effort > maxReferences) found.add(name);
    known.set(name, effort);
    return found.has(name) ? 1 : effort;
  };
  for (const name of references.keys()) effortOf(name);
  return found;
}

/** The definitions that a schema refers to, with repetitions. A constant that looks like a reference does no harm. */
function readReferences(schema: Schema): string[] {
  if (!isObject(schema)) return Array.isArray(schema) ? schema.flatMap(readReferences) : [];
  const ref = schema['$ref'];
  if (typeof ref === 'string') return [ref.replace('#/definitions/', '')];
  return Object.values(schema).flatMap((inner) => readReferences(inner as Schema));
}
