import { canonical } from '../../catalogue/model/canonical.js';
import type { Json } from '../../catalogue/model/model.js';
import { getOwn } from '../../catalogue/model/properties.js';
import type { Side } from '../change.js';
import { type Found, found, show, showAll } from '../found.js';
import { pairAlternatives } from '../pair-alternatives.js';
import { payloadRules } from '../rules/payload.js';
import { type Alternative, valuesOf } from './alternative.js';
import { compareArrays } from './compare-arrays.js';
import { compareBounds } from './compare-bounds.js';
import { compareConditions } from './compare-conditions.js';
import { compareObjects } from './compare-objects.js';
import { compareTexts } from './compare-texts.js';
import { compareValues } from './compare-values.js';
import type { Comparison } from './comparison.js';
import { differInTag } from './disjoint.js';
import { mergeConstants } from './merge-constants.js';
import { type Kind, kinds } from './values.js';

export type Alternatives = readonly Alternative[];

/** Compares kind by kind: strings are independent of objects. */
export function compareAlternatives(older: Alternatives, newer: Alternatives, comparison: Comparison): Found[] {
  return [
    ...compareTypes(older, newer),
    ...kinds.flatMap((kind) => compareKind(kind, older, newer, comparison)),
    ...compareAnnotations(older, newer),
  ];
}

/** Compares the kinds of values. An integer is a kind of its own: code that reads integers may not handle fractions. */
function compareTypes(older: Alternatives, newer: Alternatives): Found[] {
  const [one, two] = [typesOf(older, isWholeIn(newer)), typesOf(newer, isWholeIn(older))];
  const [gained, lost] = [two.filter((type) => !one.includes(type)), one.filter((type) => !two.includes(type))];
  const isGained = gained.some((type) => type !== 'null' && !(type === 'integer' && one.includes('number')));
  const isLost = lost.some((type) => type !== 'null' && !(type === 'integer' && two.includes('number')));
  const message = `${describeTypes(two)}, was ${describeTypes(one)}`;
  const code = isGained && isLost ? 'type-changed' : isGained ? 'type-widened' : isLost ? 'type-narrowed' : null;
  return [
    ...(code ? [found(code, message)] : []),
    ...(gained.includes('null') && !(isGained && isAnything(two)) ? [found('null-allowed', 'may now be null')] : []),
    ...(lost.includes('null') && !(isLost && isAnything(one)) ? [found('null-refused', 'is no longer null')] : []),
  ];
}

function typesOf(alternatives: Alternatives, isWhole: (one: Alternative) => boolean): readonly string[] {
  return kinds.flatMap((kind) => {
    const found = alternatives.filter((one) => one.kinds.has(kind));
    if (found.length === 0) return [];
    return [kind === 'number' && found.every(isWhole) ? 'integer' : kind];
  });
}

const isInteger = ({ parts }: Alternative) => parts.some(({ types }) => types?.includes('integer') && !types.includes('number'));

/**
 * A list of whole numbers counts as `integer` if the other version has it. Otherwise it doesn't: a tolerant receiver
 * accepts any number.
 */
function isWholeIn(others: Alternatives): (one: Alternative) => boolean {
  const numbers = others.filter(({ kinds: all }) => all.has('number'));
  if (numbers.length === 0 || !numbers.every(isInteger)) return isInteger;
  return (one) => isInteger(one) || (valuesOf('number', one)?.values.every(Number.isInteger) ?? false);
}

const isAnything = (types: readonly string[]) => types.length === kinds.length && !types.includes('integer');

function describeTypes(types: readonly string[]): string {
  if (isAnything(types)) return 'anything';
  return types.length === 0 ? 'nothing' : types.join(' or ');
}

function compareKind(kind: Kind, older: Alternatives, newer: Alternatives, comparison: Comparison): Found[] {
  const [ones, twos] = [older, newer].map((all) =>
    mergeConstants(
      kind,
      all.filter((one) => one.kinds.has(kind)),
    ),
  );
  if (!ones || !twos || ones.length === 0 || twos.length === 0) return [];
  const compare = (one: Alternative, two: Alternative) => compareAlternative(kind, one, two, comparison);
  const [one, two] = [ones[0], twos[0]];
  if (one && two && ones.length === 1 && twos.length === 1) return compare(one, two);
  if (one && ones.length === 1 && isFree(kind, one)) {
    const isCertain = twos.every((each) => refuses(compare(one, each), 'provider'));
    return [found(isCertain ? 'union-branch-removed' : 'condition-added', `one of ${twos.length} alternatives, was any ${kind}`)];
  }
  if (two && twos.length === 1 && isFree(kind, two)) {
    const isCertain = ones.every((each) => refuses(compare(each, two), 'receiver'));
    return [found(isCertain ? 'union-branch-added' : 'condition-removed', `any ${kind}, was one of ${ones.length} alternatives`)];
  }
  return compareUnion(kind, ones, twos, compare);
}

