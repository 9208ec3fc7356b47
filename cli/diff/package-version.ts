import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, resolve } from 'node:path';
import { getString } from '../../catalogue/model/properties.js';
import { diskFiles, withSlashes } from '../../catalogue/read/disk-files.js';
import type { FileReader } from '../../catalogue/read/file-reader.js';
import { UsageError } from '../exit.js';
import { loadPackageFolder } from './load-version.js';
import { packPackage } from './npm.js';
import { openTarball } from './tarball-files.js';
import { withTemporaryFolder } from './temporary-folder.js';
import type { LoadedVersion, Surroundings } from './version.js';

/** `npm:@acme/events@^1.2`: a published package. */
export interface PackageName {
  readonly name: string;
  /** A version, a range or a tag; null if none is given. */
  readonly range: string | null;
  /** Whether `npm:` is in front: from the registry, even if the package is installed. */
  readonly forced: boolean;
}

/** The parts of a package's name; null for anything that no registry has: a URL, a folder, a git repository. */
export function parsePackage(text: string): PackageName | null {
  const match = /^(?<forced>npm:)?(?<name>(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*)(?:@(?<range>[\w.+~^<>=*|\x20-]+))?$/i.exec(
    text,
  );
  const { forced, name, range } = match?.groups ?? {};
  if (name === undefined || name.length > 214) return null;
  return { name, range: range ?? null, forced: forced !== undefined };
}

/**
 * The version in a package: the installed one if the name has no version, otherwise the registry's, of which only the
 * document is read. null if it isn't a package's name, or has neither scope nor version and isn't installed: a typo
 * must not fetch a stranger's package.
 */
export async function loadPackage(text: string, { cwd, env }: Surroundings): Promise<LoadedVersion | null> {
  const wanted = parsePackage(text);
  if (wanted === null) {
    if (text.startsWith('npm:')) throw new UsageError(`${text} is not a package in a registry: write npm:@scope/name or npm:name@1.2.3`);
    return null;
  }
  const installed = wanted.forced || wanted.range !== null ? null : findInstalled(wanted.name, cwd);
  if (installed !== null) return loadInstalled(wanted.name, installed);
  if (!wanted.forced && wanted.range === null && !wanted.name.startsWith('@')) return null;
  return loadPublished(wanted, cwd, env);
}

/** The folder of an installed package, as Node would find it; null if there is none. */
function findInstalled(name: string, folder: string): string | null {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(folder) === folder ? null : findInstalled(name, dirname(folder));
}

async function loadInstalled(name: string, folder: string): Promise<LoadedVersion> {
  const files = filesBelow(withSlashes(folder));
  return loadPackageFolder(`${name}${await versionIn(files)} (node_modules)`, files);
}

async function loadPublished({ name, range }: PackageName, cwd: string, env: Surroundings['env']): Promise<LoadedVersion> {
  return withTemporaryFolder(async (folder) => {
    const packed = await packPackage(range === null ? name : `${name}@${range}`, { cwd: resolve(cwd), into: folder, env });
    const files = await openTarball(packed);
    return loadPackageFolder(`${name}${await versionIn(files)} (registry)`, files);
  });
}

/** The files on the disk in a folder, by their paths from there. */
function filesBelow(folder: string): FileReader {
  const absolute = (path: string) => (isAbsolute(path) ? path : posix.join(folder, path));
  return {
    realPath: (path) => diskFiles.realPath(absolute(path)),
    readFiles: (paths) => diskFiles.readFiles(paths.map(absolute)),
  };
}

/** ` 1.2.0`, or nothing if the package has no version: it is only shown. */
async function versionIn(files: FileReader): Promise<string> {
  const [contents] = await files.readFiles(['package.json']);
  if (contents?.kind !== 'text') return '';
  try {
    const version = getString(JSON.parse(contents.text), 'version');
    return version === null ? '' : ` ${version}`;
  } catch {
    return '';
  }
}
