import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findStale, isMissing, isOurs, OutputError, readFound, readOwnedPaths } from './folder.js';
import type { OutputFile } from './generator.js';
import { manifestPath } from './manifest.js';
import { packageJsonPath } from './package-json.js';

/** Paths relative to the output folder, sorted. */
export interface Written {
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: number;
}

/**
 * Updates a folder: writes files that differ, deletes files that we wrote before and no longer generate, and touches
 * nothing else. Files are staged first, and moved when only the moves can still fail. The manifest moves last, so an
 * interrupted run leaves the old one, which lists every file to delete. Throws an OutputError and changes nothing if a
 * file that is not ours is in the way or the system refuses.
 */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<Written> {
  try {
    await assertFolder(folder);
    const stale = await findStale(folder, files);
    const changed = await findChanged(folder, files, stale);
    if (changed.length > 0) await replaceFiles(folder, changed, stale);
    else await deleteFiles(folder, stale);
    const written = changed.map(({ path }) => path).sort();
    return { written, deleted: stale.sort(), unchanged: files.length - written.length };
  } catch (error) {
    if (isRefusal(error)) throw new OutputError(`the output folder cannot be written: ${error.message}`, { cause: error });
    throw error;
  }
}

async function assertFolder(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new OutputError('the output folder is a file: name another one with --out');
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function findChanged(folder: string, files: readonly OutputFile[], stale: readonly string[]): Promise<OutputFile[]> {
  const owned = new Set(await readOwnedPaths(folder));
  // If the file system ignores letter case, deleting the old spelling of a name deletes the new one.
  const going = new Set(stale.map((path) => path.toLowerCase()));
  const changed: OutputFile[] = [];
  const foreign: string[] = [];
  for (const file of files) {
    const found = await readFound(folder, file.path);
    if (found.kind === 'file' && found.contents === file.contents && !going.has(file.path.toLowerCase())) continue;
    if (found.kind === 'folder')
      throw new OutputError(`${file.path} in the output folder is a folder where a file is to be written: remove it`);
    const repairable = owned.has(file.path) && file.path !== packageJsonPath;
    if (found.kind === 'file' && !repairable && !isOurs(file.path, found.contents, owned)) foreign.push(file.path);
    changed.push(file);
  }
  if (foreign.length > 0)
    throw new OutputError(
      `hookbook did not write ${listed(foreign)} and will not overwrite it: move it away, or name another folder with --out`,
    );
  return changed;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more files in the output folder` : `${shown} in the output folder`;
}

async function replaceFiles(folder: string, changed: readonly OutputFile[], stale: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  // Inside the output folder, because moves are only atomic within a file system.
  const staging = await mkdtemp(join(folder, stagingPrefix));
  try {
    const moves = changed.map(({ path, contents }, index) => ({ path, contents, from: join(staging, String(index)) }));
    for (const { from, contents } of moves) await writeFile(from, contents);
    await deleteFiles(folder, stale);
    for (const { path } of moves) await mkdir(join(folder, dirname(path)), { recursive: true });
    for (const { path, from } of moves) if (path !== manifestPath) await rename(from, join(folder, path));
    for (const { path, from } of moves) if (path === manifestPath) await rename(from, join(folder, path));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const stagingPrefix = '.hookbook-';
/** No run takes this long, in milliseconds. */
const abandonedMs = 10 * 60_000;

/** Removes what a killed run left. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || !entry.name.startsWith(stagingPrefix)) continue;
    if (Date.now() - (await stat(path)).mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true });
  }
}

async function deleteFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await rm(join(folder, path), { force: true });
    await removeEmptyFolders(folder, dirname(path));
  }
}

async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  for (let parent = path; parent !== '.'; parent = dirname(parent)) {
    try {
      await rmdir(join(folder, parent));
    } catch (error) {
      if (isMissing(error)) continue;
      if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return;
      throw error;
    }
  }
}

const refusals = new Set('EACCES EPERM EROFS ENOSPC EDQUOT EISDIR ENOTDIR EEXIST ENAMETOOLONG ELOOP EBUSY EMFILE'.split(' '));

function isRefusal(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && refusals.has(error.code);
}
