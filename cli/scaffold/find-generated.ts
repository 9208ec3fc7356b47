import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../exit.js';
import type { GeneratedCode } from './generated-code.js';

/**
 * Where an app takes its generated code from. By default it gets its own: an import out of its folder would break when the app is
 * deployed without the folder around it, and finds no `@hookbook/runtime` where only the app has installed one.
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
  // In a literal and in Markdown it would be escaped; in an import no one has tried it.
  if (/[^\w./@ +,=-]/.test(path)) throw new UsageError(`--generated: ${path} can't stand in an import: name another folder`);
  return { kind: 'folder', path };
}

async function findPackage(name: string): Promise<GeneratedCode> {
  if (!/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name))
    throw new UsageError(`--generated: ${name} is neither a folder nor a package's name`);
  const version = await readVersion(name);
  return { kind: 'package', package: name, range: version === null ? '*' : `^${version}` };
}

/** The version of a package that is installed here; null where it isn't. */
async function readVersion(name: string): Promise<string | null> {
  const path = join('node_modules', name, 'package.json');
  if (!existsSync(path)) return null;
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version?: unknown };
  return typeof version === 'string' ? version : null;
}
