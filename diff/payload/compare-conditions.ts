import { type Found, found } from '../found.js';
import type { Condition } from './alternative.js';
import type { Comparison } from './comparison.js';
import { areSame } from './same-schema.js';
import type { Kind } from './values.js';

type Conditions = readonly Condition[];

/** Conditions for arrays or for objects only; the others apply to any value. */
const kindsOf: Readonly<Record<string, Kind>> = { contains: 'array', propertyNames: 'object', dependencies: 'object' };

/**
 * The schemas under `not`, `if`, `contains` and the like are not compared in detail: a narrower one may let more values
 * pass. A new condition lets fewer values pass, a removed one lets more pass, and any other change is for a person to
 * look at.
 */
export function compareConditions(kind: Kind, older: Conditions, newer: Conditions, { isSame }: Comparison): Found[] {
  const applies = ({ keyword }: Condition) => (kindsOf[keyword] ?? kind) === kind;
  const added = newer.filter(applies);
  const removed = older.filter(applies).filter((one) => {
    const at = added.findIndex((two) => one.keyword === two.keyword && areSame(one.schemas, two.schemas, isSame));
    if (at >= 0) added.splice(at, 1);
    return at < 0;
  });
  if (added.length === 0 && removed.length === 0) return [];
  const words = (conditions: Conditions) => [...new Set(conditions.map(({ keyword }) => `\`${keyword}\``))].join(', ');
  if (removed.length === 0) return [found('condition-added', `${words(added)} is new`)];
  if (added.length === 0) return [found('condition-removed', `${words(removed)} was removed`)];
  return [found('schema-changed', `the schemas under ${words([...removed, ...added])} changed`)];
}
