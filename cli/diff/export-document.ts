import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { copyDocument } from '../../catalogue/model/nodes.js';
import { readSource } from '../../catalogue/read/source.js';
import type { Repository } from './git.js';
import { followLinks, isOutside, readBlobs, type Tree } from './git-tree.js';
import { maxSnapshotBytes } from './read-snapshot.js';
import { VersionFault } from './version.js';

/** All files of a document together, in bytes. */
const maxBytes = 128 * 1024 * 1024;

/**
 * Writes a document of a commit and every file of that commit that its `$ref`s reach into a folder, under their paths. A file that isn't
 * there, or is too large, is left to the one who reads the document, who says so at the `$ref`.
 */
export async function exportDocument(repository: Repository, tree: Tree, path: string, folder: string): Promise<void> {
  const seen = new Set<string>();
  let bytes = 0;
  for (let next = [path]; next.length > 0; ) {
    const round = await resolvePaths(repository, tree, next, folder);
    const files = [...round].filter((file) => !seen.has(file));
    for (const file of files) seen.add(file);
    const contents = await readBlobs(
      repository,
      files.flatMap((file) => tree.get(file) ?? []),
    );
    next = files.flatMap((file, index) => {
      const content = contents[index];
      if (!content && file === path) throw new VersionFault(`${path} is larger than ${maxSnapshotBytes} bytes`);
      if (!content) return [];
      bytes += content.length;
      if (bytes > maxBytes) throw new VersionFault(`${path} and the files it refers to are more than ${maxBytes} bytes`);
      writeBelow(folder, file, (to) => writeFileSync(to, content));
      return findRefs(file, content.toString('utf8'));
    });
  }
}

/** The files that paths lead to; links on the way are made in the folder too, so that what follows them finds the same. */
async function resolvePaths(repository: Repository, tree: Tree, paths: readonly string[], folder: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const each of new Set(paths)) {
    const { path, links } = await followLinks(tree, each, repository);
    if (path === null) continue;
    found.add(path);
    for (const [link, target] of links)
      writeBelow(folder, link, (to) => symlinkSync(relative(dirname(to), join(folder, ...target.split('/'))), to));
  }
  return found;
}

/** Writes where no path of a commit leads out of the folder: git itself doesn't promise that a tree has no odd names. */
function writeBelow(folder: string, path: string, write: (to: string) => void): void {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || (sep === '\\' && /[\\:]/.test(part)))) return;
  const to = join(folder, ...parts);
  mkdirSync(dirname(to), { recursive: true });
  try {
    write(to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // the link of an earlier round
  }
}

/** The paths of the files that a file refers to, from the top; none where it can't be read. */
function findRefs(path: string, text: string): string[] {
  const source = readSource(path, text.replace(/^\uFEFF/, ''));
  if (!('value' in source)) return [];
  const found: string[] = [];
  copyDocument(source.value, {
    ref: (ref) => {
      const [file = ''] = ref.split('#');
      if (file !== '' && !/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(file)) found.push(posix.join(posix.dirname(path), decode(file)));
      return ref;
    },
  });
  return found.filter((file) => !isOutside(file));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
