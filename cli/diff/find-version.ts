import { UsageError } from '../exit.js';
import { loadFile } from './file-version.js';
import { openRepository } from './git.js';
import { explainUnknown, loadRevision } from './git-version.js';
import { loadPackage, parsePackage } from './package-version.js';
import type { LoadedVersion, Surroundings } from './version.js';

/**
 * What a name on the command line stands for, read: a file or folder, else a git revision, else a package; `npm:` in front makes it a
 * package without a look at the others. Throws a UsageError where it is none of them.
 */
export async function findVersion(name: string, around: Surroundings): Promise<LoadedVersion> {
  if (name.startsWith('npm:')) {
    const published = await loadPackage(name, around);
    if (published) return published;
  }
  const found = (await loadFile(name, around)) ?? (await loadRevision(name, around)) ?? (await loadPackage(name, around));
  if (found) return found;
  throw new UsageError(await explainNothing(name, around));
}

async function explainNothing(name: string, { cwd }: Surroundings): Promise<string> {
  const repository = await openRepository(cwd);
  const tried = ['there is no file or folder of a version here', repository ? await explainUnknown(repository, name) : 'no git repository'];
  const asPackage =
    parsePackage(name) === null ? 'and no package can be called so' : `and no such package is installed (from the registry: npm:${name})`;
  return `${name}: ${[...tried, asPackage].join('; ')}`;
}
