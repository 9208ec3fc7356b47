import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vitepress';
import type { Catalogue } from '../../catalogue/model/model.js';
import { type Addresses, nameAddresses } from './addresses.js';
import { buildConfig } from './config.js';
import { checkPages, type DynamicPages, eventPages, providerPages } from './pages.js';
import { readCatalogue } from './read-catalogue.js';

/** What a site is made of: the catalogue that `hookbook generate` wrote, and where its pages stand. */
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
  /** What a file's path in the repository is put behind to open it: `https://github.com/owner/name/blob/main/`. Default: no such links. */
  readonly repository?: string | null;
  /** The site's folder in the repository. Default: `docs`. */
  readonly folder?: string;
  /** What apps import the generated code from: a package, or a path where it begins with a dot. Default: `@hookbook/events`. */
  readonly package?: string;
}

/** The parts of a site, each for the file in which VitePress looks for it. */
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
 * The site of what has been generated: it reads the document that was generated from, so the pages say what the generated code says.
 * Throws if the folder has no `asyncapi.json`, or one that can't be read.
 */
export function openSite(options: SiteOptions): Site {
  return {
    config: buildConfig(readSite(options)),
    // Read each time that they are asked for: while developing, VitePress keeps what it has loaded of `.paths` files.
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
