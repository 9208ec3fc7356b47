import { getOwn } from '../../catalogue/model/properties.js';
import { type Found, found } from '../found.js';
import type { Nodes } from './comparison.js';
import type { Kind } from './values.js';

/** A limit; an open one excludes its value. */
interface Limit {
  readonly value: number;
  readonly open: boolean;
}

interface Bounds {
  readonly kind: Kind;
  readonly code: string;
  readonly min: string;
  readonly max: string;
  readonly what: string;
}

const families: readonly Bounds[] = [
  { kind: 'number', code: 'range', min: 'minimum', max: 'maximum', what: '' },
  { kind: 'string', code: 'length', min: 'minLength', max: 'maxLength', what: ' characters' },
  { kind: 'array', code: 'item-count', min: 'minItems', max: 'maxItems', what: ' items' },
  { kind: 'object', code: 'member-count', min: 'minProperties', max: 'maxProperties', what: ' properties' },
];

/** `minimum` and similar keywords, and `multipleOf`. For integers, more than 0 is at least 1. */
export function compareBounds(kind: Kind, older: Nodes, newer: Nodes, { integers }: { readonly integers: boolean }): Found[] {
  const family = families.find((one) => one.kind === kind);
  if (!family) return [];
  const whole = integers || kind !== 'number';
  const [min, was] = [readLimit(newer, family, 1, whole), readLimit(older, family, 1, whole)];
  const [max, before] = [readLimit(newer, family, -1, whole), readLimit(older, family, -1, whole)];
  const steps = [
    Math.sign(weigh(was, 1) - weigh(min, 1)) || openness(was, min),
    Math.sign(weigh(max, -1) - weigh(before, -1)) || openness(before, max),
  ];
  const message = `${describe(min, max, family.what)}, was ${describe(was, before, '')}`;
  return [
    ...(steps.some((step) => step > 0) ? [found(`${family.code}-widened`, message)] : []),
    ...(steps.some((step) => step < 0) ? [found(`${family.code}-narrowed`, message)] : []),
    ...(kind === 'number' ? compareMultiples(older, newer) : []),
  ];
}

/** No limit counts as the largest number in that direction. */
const weigh = (limit: Limit | null, side: 1 | -1) =>
  Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, limit?.value ?? -side * Number.MAX_VALUE));
/** For the same value: 1 if the limit was excluded and is now included. */
const openness = (older: Limit | null, newer: Limit | null) => Number(older?.open ?? false) - Number(newer?.open ?? false);

/** The strictest limit. Side 1 is the least value, side -1 the most. */
function readLimit(parts: Nodes, { kind, min, max }: Bounds, side: 1 | -1, whole: boolean): Limit | null {
  const [keyword, exclusive] = side === 1 ? [min, 'exclusiveMinimum'] : [max, 'exclusiveMaximum'];
  return read(parts, keyword, kind === 'number' ? exclusive : null)
    .map((limit) => (whole ? roundInward(limit, side) : limit))
    .filter(({ value }) => side === -1 || kind === 'number' || value > 0)
    .reduce<Limit | null>(
      (best, one) => (best === null || one.value * side > best.value * side || (one.value === best.value && one.open) ? one : best),
      null,
    );
}

/** The first whole number within the limit. */
const roundInward = ({ value, open }: Limit, side: 1 | -1): Limit => ({
  value: side * (open ? Math.floor(value * side) + 1 : Math.ceil(value * side)),
  open: false,
});

function read(parts: Nodes, keyword: string, exclusive: string | null): Limit[] {
  return parts.flatMap(({ schema }) => {
    const limits: Limit[] = [];
    const [value, open] = [getOwn(schema, keyword), exclusive === null ? undefined : getOwn(schema, exclusive)];
    if (typeof value === 'number') limits.push({ value, open: false });
    if (typeof open === 'number') limits.push({ value: open, open: true });
    return limits;
  });
}

/** `at most 5 items`, `any number of items` */
function describe(min: Limit | null, max: Limit | null, what: string): string {
  if (min === null && max === null) return what === '' ? 'without limits' : `any number of${what}`;
  if (min && max && min.value === max.value) return `${min.value}${what}`;
  const limits = [
    ...(min ? [`${min.open ? 'more than' : 'at least'} ${min.value}`] : []),
    ...(max ? [`${max.open ? 'less than' : 'at most'} ${max.value}`] : []),
  ];
  return `${limits.join(', ')}${what}`;
}

function compareMultiples(older: Nodes, newer: Nodes): Found[] {
  const [ones, twos] = [older, newer].map((parts) =>
    [...new Set(parts.map(({ schema }) => getOwn(schema, 'multipleOf')).filter((value) => typeof value === 'number'))].sort(),
  );
  if (!ones || !twos || ones.join() === twos.join()) return [];
  const within = (values: readonly number[], others: readonly number[]) =>
    others.every((other) => values.some((value) => Number.isInteger(value / other)));
  const name = (values: readonly number[]) => (values.length === 0 ? 'any step' : `a multiple of ${values.join(' and ')}`);
  const code = within(twos, ones) ? 'multiple-narrowed' : within(ones, twos) ? 'multiple-widened' : 'multiple-changed';
  return [found(code, `${name(twos)}, was ${name(ones)}`)];
}
