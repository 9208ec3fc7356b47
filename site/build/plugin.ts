import type { SiteConfig, UserConfig } from 'vitepress';
import { buildDownloads } from './downloads.js';
import { readGuides } from './guides.js';
import type { SiteData } from './open-site.js';
import { buildSearchIndex } from './search-index.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/** The site's files next to its pages: written by the build, and served during development. */
export function sitePlugin(site: SiteData): Plugin {
  let ssr = false;
  let vitepress: SiteConfig;
  return {
    name: 'hookbook:site',
    configResolved(config) {
      ssr = Boolean(config.build.ssr);
      vitepress = (config as unknown as { readonly vitepress: SiteConfig }).vitepress;
    },
    async generateBundle() {
      if (ssr) return;
      for (const { path, contents } of buildDownloads(site)) this.emitFile({ type: 'asset', fileName: path.slice(1), source: contents });
      this.emitFile({ type: 'asset', fileName: 'search.json', source: await printSearchIndex(site, vitepress) });
    },
    configureServer({ middlewares, config }) {
      const downloads = new Map(buildDownloads(site).map((download) => [download.path, download]));
      middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(config.base, '/');
        const download = downloads.get(path);
        if (download !== undefined) response.setHeader('content-type', download.type).end(download.contents);
        else if (path !== '/search.json') next();
        else printSearchIndex(site, vitepress).then((json) => response.setHeader('content-type', 'application/json').end(json), next);
      });
    },
  };
}

/** The index that the search dialog fetches when it opens. During development it has the current guides. */
async function printSearchIndex(site: SiteData, config: SiteConfig): Promise<string> {
  // VitePress keeps a single renderer for all pages.
  const { createMarkdownRenderer } = await import('vitepress');
  const markdown = await createMarkdownRenderer(config.srcDir, config.markdown, config.site.base, config.logger);
  return `${JSON.stringify(buildSearchIndex(site, await readGuides(config, markdown)))}\n`;
}
