import { join, resolve, sep } from 'node:path';
import type { SiteConfig, UserConfig } from 'vitepress';
import type { SiteData } from './open-site.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/**
 * During development, restarts VitePress when `hookbook generate` has written another catalogue, because pages, sidebars
 * and downloads all depend on it. VitePress watches it like a file that its configuration imports.
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
