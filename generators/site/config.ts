import type { DefaultTheme, PageData, UserConfig } from 'vitepress';
import { followCatalogue } from './follow-catalogue.js';
import { buildLocales } from './locales.js';
import { markdownOptions } from './markdown.js';
import type { SiteData } from './open-site.js';
import { describePage } from './page-data.js';
import { sitePlugin } from './plugin.js';
import { addSecurityPolicy } from './security-policy.js';
import { buildSidebar } from './sidebar.js';

/** The configuration that the site's pages need, whatever else a project's own says. */
export function buildConfig(site: SiteData): UserConfig<DefaultTheme.Config> {
  return {
    // `metaChunk`: else the sidebar stands in an inline script, which the security policy would have to allow.
    metaChunk: true,
    appearance: { disableTransition: false } as UserConfig['appearance'] & object,
    router: { prefetchLinks: false },
    markdown: markdownOptions(site.options),
    locales: buildLocales(site.catalogue),
    themeConfig: { i18nRouting: false, sidebar: buildSidebar(site), outline: { level: [2, 3] } },
    transformPageData: (page: PageData) => describePage(page, site),
    transformHtml: (html: string) => addSecurityPolicy(html),
    vite: {
      plugins: [sitePlugin(site), followCatalogue(site)],
      // The theme is part of this package and imports style sheets, which Node doesn't load.
      ssr: { noExternal: ['hookbook'] },
      optimizeDeps: { exclude: ['hookbook'] },
    },
  };
}
