import { ownMember } from '../../json-value.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { type Making, type SchemaObject, strictest, textsOf } from './schema.js';

const { MAX_SAFE_INTEGER: maxInteger } = Number;

interface Range {
  readonly low: number;
  readonly high: number;
  readonly lowExcluded: boolean;
  readonly highExcluded: boolean;
}

/** Numbers within the bounds of all schemas; null if there are none. */
export function numbersOf({ fc, parts }: Making, integer: boolean): Arbitrary<number> | null {
  const range = readRange(parts);
  const steps = parts.map((part) => ownMember(part, 'multipleOf')).filter((step) => typeof step === 'number' && step > 0) as number[];
  const isWhole = integer || textsOf(parts, 'format').some((format) => format === 'int32' || format === 'int64');
  const step = stepOf(isWhole ? [1, ...steps] : steps);
  if (step !== null) return multiples(fc, range, step);
  const { low, high, lowExcluded, highExcluded } = range;
  if (low > high || (low === high && (lowExcluded || highExcluded))) return null;
  const bounds = {
    ...(low === -Infinity ? {} : { min: low, minExcluded: lowExcluded }),
    ...(high === Infinity ? {} : { max: high, maxExcluded: highExcluded }),
  };
  const doubles = fc.double({ ...bounds, noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
  const integers = multiples(fc, range, { numerator: 1, denominator: 1 });
  return integers === null ? doubles : fc.oneof({ withCrossShrink: true }, integers, doubles);
}

function readRange(parts: readonly SchemaObject[]): Range {
  const low = strictest(parts, 'minimum', Math.max) ?? -Infinity;
  const high = strictest(parts, 'maximum', Math.min) ?? Infinity;
  const above = strictest(parts, 'exclusiveMinimum', Math.max) ?? -Infinity;
  const below = strictest(parts, 'exclusiveMaximum', Math.min) ?? Infinity;
  const isInt32 = textsOf(parts, 'format').includes('int32');
  return {
    low: Math.max(low, above, isInt32 ? -(2 ** 31) : -Infinity),
    high: Math.min(high, below, isInt32 ? 2 ** 31 - 1 : Infinity),
    lowExcluded: above >= low && above !== -Infinity,
    highExcluded: below <= high && below !== Infinity,
  };
}

/** A fraction, so that 0.01 is exact. */
interface Step {
  readonly numerator: number;
  readonly denominator: number;
}

/** The smallest step that is a multiple of all; null if there is none. */
function stepOf(steps: readonly number[]): Step | null {
  if (steps.length === 0) return null;
  const denominator = 10 ** Math.max(...steps.map(decimalsOf));
  const numerators = steps.map((step) => Math.round(step * denominator));
  return { numerator: numerators.reduce((one, other) => (one / commonDivisor(one, other)) * other), denominator };
}

function decimalsOf(step: number): number {
  const [digits = '', exponent = '0'] = String(step).split('e');
  return Math.min(15, Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent)));
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));

function multiples(fc: FastCheck, range: Range, { numerator, denominator }: Step): Arbitrary<number> | null {
  const valueAt = (count: number) => (count * numerator) / denominator || 0;
  const maxCount = Math.floor(maxInteger / Math.max(numerator, 1));
  let min = Math.max(-maxCount, Math.ceil((range.low * denominator) / numerator));
  let max = Math.min(maxCount, Math.floor((range.high * denominator) / numerator));
  if (valueAt(min) < range.low || (range.lowExcluded && valueAt(min) === range.low)) min += 1;
  if (valueAt(max) > range.high || (range.highExcluded && valueAt(max) === range.high)) max -= 1;
  return min > max ? null : fc.integer({ min, max }).map(valueAt);
}
