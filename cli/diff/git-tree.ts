import { posix } from 'node:path';
import type { Repository } from './git.js';
import { maxSnapshotBytes } from './read-snapshot.js';
import { VersionFault } from './version.js';

/** A file of a commit: its contents' id. */
export interface Entry {
  readonly kind: 'file' | 'link';
  readonly id: string;
}

/** The files of a commit below a folder, by their paths from the top of the repository. */
export type Tree = ReadonlyMap<string, Entry>;

/** Lists a commit's files below a folder (`''`: all). What is neither file nor link (a submodule) is left out. */
export async function listTree(repository: Repository, commit: string, folder: string): Promise<Tree> {
  const below = folder === '' ? [] : ['--', `${folder}/`];
  const listing = await repository.read(['ls-tree', '-r', '-z', '--full-tree', commit, ...below]);
  const entries = new Map<string, Entry>();
  for (const line of listing.toString('utf8').split('\0')) {
    const [, mode, id, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    if (mode !== undefined && id !== undefined && path !== undefined) entries.set(path, { kind: mode === '120000' ? 'link' : 'file', id });
  }
  return entries;
}

/** The contents of files, in order; null for one that is larger than any that is read. */
export async function readBlobs(repository: Repository, entries: readonly Entry[]): Promise<(Buffer | null)[]> {
  const sizes = await readSizes(repository, entries);
  const wanted = entries.filter((_, index) => (sizes[index] ?? 0) <= maxSnapshotBytes);
  if (wanted.length === 0) return entries.map(() => null);
  const output = await repository.read(['cat-file', '--batch'], listIds(wanted));
  let end = 0;
  return entries.map((_, index) => {
    const size = sizes[index] ?? 0;
    if (size > maxSnapshotBytes) return null;
    const start = output.indexOf(0x0a, end) + 1; // behind `<id> blob <size>`
    end = start + size + 1;
    return output.subarray(start, start + size);
  });
}

/** In bytes. Asked for these files alone: in a partial clone, asking is fetching. */
async function readSizes(repository: Repository, entries: readonly Entry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const lines = (await repository.read(['cat-file', '--batch-check'], listIds(entries))).toString('latin1').split('\n');
  return entries.map(({ id }, index) => {
    const [, type, size] = (lines[index] ?? '').split(' ');
    if (type !== 'blob') throw new VersionFault(`git has no contents of ${id}: fetch them, or look with git fsck`);
    return Number(size);
  });
}

const listIds = (entries: readonly Entry[]) => entries.map(({ id }) => `${id}\n`).join('');

/** A path with the links on its way followed, or null where it leads nowhere in this tree; and the links, each with its target. */
export interface Followed {
  readonly path: string | null;
  readonly links: ReadonlyMap<string, string>;
}

/** Follows links as a working tree would, but never out of the tree. */
export async function followLinks(tree: Tree, path: string, repository: Repository): Promise<Followed> {
  const links = new Map<string, string>();
  let real = path;
  for (let hops = 0; hops < 20; hops++) {
    const link = linkOn(tree, real);
    if (link === null) return { path: tree.has(real) ? real : null, links };
    const [contents] = await readBlobs(repository, [link.entry]);
    const text = contents?.toString('utf8') ?? '';
    const target = posix.join(posix.dirname(link.path), text);
    if (text === '' || text.length > 4096 || text.startsWith('/') || isOutside(target)) break;
    links.set(link.path, target);
    real = posix.join(target, real.slice(link.path.length));
  }
  return { path: null, links: new Map() }; // out of the tree, or in a circle
}

/** Whether a normalised path leads above where it starts. */
export const isOutside = (path: string): boolean => path === '..' || path.startsWith('../');

/** The first link among a path and the folders it stands in. */
function linkOn(tree: Tree, path: string): { readonly path: string; readonly entry: Entry } | null {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const head = parts.slice(0, length).join('/');
    const entry = tree.get(head);
    if (entry?.kind === 'link') return { path: head, entry };
  }
  return null;
}
