import { posix } from 'node:path';
import type { FileReader } from '../../catalogue/read/file-reader.js';
import { UsageError } from '../exit.js';
import type { LoadedVersion } from './version.js';

/** Names of documents in a folder, in the order of preference. `generate` and packages use the first. */
const namesInFolder = ['asyncapi.json', 'asyncapi.yaml', 'asyncapi.yml'] as const;

/** The name of the document in a folder; null if there is none. */
export async function findInFolder(files: FileReader, folder: string): Promise<string | null> {
  for (const name of namesInFolder) if ((await files.realPath(posix.join(folder, name))) !== null) return name;
  return null;
}

export interface VersionFile {
  readonly kind: LoadedVersion['kind'];
  readonly label: string;
  readonly files: FileReader;
  /** The document, as `files` takes it. */
  readonly path: string;
  /** The folder that `$ref`s may not leave. */
  readonly root: string;
  /** The prefix of paths in problems, such as `main:`; null in the working tree, whose lines can be annotated. */
  readonly origin: string | null;
}

export async function loadVersion({ kind, label, files, path, root, origin }: VersionFile): Promise<LoadedVersion> {
  const { loadCatalogue } = await import('../../catalogue/catalogue.js');
  const name = origin === null ? label : `${origin}${path}`;
  const { catalogue, problems } = await loadCatalogue(path, { files, root, name });
  const nameOf = (file: string) => (origin === null || file === name ? file : `${origin}${posix.join(posix.dirname(path), file)}`);
  const named = problems.map((problem) => ({ ...problem, file: nameOf(problem.file) }));
  return { kind, label, catalogue, problems: named, document: origin === null ? label : null };
}

/** The version in the folder of a package. Throws a UsageError if it has none. */
export async function loadPackageFolder(label: string, files: FileReader): Promise<LoadedVersion> {
  const path = await findInFolder(files, '');
  if (path === null) throw new UsageError(`${label} has no asyncapi.json: it was not published with what hookbook generate writes`);
  return loadVersion({ kind: 'package', label, files, path, root: '', origin: `${label}:` });
}
