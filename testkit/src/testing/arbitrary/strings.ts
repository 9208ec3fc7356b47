import { bound } from '../words.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { filterWithin } from './filter-within.js';
import { formatOf } from './formats.js';
import { compilePattern, stringsLike } from './patterns.js';
import { type SchemaObject, strictest, textsOf } from './schema.js';

/** Strings longer than this are not made. */
const longest = 100_000;

/** Strings of the lengths, patterns and formats that schemas ask for together; null where there is none. */
export function stringsOf(fc: FastCheck, parts: readonly SchemaObject[]): Arbitrary<string> | null {
  const least = strictest(parts, 'minLength', Math.max) ?? 0;
  const most = strictest(parts, 'maxLength', Math.min) ?? Infinity;
  if (least > most || least > longest) return null;
  const patterns = textsOf(parts, 'pattern');
  const tests = patterns.map(compilePattern);
  const isFit = (text: string) => {
    const length = [...text].length;
    return length >= least && length <= most && tests.every((test) => test.test(text));
  };
  const formats = textsOf(parts, 'format')
    .map((format) => formatOf(fc, format))
    .filter((format) => format !== null);
  const candidates = [...formats, ...tests.map((test) => stringsLike(fc, test))];
  if (candidates.length === 0) return plainStrings(fc, least, most);
  const chosen = candidates.length === 1 ? candidates[0] : candidates.find((candidate) => isOften(fc, candidate, isFit));
  const wanted = [...patterns.map((pattern) => `match ${pattern}`), `have ${least} to ${most} characters`].join(' and ');
  return filterWithin(chosen ?? candidates[0] ?? fc.constant(''), isFit, () => `no string was found at random that would ${bound(wanted)}`);
}

/** Whether what a format or a pattern gives meets the rest of what is asked, too, often enough to look for it. */
function isOften(fc: FastCheck, candidate: Arbitrary<string>, isFit: (text: string) => boolean): boolean {
  const found = fc.sample(candidate as never, { numRuns: 200, seed: 1 });
  return found.filter((text) => isFit(String(text))).length >= 10;
}

/** How many characters there are, without the halves of pairs; and the first of those. */
const allCharacters = 0x110000 - 0x800;
const firstHalf = 0xd800;

/** Any character, `a` the simplest. fast-check's own (`unit: 'binary'`) takes seconds to set up. */
function characters(fc: FastCheck): Arbitrary<string> {
  return fc.integer({ min: 0, max: allCharacters - 1 }).map((number) => {
    const code = (number + 0x61) % allCharacters;
    return String.fromCodePoint(code < firstHalf ? code : code + 0x800);
  });
}

/** Mostly what one can read, and all that Unicode has. */
function plainStrings(fc: FastCheck, minLength: number, most: number): Arbitrary<string> {
  const lengths = { minLength, ...(most === Infinity ? {} : { maxLength: Math.min(most, longest) }) };
  return fc.oneof(
    { withCrossShrink: true },
    fc.string(lengths),
    fc.array(characters(fc), lengths).map((text) => text.join('')),
  );
}
