import type { Definition, Json, Schema } from './model.js';
import { isObject } from './properties.js';

/**
 * The definitions that a schema refers to, directly or through others, in the order of `definitions`. What merely looks
 * like a reference, as in an example, counts too: one definition too many does no harm.
 */
export function neededDefinitions(schema: Schema, definitions: readonly Definition[]): Definition[] {
  const byName = new Map(definitions.map((definition) => [definition.typeName, definition]));
  const needed = new Set<Definition>();
  const open: Json[] = [schema];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const found = isObject(node) ? byName.get(String(node['$ref']).replace('#/definitions/', '')) : undefined;
    if (found !== undefined && !needed.has(found)) {
      needed.add(found);
      open.push(found.schema);
    }
    for (const value of Object.values(node)) open.push(value);
  }
  return definitions.filter((definition) => needed.has(definition));
}
