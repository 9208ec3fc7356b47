import { join, resolve, sep } from 'node:path';
import type { SiteConfig, UserConfig } from 'vitepress';
import type { SiteData } from './open-site.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/**
 * While developing, VitePress starts again when `hookbook generate` has written another catalogue: pages, sidebars and downloads all follow
 * from it. To VitePress it is then a file that the configuration was made of, which it watches.
 */
export function followCatalogue({ generated }: Pick<SiteData, 'generated'>): Plugin {
  return {
    name: 'hookbook:follow-catalogue',
    apply: 'serve',
    configResolved(config) {
      const { vitepress } = config as unknown as { readonly vitepress?: SiteConfig };
      vitepress?.configDeps.push(resolve(join(generated, 'asyncapi.json')).split(sep).join('/'));
    },
  };
}
