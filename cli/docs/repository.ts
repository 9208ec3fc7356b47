import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The URL of the project's files on GitHub, from the `repository` of a package.json; null if it names another host, or
 * none. `HEAD` is the default branch, whatever its name.
 */
export function readRepository(repository: unknown): string | null {
  const { url, directory } = isRecord(repository) ? repository : { url: repository, directory: undefined };
  if (typeof url !== 'string') return null;
  const [, owner, name] = forms.map((form) => form.exec(url)).find((match) => match !== null) ?? [];
  if (owner === undefined || name === undefined) return null;
  const folder = typeof directory === 'string' ? directory.replace(/^[./]+|\/+$/g, '') : '';
  const path = folder === '' ? '' : `${folder.split('/').map(encodeURIComponent).join('/')}/`;
  return `https://github.com/${owner}/${name}/blob/HEAD/${path}`;
}

/** The forms that npm accepts: `owner/name`, `github:owner/name`, and URLs of all Git protocols. */
const forms = [
  /^(?:github:)?([\w-]+)\/([\w.-]+?)(?:\.git)?(?:#.*)?$/,
  /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[\w-]+@)?github\.com\/([\w-]+)\/([\w.-]+?)(?:\.git)?\/?(?:#.*)?$/,
  /^git@github\.com:([\w-]+)\/([\w.-]+?)(?:\.git)?$/,
];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The root of the Git repository that a folder is in; null if it is in none. */
export function findRepositoryRoot(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return null;
  }
}
