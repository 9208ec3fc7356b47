import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPatterns } from '../../../catalogue/lint/patterns.js';
import { repository } from '../../system/hookbook.js';

const words = (time: 'exponential' | 'polynomial') => `takes ${time} time on some strings`;

describe('checkPatterns', () => {
  const cases = [
    { name: 'an anchored class', given: { pattern: '^[a-z0-9_-]{1,64}$' }, want: [] },
    { name: 'a date', given: { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, want: [] },
    { name: 'a letter by its property', given: { pattern: '^\\p{L}+$' }, want: [] },
    { name: 'a repeat in a repeat', given: { pattern: '^(a+)+$' }, want: [words('exponential')] },
    { name: 'alternatives that match the same text', given: { pattern: '^(a|a)*$' }, want: [words('exponential')] },
    { name: 'a repeat that is not anchored', given: { pattern: '\\s+$' }, want: [words('polynomial')] },
    { name: 'the same on a short string', given: { pattern: '\\s+$', maxLength: 500 }, want: [] },
    { name: 'an exponential one on a short string', given: { pattern: '^(a+)+$', maxLength: 500 }, want: [words('exponential')] },
    { name: 'a backreference, which is fuzzed', given: { pattern: '^(a*)*\\1$' }, want: [words('exponential')] },
    { name: 'large counts', given: { pattern: '^[a-f0-9]{1,4096}$' }, want: [] },
    { name: 'the names of patternProperties', given: { patternProperties: { '^(a+)+$': true } }, want: [words('exponential')] },
    { name: 'a class without an end', given: { pattern: '[' }, want: ['is no regular expression'] },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    const messages = checkPatterns(given, '').map(({ message }) => message);
    expect(messages).toEqual(want.map((words) => expect.stringContaining(words)));
  });

  it('has its checker in dist, with the licence', () => {
    const vendor = join(repository, 'dist/vendor');
    expect(existsSync(join(vendor, 'recheck.cjs'))).toBe(true);
    expect(readFileSync(join(vendor, 'recheck.LICENSE'), 'utf8')).toMatch(/Copyright \(c\) .*Kitsune/);
  });
});
