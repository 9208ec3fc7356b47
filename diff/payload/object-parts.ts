import { groupEntries } from '../../catalogue/model/group.js';
import { patternFlags } from '../../catalogue/schema/assertions.js';
import type { SchemaNode } from '../../catalogue/schema/tree.js';
import type { Nodes } from './comparison.js';

/** The schemas of the properties that match a pattern. A pattern that isn't a regular expression matches nothing. */
function patternsOf(part: SchemaNode): (readonly [pattern: string, flags: string, SchemaNode])[] {
  return [...part.children('patternProperties')].flatMap(([pattern, node]) => {
    const flags = pattern === null ? null : patternFlags(pattern);
    return pattern === null || flags === null ? [] : [[pattern, flags, node] as const];
  });
}

/** The schemas under the patterns that match a name. */
export const patternsFor = (name: string, part: SchemaNode): SchemaNode[] =>
  patternsOf(part).flatMap(([pattern, flags, node]) => (new RegExp(pattern, flags).test(name) ? [node] : []));

/** What a schema says of properties that it doesn't name. */
export interface OtherProperties {
  /** `additionalProperties` or a pattern allows them: they are part of the contract. */
  readonly isDeclared: boolean;
  readonly isClosed: boolean;
  readonly schemas: Nodes;
  /** The schemas of matching properties, by pattern. */
  readonly patterns: ReadonlyMap<string, Nodes>;
}

export function readOtherProperties(parts: Nodes): OtherProperties {
  const nodes = parts.flatMap((part) => part.child('additionalProperties') ?? []);
  const patterns = groupEntries(parts.flatMap(patternsOf).map(([pattern, , node]) => [pattern, node] as const));
  return {
    isDeclared: nodes.some(({ schema }) => schema !== false) || patterns.size > 0,
    isClosed: nodes.some(({ schema }) => schema === false),
    schemas: nodes.filter(({ schema }) => typeof schema !== 'boolean'),
    patterns,
  };
}
