import type { SchemaNode } from '../../catalogue/schema/tree.js';
import { type Kind, kindOf, type Values } from './values.js';

/** One way to be valid: a value of one of the kinds that meets every part and every condition. */
export interface Alternative {
  readonly kinds: ReadonlySet<Kind>;
  /** Schemas of which only the keywords count that combine no other schemas. */
  readonly parts: readonly SchemaNode[];
  readonly values: Values | null;
  /** Compared as a whole: a difference is for a person to review. */
  readonly conditions: readonly Condition[];
}

/** The schemas of a keyword, or of keywords that belong together, such as `if`, `then` and `else`. */
export interface Condition {
  readonly keyword: string;
  readonly schemas: ReadonlyMap<string | null, SchemaNode>;
}

/** The listed values of a kind; null if any value of the kind will do. */
export const valuesOf = (kind: Kind, { values: listed }: Alternative): Values | null =>
  listed && { ...listed, values: listed.values.filter((value) => kindOf(value) === kind) };