/** Whether a side's validator refuses what the other version allows. Bounds don't count: a union may cover all. */
const refuses = (all: readonly Found[], side: Side) =>
  all.some(({ code }) => breaking[side].has(code) && !/^(range|length|item-count|member-count)-/.test(code));
const breakingFor = (side: Side): ReadonlySet<string> =>
  new Set(payloadRules.filter((rule) => rule[side].verdict === 'breaking').map(({ code }) => code));
const breaking = { receiver: breakingFor('receiver'), provider: breakingFor('provider') };

/** Alternatives without a counterpart in the other version were added or removed. */
function compareUnion(
  kind: Kind,
  older: Alternatives,
  newer: Alternatives,
  compare: (one: Alternative, two: Alternative) => Found[],
): Found[] {
  const paired = pairAlternatives(older, newer, (one, two) => (differInTag(one, two) ? null : compare(one, two)));
  return [
    ...paired.found,
    ...paired.added.map((one) => found('union-branch-added', `new alternative: ${describeAlternative(kind, one)}`)),
    ...paired.removed.map((one) => found('union-branch-removed', `removed alternative: ${describeAlternative(kind, one)}`)),
  ];
}

/** Its title, its listed values, or an object's first property names with the values of its tags; else the kind. */
function describeAlternative(kind: Kind, { parts, values }: Alternative): string {
  const title = parts.map(({ schema }) => getOwn(schema, 'title')).findLast((text) => typeof text === 'string');
  if (title !== undefined) return show(title);
  if (kind !== 'object') return values ? `${kind} ${showAll(values.values)}` : kind;
  const names = parts.flatMap((part) =>
    [...part.children('properties')].map(([name, { values: listed }]) =>
      listed?.length === 1 ? `${show(name)}: ${showAll(listed)}` : show(name),
    ),
  );
  return names.length > 0 ? `object with ${names.slice(0, 4).join(', ')}` : kind;
}

const facets: Readonly<Record<Kind, readonly string[]>> = {
  null: [],
  boolean: [],
  number: ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  array: ['items', 'prefixItems', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'patternProperties', 'additionalProperties', 'required', 'minProperties', 'maxProperties'],
};

/** Whether any value of the kind is valid. */
const isFree = (kind: Kind, { parts, values, conditions }: Alternative) =>
  conditions.length === 0 &&
  values === null &&
  parts.every(({ schema }) => facets[kind].every((keyword) => getOwn(schema, keyword) === undefined));

function compareAlternative(kind: Kind, older: Alternative, newer: Alternative, comparison: Comparison): Found[] {
  return [
    ...compareValues(kind, older, newer),
    ...compareBounds(kind, older.parts, newer.parts, { integers: isInteger(older) && isInteger(newer) }),
    ...compareTexts(kind, older.parts, newer.parts),
    ...(kind === 'array' ? compareArrays(older.parts, newer.parts, comparison) : []),
    ...(kind === 'object' ? compareObjects(older, newer, comparison) : []),
    ...compareConditions(kind, older.conditions, newer.conditions, comparison),
  ];
}

/** Annotations that don't affect what is valid. */
function compareAnnotations(older: Alternatives, newer: Alternatives): Found[] {
  const note = (all: Alternatives, keyword: string): Json | undefined =>
    all[0]?.parts.map(({ schema }) => getOwn(schema, keyword)).findLast((value) => value !== undefined);
  const [one, two] = [note(older, 'default'), note(newer, 'default')];
  const [was, is] = [note(older, 'deprecated') === true, note(newer, 'deprecated') === true];
  const name = (value: Json | undefined) => (value === undefined ? 'none' : show(value));
  return [
    ...((one === undefined) === (two === undefined) && canonical(one ?? null) === canonical(two ?? null)
      ? []
      : [found('default-changed', `the default is ${name(two)}, was ${name(one)}`)]),
    ...(is === was
      ? []
      : [is ? found('property-deprecated', 'is now deprecated') : found('property-deprecation-withdrawn', 'is no longer deprecated')]),
  ];
}
