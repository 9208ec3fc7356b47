import type { OutputFile } from './generator.js';
import { isSafePath } from './paths.js';

/** The list of our files, which includes itself, relative to the output folder. */
export const manifestPath = 'manifest.json';

/** The manifest of these files. Sorted by code unit, so that the order of generators doesn't matter. */
export function renderManifest(files: readonly OutputFile[]): OutputFile {
  const paths = [manifestPath, ...files.map(({ path }) => path)].sort();
  return { path: manifestPath, contents: `${JSON.stringify({ files: paths }, null, 2)}\n` };
}

/**
 * Reads the paths that a manifest lists; null if the text is another program's `manifest.json`. Only returns safe
 * paths: a manifest could have been edited, and must not lead out of its folder. One with merge conflicts counts with
 * both sides' paths, because generating again fixes it.
 */
export function parseManifest(text: string): readonly string[] | null {
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (!/^(?:<{7}|={7}|>{7})/m.test(text) || !text.includes('"files"')) return null;
    value = { files: [...text.matchAll(/^\s*"([^"\\]+)",?$/gm)].map(([, path]) => path) };
  }
  const files = typeof value === 'object' && value !== null && 'files' in value ? value.files : null;
  if (!Array.isArray(files)) return null;
  return files.filter((path): path is string => typeof path === 'string' && isSafePath(path));
}
