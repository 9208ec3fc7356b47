import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UsageError } from '../exit.js';
import { maxSnapshotBytes, readSnapshot } from './read-snapshot.js';
import { readTarball } from './tarball.js';
import { type LoadedVersion, type Surroundings, VersionFault } from './version.js';

/** What is looked for in a folder, in this order: what was generated says what was published, whatever became of its document. */
export const namesInFolder = ['catalogue.json', 'asyncapi.yaml', 'asyncapi.yml', 'asyncapi.json'] as const;

/** The version that a folder holds; null where it holds none. */
export function findInFolder(has: (name: string) => boolean, pathOf: (name: string) => string): string | null {
  const name = namesInFolder.find(has);
  return name === undefined ? null : pathOf(name);
}

/** A document, a `catalogue.json`, a packed package, or a folder with one of the first two; null where there is nothing of that name. */
export async function loadFile(name: string, { cwd, root }: Surroundings): Promise<LoadedVersion | null> {
  const absolute = resolve(cwd, name);
  const stat = name === '' || name.includes('\0') ? undefined : statSync(absolute, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (!stat.isDirectory()) return loadFrom({ kind: 'file', label: name, file: absolute, root: rootOf(absolute, cwd, root) });
  const inside = findInFolder(
    (each) => existsSync(join(absolute, each)),
    (each) => join(name, each),
  );
  if (inside === null) return null;
  const file = resolve(cwd, inside);
  return loadFrom({ kind: 'file', label: inside, file, root: rootOf(file, cwd, root) });
}

/** The given root where the file lies below it: it is meant for the working document, and another may lie elsewhere. */
function rootOf(file: string, cwd: string, root: string | null): string {
  const wide = root === null ? null : resolve(cwd, root);
  return wide !== null && file.startsWith(wide.endsWith(sep) ? wide : wide + sep) ? wide : dirname(file);
}

export interface VersionFile {
  readonly kind: LoadedVersion['kind'];
  readonly label: string;
  /** Absolute. */
  readonly file: string;
  /** The folder that `$ref`s may not leave. */
  readonly root: string;
  /** How problems name another file, which is relative to the document's folder; only for one that isn't in the working tree. */
  readonly nameOf?: (file: string) => string;
}

/** Reads a file, whichever of the three it is. */
export async function loadFrom({ kind, label, file, root, nameOf }: VersionFile): Promise<LoadedVersion> {
  if (/\.(?:tgz|tar\.gz)$/i.test(file)) return loadTarball(label, file);
  const snapshot = readPossibleSnapshot(file, label);
  if (snapshot !== null) return { kind, label, catalogue: readSnapshot(snapshot, label), problems: [], document: null };
  const { loadCatalogue } = await import('../../catalogue/catalogue.js');
  const { catalogue, problems } = await loadCatalogue(file, { root, name: label });
  const named = nameOf
    ? problems.map((problem) => (problem.file === label ? problem : { ...problem, file: nameOf(problem.file) }))
    : problems;
  return { kind, label, catalogue, problems: named, document: nameOf ? null : label };
}

async function loadTarball(label: string, file: string): Promise<LoadedVersion> {
  const files = await readTarball(file, ['catalogue.json']);
  const catalogue = files.get('catalogue.json');
  if (!catalogue) throw new UsageError(`${label} has no catalogue.json: it was not packed with what hookbook generate writes`);
  return { kind: 'package', label, catalogue: readSnapshot(catalogue.toString('utf8'), label), problems: [], document: null };
}

/** The text of a file that is a `catalogue.json`, by its name or by what it holds; null for all else. */
function readPossibleSnapshot(file: string, label: string): string | null {
  if (!/\.json$/i.test(file)) return null;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  if (stat.size > maxSnapshotBytes) throw new VersionFault(`${label} is larger than ${maxSnapshotBytes} bytes`);
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  return basename(file) === 'catalogue.json' || /^\s*\{\s*"format"\s*:/.test(text) ? text : null;
}
