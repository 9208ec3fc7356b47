import type { DefaultTheme, LocaleConfig } from 'vitepress';
import type { Catalogue } from '../../catalogue/model/model.js';

/**
 * The pages of a provider are in its language, and VitePress's own words too where there are any in it. A locale is the folder of such a
 * provider: its pages are no translation of others, so there is nothing to choose from, and the site's name leads to the one start page.
 */
export function buildLocales({ providers }: Catalogue): LocaleConfig<DefaultTheme.Config> {
  const others = providers.filter(({ language }) => primary(language) !== 'en');
  return {
    root: { label: '', lang: 'en' },
    ...Object.fromEntries(
      others.map(({ key, language }) => [
        `reference/${key}`,
        { label: '', link: '/', lang: language, ...(primary(language) === 'fr' ? { themeConfig: french } : {}) },
      ]),
    ),
  };
}

const primary = (language: string) => language.toLowerCase().split('-')[0];

/** What an address without a page says, in English. */
export const notFound = {
  title: 'Page not found',
  quote: 'No page has this address. The search finds every event.',
  linkLabel: 'To the start page',
  linkText: 'To the start page',
};

const french: DefaultTheme.Config = {
  notFound: {
    title: 'Page introuvable',
    quote: 'Aucune page n’a cette adresse. La recherche trouve tous les évènements.',
    linkLabel: 'Vers la page d’accueil',
    linkText: 'Vers la page d’accueil',
  },
  outline: { label: 'Sur cette page', level: [2, 3] },
  docFooter: { prev: 'Page précédente', next: 'Page suivante' },
  darkModeSwitchLabel: 'Apparence',
  lightModeSwitchTitle: 'Passer au thème clair',
  darkModeSwitchTitle: 'Passer au thème sombre',
  sidebarMenuLabel: 'Menu',
  returnToTopLabel: 'Retour en haut',
  langMenuLabel: 'Changer de langue',
  skipToContentLabel: 'Aller au contenu',
};
