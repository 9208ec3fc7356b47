import type { DefaultTheme, PageData, UserConfig } from 'vitepress';
import { withBlocks } from './blocks.js';
import { bundlerGuard } from './bundler-guard.js';
import { followCatalogue } from './follow-catalogue.js';
import { buildLocales, siteLabels } from './locales.js';
import { markdownOptions } from './markdown.js';
import { renderMatrix } from './matrix-page.js';
import type { SiteData } from './open-site.js';
import { describePage } from './page-data.js';
import { sitePlugin } from './plugin.js';
import { renderProviderList } from './provider-list.js';
import { addSecurityPolicy } from './security-policy.js';
import { buildSidebar } from './sidebar.js';
import { themeParts } from './theme-parts.js';

/** The VitePress configuration that the site's pages need. A project adds its own. */
export function buildConfig(site: SiteData): UserConfig<DefaultTheme.Config> {
  const locales = buildLocales(site.catalogue);
  return {
    // `metaChunk`: otherwise the sidebar is an inline script, which the security policy would have to allow.
    metaChunk: true,
    appearance: { disableTransition: false } as UserConfig['appearance'] & object,
    router: { prefetchLinks: false },
    markdown: withBlocks(
      markdownOptions(site.options, (locale) => locales[locale]?.lang ?? 'en'),
      { events: () => renderMatrix(site), providers: () => renderProviderList(site) },
    ),
    locales,
    themeConfig: { ...siteLabels('en'), i18nRouting: false, sidebar: buildSidebar(site) },
    transformPageData: (page: PageData) => describePage(page, site),
    transformHtml: (html: string) => addSecurityPolicy(html),
    vue: { features: { optionsAPI: false } },
    vite: {
      resolve: { alias: themeParts },
      plugins: [sitePlugin(site), bundlerGuard(site), followCatalogue(site)],
      // The theme is part of this package and imports style sheets, which Node doesn't load.
      ssr: { noExternal: ['hookbook'] },
      // Declared here, or the first search during development reloads the page.
      optimizeDeps: { exclude: ['hookbook', '@hookbook/runtime'], include: ['minisearch'] },
    },
  };
}
