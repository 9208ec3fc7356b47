import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadedCatalogue } from '../catalogue/catalogue.js';
import { UsageError } from './exit.js';
import type { Settings } from './settings.js';

/** Reads the document that the settings name. The parser is loaded here and no earlier. */
export async function loadDocument({ document, root }: Settings): Promise<LoadedCatalogue> {
  if (root !== null && !statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`there is no folder ${root} for --root`);
  const { loadCatalogue } = await import('../catalogue/catalogue.js');
  return loadCatalogue(document, root === null ? {} : { root: resolve(root) });
}
