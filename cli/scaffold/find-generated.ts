import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../exit.js';
import type { GeneratedCode } from './generated-code.js';

/**
 * Finds the source of an app's generated code. By default the app gets its own: an import from outside its folder
 * breaks when the app is deployed alone, and doesn't find an `@hookbook/runtime` that only the app has installed.
 */
export async function findGenerated(given: string | undefined, app: string, provider: string): Promise<GeneratedCode> {
  if (given === undefined) return { kind: 'own' };
  if (given === '' || given.includes('\0')) throw new UsageError('--generated must name a folder or a package');
  const isFolder = /^\.{1,2}(?:[/\\]|$)/.test(given) || isAbsolute(given) || statSync(given, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? findFolder(given, app, provider) : findPackage(given);
}

function findFolder(folder: string, app: string, provider: string): GeneratedCode {
  for (const path of [`receivers/${provider}.js`, `types/${provider}.d.ts`]) {
    if (!existsSync(join(folder, path))) throw new UsageError(`${folder} has no ${path}: run hookbook generate --out ${folder} first`);
  }
  const path = relative(resolve(app), resolve(folder)).split(sep).join('/');
  // Other characters could be escaped, but are not tested in imports.
  if (/[^\w./@ +,=-]/.test(path)) throw new UsageError(`--generated: ${path} can't be used in an import: name another folder`);
  return { kind: 'folder', path };
}

async function findPackage(name: string): Promise<GeneratedCode> {
  if (!/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name))
    throw new UsageError(`--generated: ${name} is neither a folder nor a package's name`);
  const version = await readVersion(name);
  return { kind: 'package', package: name, range: version === null ? '*' : `^${version}` };
}

/** The version of a package that is installed here; null if it isn't. */
async function readVersion(name: string): Promise<string | null> {
  const path = join('node_modules', name, 'package.json');
  if (!existsSync(path)) return null;
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version?: unknown };
  return typeof version === 'string' ? version : null;
}
