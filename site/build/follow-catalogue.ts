import { join, resolve, sep } from 'node:path';
import type { SiteConfig, UserConfig } from 'vitepress';
import type { SiteData } from './open-site.js';
import { readCatalogue } from './read-catalogue.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;
type DevelopmentServer = Parameters<Extract<Plugin['configureServer'], (...args: never) => unknown>>[0];

/** How often the generated folder is looked at. In milliseconds. */
const interval = 200;

/**
 * During development, restarts VitePress when `hookbook generate` has written another catalogue, because pages,
 * sidebars and downloads all depend on it.
 *
 * The file is not simply watched as a dependency of VitePress's configuration. VitePress 1.6 misses a change between
 * reading its configuration and watching the file, and it exits if it has to restart while it restarts, or while Vite 5
 * still bundles the browser's dependencies. So each server looks for a catalogue other than the one that its
 * configuration was made of, and asks for one restart, once those are bundled.
 */
export function followCatalogue({ generated, catalogue }: Pick<SiteData, 'generated' | 'catalogue'>): Plugin {
  let configuration: SiteConfig | undefined;
  return {
    name: 'hookbook:follow-catalogue',
    apply: 'serve',
    configResolved(config) {
      configuration = (config as unknown as { readonly vitepress?: SiteConfig }).vitepress;
    },
    configureServer(server) {
      let fault = '';
      const timer = setInterval(() => {
        try {
          if (readCatalogue(generated) === catalogue) return;
        } catch (error) {
          if (fault !== String(error)) server.config.logger.error(String(error));
          fault = String(error);
          return;
        }
        clearInterval(timer);
        void dependenciesBundled(server).then(() => {
          const file = resolve(join(generated, 'asyncapi.json')).split(sep).join('/');
          configuration?.configDeps.push(file);
          server.watcher.emit('change', file);
        });
      }, interval);
      server.httpServer?.once('close', () => clearInterval(timer));
    },
  };
}

/** Vite bundles all dependencies that it knows of at the start together; loading one waits for them. */
async function dependenciesBundled({ pluginContainer }: DevelopmentServer): Promise<void> {
  const vue = await pluginContainer.resolveId('vue');
  // Rejected if Vite bundles anew, in which case VitePress loads the page again.
  if (vue) await pluginContainer.load(vue.id).catch(() => undefined);
}
