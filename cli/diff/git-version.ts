import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import type { FileReader } from '../../catalogue/read/file-reader.js';
import { UsageError } from '../exit.js';
import { openRepository, type Repository, resolveRevision } from './git.js';
import { findInFolder, loadVersion } from './load-version.js';
import { isOutside, listTree, revisionFiles, type Tree } from './revision-files.js';
import type { LoadedVersion, Surroundings } from './version.js';

/** `main`, `main:asyncapi.yaml`, `HEAD~1:./asyncapi.yaml`: a revision, and the path of the document in it. */
export interface RevisionName {
  readonly revision: string;
  /** null: the document in the settings. */
  readonly path: string | null;
}

/** Splits at the first colon that isn't inside `{…}`, as git does. */
export function parseRevision(name: string): RevisionName {
  let depth = 0;
  for (let at = 0; at < name.length; at++) {
    if (name[at] === '{') depth++;
    else if (name[at] === '}') depth--;
    else if (name[at] === ':' && depth <= 0) return { revision: name.slice(0, at), path: name.slice(at + 1) };
  }
  return { revision: name, path: null };
}

/**
 * The document at a git revision, with every file it references from there; null if the name isn't a revision, or there
 * is no repository. Throws a UsageError if the name can only mean a revision.
 */
export async function loadRevision(name: string, around: Surroundings): Promise<LoadedVersion | null> {
  const { revision, path } = parseRevision(name);
  const repository = await openRepository(around.cwd);
  const commit = repository && (await resolveRevision(repository, revision));
  if (!commit) {
    if (path === null) return null;
    if (!repository) throw new UsageError(`${name}: there is no git repository here, and no file of that name`);
    throw new UsageError(await explainUnknown(repository, revision));
  }
  const location = await locateDocument(repository, { name, revision, path, commit }, around);
  return loadVersion({ kind: 'revision', label: `${revision}:${location.path}`, ...location, origin: `${revision}:` });
}

/** The message for an unknown revision. If a shallow clone lacks it, or only a remote has it, it says how to get it. */
export async function explainUnknown(repository: Repository, revision: string): Promise<string> {
  if (revision === '') return 'name a revision before the colon, such as HEAD:asyncapi.yaml';
  const base = `there is no revision ${revision} in this git repository`;
  if (!revision.includes('/') && (await resolveRevision(repository, `origin/${revision}`)) !== null)
    return `${base}; there is origin/${revision}`;
  if ((await repository.ask(['rev-parse', '--is-shallow-repository'])) === 'true') {
    const isName = /^[\w./-]+$/.test(revision) && revision !== 'HEAD';
    const command = isName ? `git fetch --depth 1 origin ${revision} and compare with FETCH_HEAD` : 'git fetch --unshallow origin';
    return `${base}, which is a shallow clone: run ${command}; in GitHub Actions, check out with fetch-depth: 0`;
  }
  return `${base}: git branch --all lists the branches, and git fetch gets new ones`;
}

interface Wanted extends RevisionName {
  readonly name: string;
  readonly commit: string;
}

interface DocumentLocation {
  /** From the top of the repository. */
  readonly path: string;
  /** The folder that `$ref`s may not leave, also from the top. */
  readonly root: string;
  readonly files: FileReader;
}

/** Locates the document in the commit. Throws a UsageError if it isn't there. */
async function locateDocument(
  repository: Repository,
  { name, revision, path, commit }: Wanted,
  around: Surroundings,
): Promise<DocumentLocation> {
  const given = path === null ? pathBelow(repository, resolve(around.cwd, around.document)) : normalise(path, repository.prefix);
  if (given === null || isOutside(given))
    throw new UsageError(`${path ?? around.document} is not in this git repository: name a file or a package to compare with`);
  const below = around.root === null ? null : pathBelow(repository, resolve(around.cwd, around.root));
  const tree = await listTree(repository, commit, '');
  const files = revisionFiles(repository, tree);
  const document = await findDocument(files, tree, given);
  if (document === null) throw new UsageError(explainMissing({ revision, path, given, name }, tree, repository));
  const folder = posix.dirname(document);
  const isBelow = below !== null && (below === '' || document.startsWith(`${below}/`));
  return { path: document, root: isBelow ? below : folder, files };
}

/** The path itself, or the document in the folder it names. */
async function findDocument(files: FileReader, tree: Tree, path: string): Promise<string | null> {
  const real = await files.realPath(path);
  if (real === null || tree.has(real)) return real === null ? null : path;
  const name = await findInFolder(files, path);
  return name === null ? null : posix.join(path, name);
}

function explainMissing(
  { revision, path, given, name }: RevisionName & { given: string; name: string },
  tree: Tree,
  { prefix }: Repository,
): string {
  const here = path === null ? null : posix.join(prefix, path);
  if (here !== null && here !== given && tree.has(here))
    return `${revision} has no ${given}: a path counts from the top of the repository; write ${revision}:./${path} for ${here}`;
  if (path === null) return `${revision} has no ${given}: name the document as it was there, such as ${revision}:old/asyncapi.yaml`;
  return `${name}: ${revision} has no ${given}; git ls-tree -r --name-only ${revision} lists its files`;
}

/** From the top; as in git, `./` and `../` count from the working directory. */
function normalise(path: string, prefix: string): string {
  const normal = posix.normalize(/^\.\.?(?:\/|$)/.test(path) ? posix.join(prefix, path) : path).replace(/\/$/, '');
  return normal === '.' ? '' : normal;
}

/** A path of the working tree from the top of the repository; null if it is outside. */
function pathBelow({ top }: Repository, absolute: string): string | null {
  const folder = nearestFolder(dirname(absolute));
  const path = relative(top, join(realpathSync(folder), relative(folder, absolute)))
    .split(sep)
    .join('/');
  return isOutside(path) || isAbsolute(path) ? null : path;
}

/** The nearest existing folder: the document, and even its folder, may have been removed from the working tree. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
