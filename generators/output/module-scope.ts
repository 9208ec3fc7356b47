import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { carriesNotice, isMissing, readFound, readOwnedPaths } from './folder.js';
import { isCode, isOurPackageJson, packageJsonPath } from './package-json.js';

/** Whether Node and TypeScript read the code in an output folder as ES modules, which it is. */
export interface ModuleScope {
  /** Whether `generate` writes the folder's package.json. */
  readonly ours: boolean;
  /** Why they don't; null if they do. */
  readonly warning: ScopeWarning | null;
}

export interface ScopeWarning {
  /** `own`: we didn't write the folder's package.json. `shared`: it has none, and ours would affect other files. */
  readonly kind: 'own' | 'shared';
  /** The absolute path of the package.json that applies; null if there is none. */
  readonly path: string | null;
}

/**
 * Inspects an output folder before files are written to it. A package.json that someone else wrote is kept. None is
 * added to a folder that contains other code or one of the `projects` folders, since `"type": "module"` would apply to
 * those files too.
 */
export async function openModuleScope(folder: string, projects: readonly string[]): Promise<ModuleScope> {
  try {
    return await inspect(folder, projects);
  } catch (error) {
    // What can't be read can't be written either: writing will report the error.
    if (error instanceof Error && 'code' in error) return { ours: true, warning: null };
    throw error;
  }
}

async function inspect(folder: string, projects: readonly string[]): Promise<ModuleScope> {
  const owned = new Set(await readOwnedPaths(folder));
  const found = await readFound(folder, packageJsonPath);
  if (found.kind === 'file' && owned.has(packageJsonPath) && isOurPackageJson(found.contents)) return { ours: true, warning: null };
  if (found.kind !== 'none') return { ours: false, warning: await findWarning('own', folder) };
  const isShared = projects.some((project) => isInside(folder, project)) || (await hasOtherCode(folder, owned));
  return isShared ? { ours: false, warning: await findWarning('shared', folder) } : { ours: true, warning: null };
}

async function findWarning(kind: ScopeWarning['kind'], folder: string): Promise<ScopeWarning | null> {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, packageJsonPath);
    const text = await readIfThere(path);
    if (text !== null) return isModule(text) ? null : { kind, path };
    if (dirname(at) === at) return { kind, path: null };
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    if (error instanceof Error && 'code' in error) return ''; // a folder, or not permitted: it says nothing
    throw error;
  }
}

function isModule(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'module';
  } catch {
    return false; // Node refuses it as well
  }
}

/** Whether a path is the folder or inside it. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^(?:[a-z]:|[/\\])/i.test(way);
}

async function hasOtherCode(folder: string, owned: ReadonlySet<string>, below = ''): Promise<boolean> {
  for (const entry of await listFolder(join(folder, below))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'node_modules' && (await hasOtherCode(folder, owned, path))) return true;
    if (!entry.isFile() || owned.has(path) || !isCode(path)) continue;
    if (!carriesNotice(await readFile(join(folder, path), 'utf8'))) return true;
  }
  return false;
}

async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
