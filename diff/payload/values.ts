import { canonical } from '../../catalogue/model/canonical.js';
import type { Json, JsonObject } from '../../catalogue/model/model.js';
import { own } from '../../catalogue/model/own.js';

export const kinds = ['boolean', 'number', 'string', 'array', 'object', 'null'] as const;
export type Kind = (typeof kinds)[number];

/** The values that `const` and `enum` leave; null where any are allowed. */
export function listedValues(schema: JsonObject): readonly Json[] | null {
  const listed = own(schema, 'enum');
  const values = Array.isArray(listed) && listed.length > 0 ? listed : null;
  if (!Object.hasOwn(schema, 'const')) return values;
  const constant = schema['const'] ?? null;
  return values === null || values.some((value: Json) => canonical(value) === canonical(constant)) ? [constant] : [];
}

export function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as Kind);
}
