import { join, resolve, sep } from 'node:path';
import type { SiteConfig, UserConfig } from 'vitepress';
import type { SiteData } from './open-site.js';
import { readCatalogue } from './read-catalogue.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/** How often the generated folder is looked at. In milliseconds. */
const interval = 200;

/**
 * During development, restarts VitePress when `hookbook generate` has written another catalogue, because pages, sidebars
 * and downloads all depend on it.
 *
 * The file is not simply watched as a dependency of VitePress's configuration. VitePress 1.6 misses a change between
 * reading its configuration and watching the file, and a second change while it restarts makes it exit. So each server
 * looks for a catalogue other than the one that its configuration was made of, and asks for one restart.
 */
export function followCatalogue({ generated, catalogue }: Pick<SiteData, 'generated' | 'catalogue'>): Plugin {
  let configuration: SiteConfig | undefined;
  return {
    name: 'hookbook:follow-catalogue',
    apply: 'serve',
    configResolved(config) {
      configuration = (config as unknown as { readonly vitepress?: SiteConfig }).vitepress;
    },
    configureServer({ watcher, httpServer, config: { logger } }) {
      let fault = '';
      const timer = setInterval(() => {
        try {
          if (readCatalogue(generated) === catalogue) return;
        } catch (error) {
          if (fault !== String(error)) logger.error(String(error));
          fault = String(error);
          return;
        }
        clearInterval(timer);
        const file = resolve(join(generated, 'asyncapi.json')).split(sep).join('/');
        configuration?.configDeps.push(file);
        watcher.emit('change', file);
      }, interval);
      httpServer?.once('close', () => clearInterval(timer));
    },
  };
}
