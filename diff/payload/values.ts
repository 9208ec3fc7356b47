import { canonical } from '../../catalogue/model/canonical.js';
import type { Json } from '../../catalogue/model/model.js';
import { getOwn } from '../../catalogue/model/properties.js';
import type { SchemaNode } from '../../catalogue/schema/tree.js';

export const kinds = ['boolean', 'number', 'string', 'array', 'object', 'null'] as const;
export type Kind = (typeof kinds)[number];

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as Kind);
}

/** The only values that `enum` and `const` allow. */
export interface Values {
  readonly values: readonly Json[];
  /** A tolerant receiver refuses other values too: they are from a `const`. */
  readonly isClosed: boolean;
}

/** The values that all parts allow; null if none lists any. */
export function readValues(parts: readonly SchemaNode[]): Values | null {
  return parts.reduce<Values | null>((values, { schema, values: listed }) => {
    if (listed === null) return values;
    return intersectValues(values, { values: listed, isClosed: getOwn(schema, 'const') !== undefined });
  }, null);
}

export function intersectValues(one: Values | null, other: Values | null): Values | null {
  if (one === null || other === null) return one ?? other;
  const texts = canonicalTexts(other);
  return { values: one.values.filter((value) => texts.has(canonical(value))), isClosed: one.isClosed || other.isClosed };
}

export const canonicalTexts = ({ values }: Pick<Values, 'values'>): ReadonlySet<string> => new Set(values.map((value) => canonical(value)));
