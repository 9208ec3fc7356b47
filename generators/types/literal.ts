import type { Json } from '../../catalogue/model/model.js';
import { propertyKey, tsString } from '../../catalogue/model/source-text.js';
import type { Literals } from './shape.js';

/** A literal type nested deeper than this is `unknown` from there on. */
const maxDepth = 20;

/**
 * The values as literal types, to be joined by `|`. `openTo` also admits the primitive's other values, in a form that
 * keeps an editor's suggestions: `'a' | 'b' | (string & {})`.
 */
export function printLiterals({ values, openTo, unlisted }: Omit<Literals, 'kind'>): string[] {
  const others = openTo === null ? [] : [unlisted ? unlistedText : `(${openTo} & {})`];
  return [...values.map((value) => printLiteral(value, 0)), ...others];
}

/** To TypeScript, `string & {}` may be `'a'`, so comparing with `'a'` would not narrow a union. A pattern does. */
const unlistedText = `\`(unlisted: \${string})\``;

function printLiteral(value: Json, depth: number): string {
  if (depth > maxDepth) return 'unknown';
  if (typeof value === 'string') return tsString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => printLiteral(item, depth + 1)).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${propertyKey(name)}: ${printLiteral(member, depth + 1)}`);
  return members.length === 0 ? '{ [k: string]: never }' : `{ ${members.join('; ')} }`;
}
