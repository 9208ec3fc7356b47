import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isMissing } from '../../generators/output/folder.js';
import { describeFileError } from '../describe-file-error.js';
import { UsageError } from '../exit.js';
import { type PackageEdit, parsePackageJson } from './package-json.js';

/** The text of the package.json in the working directory. Throws a UsageError if there is none. */
export async function readPackageJson(): Promise<string> {
  const text = await readIfThere('package.json');
  if (text === null) throw new UsageError('there is no package.json here: run npm init first, or hookbook init in a new folder');
  parsePackageJson(text);
  return text;
}

export async function writePackageJson({ added, text }: PackageEdit): Promise<void> {
  if (added.length > 0) await write('package.json', text);
}

/** The package name of the output folder, from a package.json that the user put there; null if it isn't published. */
export async function readPublishedName(out: string): Promise<string | null> {
  const text = await readIfThere(join(out, 'package.json'));
  const name = text === null ? null : parsePackageJson(text)['name'];
  return typeof name === 'string' && /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name) ? name : null;
}

/** Adds the lines that .gitignore lacks, and returns them. */
export async function addIgnoredPaths(lines: readonly string[]): Promise<string[]> {
  const text = (await readIfThere('.gitignore')) ?? '';
  const known = new Set(text.split('\n').map(plainPath));
  const missing = lines.filter((line) => !known.has(plainPath(line)));
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (missing.length > 0) await write('.gitignore', `${start}${missing.join('\n')}\n`);
  return missing;
}

const plainPath = (line: string) => line.trim().replace(/^\/|\/$/g, '');

/** The Markdown files in a folder, relative to the working directory. */
export function findPages(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.split(sep).includes('node_modules'))
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw new UsageError(`${folder} can't be read: ${describeFileError(error)}`, { cause: error });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw new UsageError(`${path} can't be read: ${describeFileError(error)}`, { cause: error });
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`${path} can't be written: ${describeFileError(error)}`, { cause: error });
  }
}
