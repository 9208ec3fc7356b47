import { useData } from 'vitepress';
import { computed } from 'vue';

/** What the theme itself says, in the languages there are labels for. */
const words = {
  en: {
    copyName: 'Copy the name',
    copied: 'Copied',
    selected: 'Selected',
    'tab.json': 'JSON',
    'tab.handler': 'Handler',
    'tab.curl': 'curl',
    'tab.fixture': 'Fixture',
  },
  fr: {
    copyName: 'Copier le nom',
    copied: 'Copié',
    selected: 'Sélectionné',
    'tab.json': 'JSON',
    'tab.handler': 'Code de réception',
    'tab.curl': 'curl',
    'tab.fixture': 'Jeu d’essai',
  },
} as const;

export type Words = Readonly<Record<keyof typeof words.en, string>>;

/** The theme's words in the language of the page: of `fr-CA`, those of `fr`; of a language there are none for, the English ones. */
export function useWords() {
  const { lang } = useData();
  return computed((): Words => (/^fr\b/i.test(lang.value) ? words.fr : words.en));
}
