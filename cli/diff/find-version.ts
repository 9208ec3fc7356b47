import { UsageError } from '../exit.js';
import { loadFile } from './file-version.js';
import { openRepository } from './git.js';
import { explainUnknown, loadRevision } from './git-version.js';
import { loadPackage, parsePackage } from './package-version.js';
import type { LoadedVersion, Surroundings } from './version.js';

/**
 * Finds and reads the version that a name on the command line means: a file or folder, else a git revision, else a
 * package. With `npm:` in front, only a package. Throws a UsageError if it is none of them.
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
  const tried = [
    'there is no such file or folder with a document',
    repository ? await explainUnknown(repository, name) : 'there is no git repository',
  ];
  const asPackage =
    parsePackage(name) === null
      ? 'and it is not a valid package name'
      : `and no such package is installed (to fetch it from the registry: npm:${name})`;
  return `${name}: ${[...tried, asPackage].join('; ')}`;
}
