import type { JsonObject } from '../model/model.js';
import { getOwn } from '../model/properties.js';
import type { SchemaNode } from './tree.js';

/** Whether a schema lists the values at a path itself: of references, it may only need one to the list. */
export function holdsValues(node: SchemaNode, path: readonly string[]): boolean {
  const holds = (one: SchemaNode) => holdsValues(one, path);
  if (node.list('allOf').some(holds) || node.unions.some(({ alternatives }) => alternatives.every(holds))) return true;
  const [first, ...rest] = path;
  if (first === undefined) return followReferences(node).values !== null;
  const property = node.children('properties').get(first);
  return property !== undefined && holdsValues(property, rest);
}

const copied = ['title', 'description', 'type', 'enum', 'const'];

/** A schema that refers to a list of values, with the list in it: the definition stays open for its other uses. */
export function inlineValues(node: SchemaNode): SchemaNode['schema'] {
  const { schema, values } = followReferences(node);
  if (node.target === null || values === null) return node.schema;
  const { $ref: _, ...beside } = node.schema as JsonObject;
  const list = copied.flatMap((keyword) => {
    const value = getOwn(schema, keyword);
    return value === undefined ? [] : [[keyword, value] as const];
  });
  return { ...Object.fromEntries(list), ...beside };
}

/** The schema at the end of a chain of references; any of them in a circle. */
function followReferences(node: SchemaNode): SchemaNode {
  const seen = new Set([node]);
  let current = node;
  for (let target = node.target; target !== null && !seen.has(target); target = target.target) {
    seen.add(target);
    current = target;
  }
  return current;
}
