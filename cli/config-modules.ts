import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isCustom } from '../generators/index.js';
import type { Settings } from './settings.js';

const relativeImport = /\b(?:from|import|require)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g;

/**
 * Lists the absolute paths of a config file with custom generators, and of the modules that it imports by relative
 * paths, directly or through others. Empty for other configs. Leaves out installed packages and files that a generator
 * reads.
 */
export function listConfigModules({ config, generators }: Pick<Settings, 'config' | 'generators'>): string[] {
  if (config === null || !generators?.some(isCustom)) return [];
  const modules = new Set([resolve(config)]);
  for (const module of modules) {
    for (const [, , specifier = ''] of readFileSync(module, 'utf8').matchAll(relativeImport)) {
      const imported = fileURLToPath(new URL(specifier, pathToFileURL(module)));
      if (statSync(imported, { throwIfNoEntry: false })?.isFile()) modules.add(imported);
    }
  }
  return [...modules];
}
