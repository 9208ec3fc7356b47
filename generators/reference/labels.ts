import { readFileSync } from 'node:fs';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';
import { fillMarkdown, joinMarkdown, type Markdown, markdown } from '../render/markdown.js';

const folder = toolkitFile('templates/labels/');

/** The languages that have labels. Pages in other languages have English ones. */
export const languages = ['en', 'fr'] as const;

/** The words of a page other than the document's, in its language. */
export interface Labels {
  /** Returns a label with its `{name}`s filled in. Throws if there is no such label. */
  say(key: string, parts?: Readonly<Record<string, Markdown | number>>): Markdown;
  /** `42 events`: the label `<key>.one` or `<key>.other`, depending on the number. */
  count(key: string, count: number): Markdown;
  number(value: number): Markdown;
  /** Prints milliseconds in units without a remainder: `26 h`, `1 min 30 s`. */
  duration(milliseconds: number): Markdown;
  /** `a, b or c`. */
  list(items: readonly Markdown[], last: 'or' | 'and'): Markdown;
}

const cache = new Map<string, Labels>();

/** Finds the language of the labels for a BCP 47 tag: `fr` for `fr-CA`; null if there are none. */
export function findLanguage(language: string): (typeof languages)[number] | null {
  const primary = language.toLowerCase().split(/[-_]/)[0];
  return languages.find((name) => name === primary) ?? null;
}

/** Returns the labels for a BCP 47 tag. */
export function labelsFor(language: string): Labels {
  const known = findLanguage(language) ?? 'en';
  const labels = cache.get(known) ?? createLabels(known);
  cache.set(known, labels);
  return labels;
}

/** The label file of a language. */
export function readLabels(language: (typeof languages)[number]): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8'));
}

function createLabels(language: (typeof languages)[number]): Labels {
  const words = new Map(Object.entries(readLabels(language)));
  const say: Labels['say'] = (key, parts) => {
    const sentence = words.get(key);
    if (sentence === undefined) throw new Error(`no label ${key} in ${language}`);
    return fillMarkdown(sentence, parts);
  };
  const number = (value: number) => printNumber(value, say('thousands'), say('decimal'));
  // In French, 0 and 1 are singular; in English, only 1 (CLDR plural rules).
  const isOne = (count: number) => (language === 'fr' ? Math.abs(count) < 2 : count === 1);
  const count: Labels['count'] = (key, amount) => say(`${key}.${isOne(amount) ? 'one' : 'other'}`, { count: number(amount) });
  return {
    say,
    number,
    count,
    duration: (milliseconds) =>
      joinMarkdown(
        splitDuration(milliseconds).map(([unit, amount]) => count(`duration.${unit}`, amount)),
        ' ',
      ),
    list(items, last) {
      const head = items.slice(0, -1);
      const tail = items.at(-1) ?? markdown``;
      return head.length === 0 ? tail : markdown`${joinMarkdown(head, say('listComma'))}${say(last)}${tail}`;
    },
  };
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

/** Splits into whole units, the largest first. Up to two days, units are hours, as is usual for deadlines. */
export function splitDuration(milliseconds: number): [string, number][] {
  if (milliseconds === 0) return [['second', 0]];
  const whole = units.find(([unit, size]) => milliseconds % size === 0 && (unit !== 'day' || milliseconds >= 2 * size));
  if (whole !== undefined && (milliseconds / whole[1] < 100 || whole[0] === 'day')) return [[whole[0], milliseconds / whole[1]]];
  const parts: [string, number][] = [];
  let rest = milliseconds;
  for (const [unit, size] of units) {
    const amount = Math.floor(rest / size);
    if (amount > 0) parts.push([unit, amount]);
    rest -= amount * size;
  }
  return parts;
}

/** Not by Intl, whose results depend on the ICU version of each Node. */
function printNumber(value: number, thousands: Markdown, decimal: Markdown): Markdown {
  const text = String(value);
  const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return markdown`${value}`;
  // Numbers of up to four digits need no separator.
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(?:\d{3})+$)/g, thousands) : whole;
  return `${sign ?? ''}${grouped}${fraction === undefined ? '' : `${decimal}${fraction}`}` as Markdown;
}
