import { patternFlags } from '../../catalogue/compile/schema.js';
import type { JsonObject, Schema } from '../../catalogue/model/model.js';
import { members, own } from '../../catalogue/model/own.js';
import { asSchema } from './definitions.js';

type Parts = readonly JsonObject[];

/** The schemas under the patterns that match a name. */
export function patternsFor(name: string, part: JsonObject): Schema[] {
  return members(own(part, 'patternProperties')).flatMap(([pattern, schema]) => {
    const flags = patternFlags(pattern);
    return flags !== null && new RegExp(pattern, flags).test(name) ? [asSchema(schema)] : [];
  });
}

/** What is said of members that nothing names. */
export interface Others {
  /** Somewhere `additionalProperties` or a pattern stands: then undeclared members are part of the contract. */
  readonly isSaid: boolean;
  readonly isClosed: boolean;
  readonly schemas: readonly Schema[];
  /** By pattern, what its members must be. */
  readonly patterns: ReadonlyMap<string, readonly Schema[]>;
}

export function othersOf(parts: Parts): Others {
  const said = parts.map((part) => own(part, 'additionalProperties')).filter((schema) => schema !== undefined);
  const patterns = new Map<string, readonly Schema[]>();
  for (const part of parts)
    for (const [pattern, schema] of members(own(part, 'patternProperties')))
      if (patternFlags(pattern) !== null) patterns.set(pattern, [...(patterns.get(pattern) ?? []), asSchema(schema)]);
  return {
    isSaid: said.some((schema) => schema !== false) || patterns.size > 0,
    isClosed: said.includes(false),
    schemas: said.filter((schema) => schema !== true && schema !== false).map(asSchema),
    patterns,
  };
}
