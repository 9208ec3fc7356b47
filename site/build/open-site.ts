import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vitepress';
import type { Catalogue } from '../../catalogue/model/model.js';
import { type Addresses, nameAddresses } from './addresses.js';
import { buildConfig } from './config.js';
import { checkPages, type DynamicPages, eventPages, providerPages } from './pages.js';
import { readCatalogue } from './read-catalogue.js';

/** The catalogue that `hookbook generate` wrote, and the addresses of its pages. */
export interface SiteData {
  readonly catalogue: Catalogue;
  readonly addresses: Addresses;
  /** The folder that `hookbook generate` wrote; an absolute path without a slash at its end. */
  readonly generated: string;
  readonly options: SiteOptions;
}

export interface SiteOptions {
  /** The folder that `hookbook generate` writes: a path, absolute or from the working directory, or a `file:` URL. */
  readonly generated: string | URL;
  /**
   * The URL of the repository's files: `https://github.com/owner/name/blob/main/`. Default: no links to the repository.
   */
  readonly repository?: string | null;
  /** The site's folder in the repository. Default: `docs`. */
  readonly folder?: string;
  /** Where apps import generated code from: a package, or a path with a dot in front. Default: `@hookbook/events`. */
  readonly package?: string;
}

/** The parts of a site, one for each file that VitePress reads. */
export interface Site {
  /** For `extends` in `.vitepress/config`. */
  readonly config: UserConfig;
  /** For `reference/[provider]/index.paths`. */
  readonly providerPages: DynamicPages;
  /** For `reference/[provider]/check.paths`. */
  readonly checkPages: DynamicPages;
  /** For `reference/[provider]/[event]/index.paths`. */
  readonly eventPages: DynamicPages;
}

/**
 * Opens the site of a generated folder. It reads the document in that folder, so the pages match the generated code.
 * Throws if the folder has no `asyncapi.json`, or one that can't be read.
 */
export function openSite(options: SiteOptions): Site {
  return {
    config: buildConfig(readSite(options)),
    // Read on each access: during development, VitePress keeps the `.paths` files that it has loaded.
    providerPages: { paths: () => providerPages(readSite(options)).paths() },
    checkPages: { paths: () => checkPages(readSite(options)).paths() },
    eventPages: { paths: () => eventPages(readSite(options)).paths() },
  };
}

function readSite(options: SiteOptions): SiteData {
  const generated = folderOf(options.generated);
  const catalogue = readCatalogue(generated);
  return { catalogue, addresses: nameAddresses(catalogue), generated, options };
}

function folderOf(folder: string | URL): string {
  return (typeof folder === 'string' ? folder : fileURLToPath(folder)).replace(/(?<=.)[\\/]+$/, '');
}
