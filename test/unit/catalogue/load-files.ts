import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LoadedCatalogue, type LoadOptions, loadCatalogue } from '../../../catalogue/catalogue.js';
import type { Catalogue } from '../../../catalogue/model/model.js';
import { temporaryFolder } from '../output/temporary-folder.js';

/** Writes files and loads the first. */
export async function loadFiles(
  files: Record<string, string>,
  options: LoadOptions = {},
  folder: string = temporaryFolder(),
): Promise<LoadedCatalogue> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return loadCatalogue(join(folder, Object.keys(files)[0] ?? ''), options);
}

export async function load(text: string): Promise<Catalogue> {
  const { catalogue, problems } = await loadFiles({ 'asyncapi.yaml': text });
  if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
  return catalogue;
}

/** A problem on a word: its code and line. */
export const codesOf = ({ problems }: LoadedCatalogue) => problems.map(({ code, line }) => `${code}:${line}`);
