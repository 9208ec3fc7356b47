import { useData } from 'vitepress';
import { computed } from 'vue';
import { en } from './words/en/theme.js';
import { fr } from './words/fr/theme.js';
import { languageOf } from './words/language.js';

export type ThemeWord = keyof typeof en;
export type Words = Readonly<Record<ThemeWord, string>>;

const words: Readonly<Record<ReturnType<typeof languageOf>, Words>> = { en, fr };

/** The theme's texts in the language of the page. */
export function useWords() {
  const { lang } = useData();
  return computed(() => words[languageOf(lang.value)]);
}
