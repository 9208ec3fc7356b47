import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';

/** VitePress's own words, for pages of a French provider. */
export const frenchInterface: LocaleSpecificConfig<DefaultTheme.Config> & { label: string; link: string } = {
  // The pages are no translation of others, so there is nothing to choose.
  label: '',
  link: '/',
  lang: 'fr',
  themeConfig: {
    outline: { label: 'Sur cette page', level: [2, 3] },
    docFooter: { prev: 'Page précédente', next: 'Page suivante' },
    darkModeSwitchLabel: 'Apparence',
    lightModeSwitchTitle: 'Passer au thème clair',
    darkModeSwitchTitle: 'Passer au thème sombre',
    sidebarMenuLabel: 'Menu',
    returnToTopLabel: 'Retour en haut',
    langMenuLabel: 'Changer de langue',
    skipToContentLabel: 'Aller au contenu',
  },
};
