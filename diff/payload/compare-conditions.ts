import { type Found, found } from '../found.js';
import type { Condition } from './alternatives.js';
import type { Comparison } from './comparison.js';
import type { Kind } from './values.js';

type Conditions = readonly Condition[];

/** Of arrays and of objects only; the others hold for any value. */
const kindsOf: Readonly<Record<string, Kind>> = { contains: 'array', propertyNames: 'object', dependencies: 'object' };

/**
 * What is under `not`, `if`, `contains` and the like isn't looked into: a narrower schema under one of them may let more values pass. One
 * more of them lets fewer pass, one less lets more pass; any other change is for a person to look at.
 */
export function compareConditions(kind: Kind, older: Conditions, newer: Conditions, { isSame }: Comparison): Found[] {
  const holds = ({ keyword }: Condition) => (kindsOf[keyword] ?? kind) === kind;
  const left = newer.filter(holds);
  const removed = older.filter(holds).filter((one) => {
    const at = left.findIndex((two) => one.keyword === two.keyword && isSame(one.schema, two.schema));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (left.length === 0 && removed.length === 0) return [];
  const words = (conditions: Conditions) => [...new Set(conditions.map(({ keyword }) => `\`${keyword}\``))].join(', ');
  if (removed.length === 0) return [found('condition-added', `${words(left)} is new`)];
  if (left.length === 0) return [found('condition-removed', `${words(removed)} is gone`)];
  return [found('schema-changed', `what is under ${words([...removed, ...left])} changed`)];
}
