import { canonical } from '../../catalogue/model/canonical.js';
import type { Json } from '../../catalogue/model/model.js';
import type { Alternative } from './alternatives.js';
import { type Kind, kindOf, listedValues } from './values.js';

/** `anyOf: [{const: a}, {const: b}]` is a list of values, which no receiver's tolerance opens. */
export function mergeConstants(kind: Kind, alternatives: readonly Alternative[]): readonly Alternative[] {
  const lists = alternatives.filter(isList);
  const first = lists[0];
  if (!first || lists.length < 2) return alternatives;
  const values = new Map(lists.flatMap((one) => valuesOf(kind, one)?.values ?? []).map((value) => [canonical(value), value]));
  const isClosed = lists.some((one) => valuesOf(kind, one)?.isClosed);
  const merged: Alternative = { ...first, parts: [{ enum: [...values.values()], ...(isClosed ? { [closed]: true } : {}) }] };
  return alternatives.flatMap((one) => (one === first ? [merged] : lists.includes(one) ? [] : [one]));
}

/** Marks an `enum` that stands for several `const`s; no document's keyword has a blank at its start. */
const closed = ' closed';

const isList = ({ parts, conditions }: Alternative) =>
  conditions.length === 0 &&
  parts.some((part) => listedValues(part) !== null) &&
  parts.every((part) => Object.keys(part).every((keyword) => listKeywords.has(keyword)));
const listKeywords: ReadonlySet<string> = new Set(['const', 'enum', 'type', 'title', 'description', 'anyOf', 'oneOf', 'allOf', closed]);

/** The values that an alternative is held to; `isClosed` where a tolerant receiver is, too. */
export interface Values {
  readonly values: readonly Json[];
  readonly isClosed: boolean;
}

/** Those of a kind that all parts list; null where none lists any. */
export function valuesOf(kind: Kind, { parts }: Alternative): Values | null {
  const lists = parts.flatMap((part) => {
    const values = listedValues(part);
    return values === null ? [] : [{ values, isClosed: Object.hasOwn(part, 'const') || Object.hasOwn(part, closed) }];
  });
  const [first, ...others] = lists;
  if (!first) return null;
  const texts = others.map(({ values }) => new Set(values.map((value) => canonical(value))));
  const values = first.values.filter((value) => kindOf(value) === kind && texts.every((text) => text.has(canonical(value))));
  return { values, isClosed: lists.some(({ isClosed }) => isClosed) };
}
