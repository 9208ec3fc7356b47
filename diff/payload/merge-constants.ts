import { canonical } from '../../catalogue/model/canonical.js';
import { listProperties } from '../../catalogue/model/properties.js';
import { type Alternative, valuesOf } from './alternative.js';
import type { Kind } from './values.js';

/** `anyOf: [{const: a}, {const: b}]` is a list of values. It is closed for a tolerant receiver too. */
export function mergeConstants(kind: Kind, alternatives: readonly Alternative[]): readonly Alternative[] {
  const lists = alternatives.filter(isList);
  const [first] = lists;
  if (!first || lists.length < 2) return alternatives;
  const listed = lists.map((one) => valuesOf(kind, one));
  const values = new Map(listed.flatMap((one) => one?.values ?? []).map((value) => [canonical(value), value]));
  const isClosed = listed.some((one) => one?.isClosed);
  const merged: Alternative = { ...first, parts: [], values: { values: [...values.values()], isClosed } };
  return alternatives.flatMap((one) => (one === first ? [merged] : lists.includes(one) ? [] : [one]));
}

const isList = ({ parts, values, conditions }: Alternative) =>
  conditions.length === 0 &&
  values !== null &&
  parts.every(({ schema }) => listProperties(schema).every(([keyword]) => listKeywords.has(keyword)));
const listKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'type', 'title', 'description', '$ref', 'anyOf', 'oneOf', 'allOf']);
