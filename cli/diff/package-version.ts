import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ownString } from '../../catalogue/model/own.js';
import { UsageError } from '../exit.js';
import { packPackage } from './npm.js';
import { maxSnapshotBytes, readSnapshot } from './read-snapshot.js';
import { readTarball } from './tarball.js';
import { withTemporaryFolder } from './temporary-folder.js';
import { type LoadedVersion, type Surroundings, VersionFault } from './version.js';

/** `npm:@acme/events@^1.2`: a package as it is published. */
export interface PackageName {
  readonly name: string;
  /** A version, a range or a tag; null where none is given. */
  readonly range: string | null;
  /** Whether `npm:` is in front: from the registry, also where one is installed. */
  readonly forced: boolean;
}

/** The parts of a package's name; null for what is none. Nothing but the registry is named so: no URL, no folder, no git. */
export function parsePackage(text: string): PackageName | null {
  const match = /^(?<forced>npm:)?(?<name>(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*)(?:@(?<range>[\w.+~^<>=*|\x20-]+))?$/i.exec(
    text,
  );
  const { forced, name, range } = match?.groups ?? {};
  if (name === undefined || name.length > 214) return null;
  return { name, range: range ?? null, forced: forced !== undefined };
}

/**
 * What a package published: the installed one where no version is named, otherwise the registry's, of which nothing but `catalogue.json` is
 * read. null where it is no package's name, or one without scope and version that isn't installed: a slip of the pen must not fetch
 * a stranger's package.
 */
export async function loadPackage(text: string, { cwd, env }: Surroundings): Promise<LoadedVersion | null> {
  const wanted = parsePackage(text);
  if (wanted === null) {
    if (text.startsWith('npm:')) throw new UsageError(`${text} names no package of a registry: write npm:@scope/name or npm:name@1.2.3`);
    return null;
  }
  const installed = wanted.forced || wanted.range !== null ? null : findInstalled(wanted.name, cwd);
  if (installed !== null) return loadInstalled(wanted.name, installed);
  if (!wanted.forced && wanted.range === null && !wanted.name.startsWith('@')) return null;
  return loadPublished(wanted, cwd, env);
}

/** The folder of an installed package, as Node would find it; null where there is none. */
function findInstalled(name: string, folder: string): string | null {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(folder) === folder ? null : findInstalled(name, dirname(folder));
}

function loadInstalled(name: string, folder: string): LoadedVersion {
  const file = join(folder, 'catalogue.json');
  const label = `${name}${versionOf(readFileSync(join(folder, 'package.json'), 'utf8'))} (node_modules)`;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(lacking(label));
  if (stat.size > maxSnapshotBytes) throw new VersionFault(`${label}: catalogue.json is larger than ${maxSnapshotBytes} bytes`);
  return { kind: 'package', label, catalogue: readSnapshot(readFileSync(file, 'utf8'), label), problems: [], document: null };
}

async function loadPublished({ name, range }: PackageName, cwd: string, env: Surroundings['env']): Promise<LoadedVersion> {
  return withTemporaryFolder(async (folder) => {
    const packed = await packPackage(range === null ? name : `${name}@${range}`, { cwd: resolve(cwd), into: folder, env });
    const files = await readTarball(packed, ['catalogue.json', 'package.json']);
    const label = `${name}${versionOf(files.get('package.json')?.toString('utf8') ?? '')} (registry)`;
    const catalogue = files.get('catalogue.json');
    if (!catalogue) throw new UsageError(lacking(label));
    return { kind: 'package', label, catalogue: readSnapshot(catalogue.toString('utf8'), label), problems: [], document: null };
  });
}

const lacking = (label: string) => `${label} has no catalogue.json: it was not published with what hookbook generate writes`;

/** ` 1.2.0`, or nothing where the package doesn't say. */
function versionOf(packageJson: string): string {
  try {
    const version = ownString(JSON.parse(packageJson), 'version');
    return version === null ? '' : ` ${version}`;
  } catch {
    return ''; // its version is for show; the catalogue is what counts
  }
}
