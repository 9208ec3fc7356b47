import { bound } from '../words.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { filterWithin } from './filter-within.js';
import { formatOf } from './formats.js';
import { compilePattern, stringsLike } from './patterns.js';
import { type Making, strictest, textsOf } from './schema.js';

/** Longer strings are not generated. */
const maxStringLength = 100_000;

/** Strings with the lengths, patterns and formats of all schemas; null if there are none. */
export function stringsOf({ fc, parts }: Making): Arbitrary<string> | null {
  const min = strictest(parts, 'minLength', Math.max) ?? 0;
  const max = strictest(parts, 'maxLength', Math.min) ?? Infinity;
  if (min > max || min > maxStringLength) return null;
  const patterns = textsOf(parts, 'pattern');
  const tests = patterns.map(compilePattern);
  const isFit = (text: string) => {
    const length = [...text].length;
    return length >= min && length <= max && tests.every((test) => test.test(text));
  };
  const formats = textsOf(parts, 'format')
    .map((format) => formatOf(fc, format))
    .filter((format) => format !== null);
  const candidates = [...formats, ...tests.map((test) => stringsLike(fc, test))];
  if (candidates.length === 0) return plainStrings(fc, min, max);
  const chosen = candidates.length === 1 ? candidates[0] : candidates.find((candidate) => isOften(fc, candidate, isFit));
  const wanted = [...patterns.map((pattern) => `match ${pattern}`), `have ${min} to ${max} characters`].join(' and ');
  return filterWithin(chosen ?? candidates[0] ?? fc.constant(''), isFit, () => `found no string that would ${bound(wanted)}`);
}

/** Whether the strings of a format or pattern match everything else often enough to filter them. */
function isOften(fc: FastCheck, candidate: Arbitrary<string>, isFit: (text: string) => boolean): boolean {
  const found = fc.sample(candidate as never, { numRuns: 200, seed: 1 });
  return found.filter((text) => isFit(String(text))).length >= 10;
}

/** The number of characters without surrogates, and the first surrogate. */
const allCharacters = 0x110000 - 0x800;
const firstHalf = 0xd800;

/** Any character; `a` is the simplest. fast-check's own (`unit: 'binary'`) takes seconds to set up. */
function characters(fc: FastCheck): Arbitrary<string> {
  return fc.integer({ min: 0, max: allCharacters - 1 }).map((number) => {
    const code = (number + 0x61) % allCharacters;
    return String.fromCodePoint(code < firstHalf ? code : code + 0x800);
  });
}

/** Mostly readable strings, plus all of Unicode. */
function plainStrings(fc: FastCheck, minLength: number, max: number): Arbitrary<string> {
  const lengths = { minLength, ...(max === Infinity ? {} : { maxLength: Math.min(max, maxStringLength) }) };
  return fc.oneof(
    { withCrossShrink: true },
    fc.string(lengths),
    fc.array(characters(fc), lengths).map((text) => text.join('')),
  );
}
