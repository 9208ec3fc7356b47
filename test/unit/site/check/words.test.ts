import { expect, test } from 'vitest';
import { checkWords, wordsFor } from '../../../../site/theme/check/words.js';

const gapsOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

test('a French sentence has the gaps of the English one', () => {
  for (const [word, text] of Object.entries(checkWords.en)) {
    expect(gapsOf(checkWords.fr[word as keyof typeof checkWords.fr]), word).toEqual(gapsOf(text));
  }
});

test('what fills a gap is not read as one, and no pattern of a replacement', () => {
  expect(wordsFor('en').say('likely', { names: '{names} $& $1' })).toBe('These headers look like one: {names} $& $1.');
});

test.each([
  ['fr-CA', 'fr'],
  ['en', 'en'],
  ['frr', 'en'],
])('a page in %s has the words of %s', (tag, want) => {
  expect(wordsFor(tag).language).toBe(want);
});

test('no French line begins with a mark that ends a clause', () => {
  const { say } = wordsFor('fr');
  expect(say('clueNear', { near: 'a : b' })).toBe('Vouliez-vous dire a : b\u00A0?');
  expect(say('effectquarantinedvalid', { status: 200, state: 'invalid' })).toContain('«\u00A0invalid\u00A0»');
});
