import { statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { diskFiles, withSlashes } from '../../catalogue/read/disk-files.js';
import { findInFolder, loadPackageFolder, loadVersion } from './load-version.js';
import { openTarball } from './tarball-files.js';
import type { LoadedVersion, Surroundings } from './version.js';

/** A document, a packed package, or a folder with a document; null if nothing has that name. */
export async function loadFile(name: string, { cwd, root }: Surroundings): Promise<LoadedVersion | null> {
  const absolute = resolve(cwd, name);
  const stat = name === '' || name.includes('\0') ? undefined : statSync(absolute, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (/\.(?:tgz|tar\.gz)$/i.test(name) && stat.isFile()) return loadPackageFolder(name, await openTarball(absolute));
  const inside = stat.isDirectory() ? await findInFolder(diskFiles, withSlashes(absolute)) : '';
  if (inside === null) return null;
  const file = join(absolute, inside);
  return loadVersion({
    kind: 'file',
    label: inside === '' ? name : join(name, inside),
    files: diskFiles,
    path: withSlashes(file),
    root: withSlashes(rootOf(file, cwd, root)),
    origin: null,
  });
}

/** The given root if the file is below it: it is meant for the working document, and this version may be elsewhere. */
function rootOf(file: string, cwd: string, root: string | null): string {
  const wide = root === null ? null : resolve(cwd, root);
  return wide !== null && file.startsWith(wide.endsWith(sep) ? wide : wide + sep) ? wide : dirname(file);
}
