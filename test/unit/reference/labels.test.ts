import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelsFor, languages, readLabels } from '../../../generators/reference/labels.js';
import { markdown } from '../../../generators/render/markdown.js';

const nbsp = '\u00a0';
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('labels', () => {
  const english = readLabels('en');
  it('say the same things in every language, with the same parts', () => {
    for (const language of languages) {
      const labels = readLabels(language);
      expect(Object.keys(labels)).toEqual(Object.keys(english));
      for (const [key, text] of Object.entries(labels)) expect([key, placeholders(text)]).toEqual([key, placeholders(english[key] ?? '')]);
    }
  });

  it('keep the blanks of French typography', () => {
    for (const text of Object.values(readLabels('fr'))) expect(text).not.toMatch(/ [:;?!»]|'/);
  });

  it('are all in use', () => {
    const code = ['generators/reference', 'site/build']
      .map((name) => new URL(`../../../${name}/`, import.meta.url))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => readFileSync(new URL(name, folder), 'utf8')),
      )
      .join('\n');
    const families =
      /^(?:constraint|range|characters|items|members|encoding|duration|language|unverified|noCurl)\.|^example(?:Named)?(?:Constructed)?$/;
    for (const key of Object.keys(english)) {
      if (!families.test(key)) expect(code).toMatch(new RegExp(`'${key.replace(/\.(?:one|other)$/, '').replaceAll('.', '\\.')}'`));
    }
  });

  it('are those of the language, of its variants, and English otherwise', () => {
    expect(labelsFor('fr').say('yes')).toBe('oui');
    expect(labelsFor('fr-CA').say('yes')).toBe('oui');
    expect(labelsFor('FR_fr').say('yes')).toBe('oui');
    expect(labelsFor('de').say('yes')).toBe('yes');
    expect(labelsFor('').say('yes')).toBe('yes');
    expect(() => labelsFor('en').say('constructor')).toThrow();
  });

  const durations = [
    { given: 0, en: '0 s', fr: `0${nbsp}s` },
    { given: 500, en: '500 ms', fr: `500${nbsp}ms` },
    { given: 10_000, en: '10 s', fr: `10${nbsp}s` },
    { given: 90_000, en: '90 s', fr: `90${nbsp}s` },
    { given: 900_000, en: '15 min', fr: `15${nbsp}min` },
    { given: 93_600_000, en: '26 h', fr: `26${nbsp}h` },
    { given: 86_400_000, en: '24 h', fr: `24${nbsp}h` },
    { given: 1_209_600_000, en: '14 days', fr: `14${nbsp}jours` },
    { given: 3_661_000, en: '1 h 1 min 1 s', fr: `1${nbsp}h 1${nbsp}min 1${nbsp}s` },
  ];
  for (const { given, en, fr } of durations) {
    it(`say ${en}`, () => {
      expect(labelsFor('en').duration(given)).toBe(en);
      expect(labelsFor('fr').duration(given)).toBe(fr);
    });
  }

  const numbers = [
    { given: 8000, en: '8000', fr: '8000' },
    { given: 12_345_678, en: '12,345,678', fr: '12\u202f345\u202f678' },
    { given: -10_000.5, en: '-10,000.5', fr: '-10\u202f000,5' },
    { given: 1e21, en: '1e+21', fr: '1e+21' },
  ];
  for (const { given, en, fr } of numbers) {
    it(`print ${given}`, () => {
      expect(labelsFor('en').number(given)).toBe(en);
      expect(labelsFor('fr').number(given)).toBe(fr);
    });
  }

  it('count as the language does', () => {
    const count = (language: string) => [0, 1, 2].map((amount) => labelsFor(language).count('events', amount));
    expect(count('en')).toEqual(['0 events', '1 event', '2 events']);
    expect(count('fr')).toEqual(['0 évènement', '1 évènement', '2 évènements']);
  });

  it('list as the language does', () => {
    const items = [markdown`a`, markdown`b`, markdown`c`];
    expect([0, 1, 2, 3].map((length) => labelsFor('fr').list(items.slice(0, length), 'or'))).toEqual(['', 'a', 'a ou b', 'a, b ou c']);
  });
});
