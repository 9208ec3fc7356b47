import type { UserConfig } from 'vitepress';
import { buildDownloads, type Download } from './downloads.js';
import type { SiteData } from './open-site.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/** The site's files beside its pages: written with the build, and served as they are while developing. */
export function sitePlugin(site: SiteData): Plugin {
  let ssr = false;
  return {
    name: 'hookbook:site',
    configResolved({ build }) {
      ssr = Boolean(build.ssr);
    },
    generateBundle() {
      if (ssr) return;
      for (const { path, contents } of buildDownloads(site)) this.emitFile({ type: 'asset', fileName: path.slice(1), source: contents });
    },
    configureServer({ middlewares, config }) {
      const downloads = new Map(buildDownloads(site).map((download): [string, Download] => [download.path, download]));
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const download = downloads.get(pathname.replace(config.base, '/'));
        if (download === undefined) return next();
        response.setHeader('content-type', download.type).end(download.contents);
      });
    },
  };
}
