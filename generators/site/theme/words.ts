import { useData } from 'vitepress';
import { computed } from 'vue';

/** What the theme itself says, in the languages there are labels for. */
const words = {
  en: {
    copy: 'Copy',
    copied: 'Copied',
  },
  fr: {
    copy: 'Copier',
    copied: 'Copié',
  },
} as const;

export type Words = Readonly<Record<keyof typeof words.en, string>>;

/** The theme's words in the language of the page: of `fr-CA`, those of `fr`; of a language there are none for, the English ones. */
export function useWords() {
  const { lang } = useData();
  return computed((): Words => (/^fr\b/i.test(lang.value) ? words.fr : words.en));
}
