import { readFileSync, statSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/model/model.js';
import { readPublished } from '../../catalogue/published.js';

/** VitePress opens a site once for its configuration and once for each type of page, and reading takes long. */
const known = new Map<string, { readonly state: string; readonly catalogue: Catalogue }>();

/** Reads the catalogue that `hookbook generate` wrote into a folder. Throws if it is missing or can't be read. */
export function readCatalogue(folder: string): Catalogue {
  const path = `${folder}/asyncapi.json`;
  const state = describeFile(path);
  const last = known.get(path);
  if (last?.state === state) return last.catalogue;
  const catalogue = read(path);
  known.set(path, { state, catalogue });
  return catalogue;
}

/** Changes with every write, because `generate` moves a new file over the old one. */
function describeFile(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    throw new Error(`no ${path}: run hookbook generate, or name the folder that it writes`, { cause });
  }
}

function read(path: string): Catalogue {
  try {
    return readPublished(readFileSync(path, 'utf8'), path);
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : path}: run hookbook generate`, { cause });
  }
}
