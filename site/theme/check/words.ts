import { en } from '../words/en/payload-check.js';
import { fr } from '../words/fr/payload-check.js';
import { languageOf } from '../words/language.js';

export type CheckWord = keyof typeof en;

export const checkWords = { en, fr } as const;

/** Returns a sentence of the tool in the page's language, with its gaps filled in. */
export type Say = (word: CheckWord, texts?: Readonly<Record<string, string | number>>) => string;

export interface CheckWords {
  readonly say: Say;
  readonly language: keyof typeof checkWords;
}

/** The words of a language (BCP 47); the English ones if there are none for it. */
export function wordsFor(tag: string): CheckWords {
  const language = languageOf(tag);
  const words: Readonly<Record<CheckWord, string>> = checkWords[language];
  const sentence = language === 'fr' ? (word: CheckWord) => bindMarks(words[word]) : (word: CheckWord) => words[word];
  const say: Say = (word, texts = {}) => sentence(word).replace(/\{(\w+)\}/g, (_, name: string) => String(texts[name] ?? ''));
  return { say, language };
}

/** French has a non-breaking space before some punctuation marks. */
const bindMarks = (text: string) => text.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00A0');

export const isCheckWord = (word: string): word is CheckWord => Object.hasOwn(en, word);
