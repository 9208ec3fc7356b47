import { posix } from 'node:path';
import { type FileReader, textFile } from '../../catalogue/read/file-reader.js';
import { limits } from '../../catalogue/read/source-limits.js';
import type { Repository } from './git.js';
import { VersionError } from './version.js';

/** A file of a commit. `id` is the object id of its contents. */
export interface TreeEntry {
  readonly kind: 'file' | 'link';
  readonly id: string;
}

/** The files of a commit below a folder, by their paths from the top of the repository. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** Lists a commit's files below a folder (`''`: all). Submodules are left out. */
export async function listTree(repository: Repository, commit: string, folder: string): Promise<Tree> {
  const below = folder === '' ? [] : ['--', `${folder}/`];
  const listing = await repository.read(['ls-tree', '-r', '-z', '--full-tree', commit, ...below]);
  const entries = new Map<string, TreeEntry>();
  for (const line of listing.toString('utf8').split('\0')) {
    const [, mode, id, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (mode !== undefined && id !== undefined && path !== undefined) entries.set(path, { kind: mode === '120000' ? 'link' : 'file', id });
  }
  return entries;
}

/** The files of a commit, by their paths from the top of the repository. Nothing is checked out. */
export function revisionFiles(repository: Repository, tree: Tree): FileReader {
  return {
    realPath: (path) => followLinks(tree, path, repository),
    async readFiles(paths) {
      const known = paths.flatMap((path) => tree.get(path) ?? []);
      const blobs = new Map((await readBlobs(repository, known)).map((blob, index) => [known[index]?.id, blob]));
      return paths.map((path) => {
        const entry = tree.get(path);
        if (entry === undefined) return { kind: 'no-file' };
        const blob = blobs.get(entry.id);
        return blob ? textFile(blob) : { kind: 'too-large' };
      });
    },
  };
}

/** The contents of files, in order; null for a file over the size limit. */
async function readBlobs(repository: Repository, entries: readonly TreeEntry[]): Promise<(Buffer | null)[]> {
  const sizes = await readSizes(repository, entries);
  const wanted = entries.filter((_, index) => (sizes[index] ?? 0) <= limits.bytes);
  if (wanted.length === 0) return entries.map(() => null);
  const output = await repository.read(['cat-file', '--batch'], listIds(wanted));
  let end = 0;
  return entries.map((_, index) => {
    const size = sizes[index] ?? 0;
    if (size > limits.bytes) return null;
    const start = output.indexOf(0x0a, end) + 1; // after `<id> blob <size>`
    end = start + size + 1;
    return output.subarray(start, start + size);
  });
}

/** In bytes. Only of these files: in a partial clone, git fetches what it is asked for. */
async function readSizes(repository: Repository, entries: readonly TreeEntry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const lines = (await repository.read(['cat-file', '--batch-check'], listIds(entries))).toString('latin1').split('\n');
  return entries.map(({ id }, index) => {
    const [, type, size] = (lines[index] ?? '').split(' ');
    if (type !== 'blob') throw new VersionError(`git has no contents for ${id}: fetch them, or run git fsck`);
    return Number(size);
  });
}

const listIds = (entries: readonly TreeEntry[]) => entries.map(({ id }) => `${id}\n`).join('');

/** The path of a file or folder, with links followed as in a working tree; null if it isn't in this tree. */
async function followLinks(tree: Tree, path: string, repository: Repository): Promise<string | null> {
  let real = withoutDots(path);
  for (let hops = 0; hops < maxLinks; hops++) {
    const link = linkOn(tree, real);
    if (link === null) return tree.has(real) || isFolder(tree, real) ? real : null;
    const [contents] = await readBlobs(repository, [link.entry]);
    const text = contents?.toString('utf8') ?? '';
    if (text === '' || text.length > maxLinkLength || text.startsWith('/')) return null;
    real = withoutDots(posix.join(posix.dirname(link.path), text, real.slice(link.path.length)));
  }
  return null; // in a circle
}

const maxLinks = 20;
const maxLinkLength = 4096;

/** A path in the form that the tree uses: `''` is the top. */
const withoutDots = (path: string) => posix.normalize(path).replace(/^\.?\/?$|\/$/, '');

const isFolder = (tree: Tree, path: string) => path === '' || [...tree.keys()].some((file) => file.startsWith(`${path}/`));

/** Whether a normalised path leads above where it starts. */
export const isOutside = (path: string): boolean => path === '..' || path.startsWith('../');

/** The first link among a path and its parent folders. */
function linkOn(tree: Tree, path: string): { readonly path: string; readonly entry: TreeEntry } | null {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const head = parts.slice(0, length).join('/');
    const entry = tree.get(head);
    if (entry?.kind === 'link') return { path: head, entry };
  }
  return null;
}
