import type { DefaultTheme, LocaleConfig } from 'vitepress';
import type { Catalogue } from '../../catalogue/model/model.js';
import { findLanguage, labelsFor } from '../../generators/reference/labels.js';

/**
 * A provider's pages are in its language, and so is VitePress's interface if there are labels for it. A locale is the
 * folder of such a provider. Its pages translate no others, so there is no language menu, and all of them share one
 * start page.
 */
export function buildLocales({ providers }: Catalogue): LocaleConfig<DefaultTheme.Config> {
  const others = providers.filter(({ language }) => findLanguage(language) !== 'en');
  return {
    root: { label: '', lang: 'en' },
    ...Object.fromEntries(
      others.map(({ key, language }) => [
        `reference/${key}`,
        { label: '', link: '/', lang: language, ...(findLanguage(language) === null ? {} : { themeConfig: siteLabels(language) }) },
      ]),
    ),
  };
}

/** The texts of VitePress's interface in a language. */
export function siteLabels(language: string): DefaultTheme.Config {
  const { say } = labelsFor(language);
  return {
    notFound: {
      title: say('site.notFoundTitle'),
      quote: say('site.notFoundText'),
      linkLabel: say('site.toStart'),
      linkText: say('site.toStart'),
    },
    outline: { label: say('site.onThisPage'), level: [2, 3] },
    docFooter: { prev: say('site.previousPage'), next: say('site.nextPage') },
    darkModeSwitchLabel: say('site.appearance'),
    lightModeSwitchTitle: say('site.toLight'),
    darkModeSwitchTitle: say('site.toDark'),
    sidebarMenuLabel: say('site.menu'),
    returnToTopLabel: say('site.toTop'),
    langMenuLabel: say('site.changeLanguage'),
    skipToContentLabel: say('site.toContent'),
  };
}
