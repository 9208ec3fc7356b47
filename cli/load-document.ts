import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { keepProviders } from '../catalogue/build/keep-providers.js';
import type { LoadedCatalogue } from '../catalogue/catalogue.js';
import type { Catalogue } from '../catalogue/model/model.js';
import { UsageError } from './exit.js';
import type { Settings } from './settings.js';

/** Reads the document of the settings. Loads the parser, which other commands don't need. */
export async function loadDocument({
  document,
  root,
  providers,
}: Pick<Settings, 'document' | 'root' | 'providers'>): Promise<LoadedCatalogue> {
  if (root !== null && !statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`there is no folder ${root} for --root`);
  const { loadCatalogue } = await import('../catalogue/catalogue.js');
  const loaded = await loadCatalogue(document, root === null ? {} : { root: resolve(root) });
  if (providers === null || !loaded.catalogue) return loaded;
  return { ...loaded, catalogue: takeProviders(loaded.catalogue, providers) };
}

/** Limits the catalogue to these providers. Throws a UsageError that lists the known ones if one is missing. */
export function takeProviders(catalogue: Catalogue, keys: readonly string[]): Catalogue {
  const known = catalogue.providers.map(({ key }) => key);
  const missing = keys.find((key) => !known.includes(key));
  if (missing !== undefined)
    throw new UsageError(`the document has no provider ${JSON.stringify(missing)}; it has ${known.join(', ') || 'none'}`);
  return keepProviders(catalogue, keys);
}
