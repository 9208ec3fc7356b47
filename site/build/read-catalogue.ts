import { readFileSync, statSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/model/model.js';
import { snapshotFormat } from '../../generators/contracts/snapshot.js';

/** VitePress opens a site once for its configuration and once for each kind of pages: of a large catalogue, reading it is most of that. */
const known = new Map<string, { readonly state: string; readonly catalogue: Catalogue }>();

/**
 * The catalogue that `hookbook generate` wrote into a folder, as it is now. Throws where there is none, or one that this version doesn't
 * know.
 */
export function readCatalogue(folder: string): Catalogue {
  const path = `${folder}/catalogue.json`;
  const state = describeFile(path);
  const last = known.get(path);
  if (last?.state === state) return last.catalogue;
  const { format, catalogue } = parse(readFileSync(path, 'utf8'), path) as { readonly format: unknown; readonly catalogue: Catalogue };
  if (format !== snapshotFormat)
    throw new Error(
      `${path} has format ${JSON.stringify(format)}, this version of hookbook reads ${snapshotFormat}: run hookbook generate`,
    );
  known.set(path, { state, catalogue });
  return catalogue;
}

/** What is another after every write: `generate` puts a new file into the place of the old one. */
function describeFile(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  } catch (cause) {
    throw new Error(`no ${path}: run hookbook generate, or name the folder that it writes`, { cause });
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON: run hookbook generate`, { cause });
  }
}
