import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedNotice, type OutputFile } from './generator.js';
import { manifestPath, parseManifest } from './manifest.js';
import { isOurPackageJson, packageJsonPath } from './package-json.js';

/** Files can't be written because of the folder or the system, not because of the document. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** What is at a path below the output folder. Links are never followed: they could lead anywhere. */
export type Found = { readonly kind: 'none' | 'folder' | 'link' } | { readonly kind: 'file'; readonly contents: string };

/** Inspects a path below the output folder. Throws an OutputError if a folder on the way is a link or a file. */
export async function readFound(folder: string, path: string): Promise<Found> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const parent = parts.slice(0, depth).join('/');
    const kind = await kindOf(join(folder, parent));
    if (kind === 'none') return { kind };
    if (kind === 'link')
      throw new OutputError(`${parent} in the output folder is a symbolic link; hookbook does not write through it: remove it`);
    if (kind === 'file') throw new OutputError(`${parent} in the output folder is a file where a folder is needed: remove it`);
  }
  const kind = await kindOf(join(folder, path));
  return kind === 'file' ? { kind, contents: await readFile(join(folder, path), 'utf8') } : { kind };
}

async function kindOf(path: string): Promise<Found['kind']> {
  try {
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) return 'link';
    return stat.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isMissing(error)) return 'none';
    throw error;
  }
}

/** Whether a file system's error says that there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** The paths that the folder's manifest lists; none if there is no manifest, or if it is another program's. */
export async function readOwnedPaths(folder: string): Promise<readonly string[]> {
  const found = await readFound(folder, manifestPath);
  return found.kind === 'file' ? (parseManifest(found.contents) ?? []) : [];
}

/**
 * Whether we wrote a file on disk. Being listed in the manifest is not enough to delete a file: a user may have taken
 * it over and removed the notice. JSON can't have a notice; a package.json is the user's as soon as anything was added
 * to it.
 */
export function isOurs(path: string, contents: string, owned: ReadonlySet<string>): boolean {
  if (path === manifestPath) return parseManifest(contents) !== null;
  if (path === packageJsonPath) return owned.has(path) && isOurPackageJson(contents);
  return path.endsWith('.json') ? owned.has(path) : carriesNotice(contents);
}

/** Whether the notice is in a file's first lines (a page may have front matter above it). */
export function carriesNotice(contents: string): boolean {
  return contents.slice(0, 500).includes(generatedNotice);
}

/** Files to delete: we wrote them before and no longer generate them. */
export async function findStale(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  const owned = await readOwnedPaths(folder);
  const current = new Set(files.map(({ path }) => path));
  const stale: string[] = [];
  for (const path of owned) {
    if (current.has(path)) continue;
    const found = await readFound(folder, path);
    if (found.kind === 'file' && isOurs(path, found.contents, new Set(owned))) stale.push(path);
  }
  return stale;
}
