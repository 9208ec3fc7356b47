import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Inbox } from '@hookbook/runtime';
import { UsageError } from '../exit.js';

/**
 * Opens the inbox that a file or a `postgres://` address names, by the runtime of the project in `cwd`: it is the app's own
 * version, and the database driver is the app's too. Throws a UsageError that says what is missing.
 */
export async function openInbox(target: string | undefined, cwd: string): Promise<Inbox> {
  if (target === undefined || target === '') {
    throw new UsageError('which inbox? Name it by --inbox <file or postgres:// address>, or in the variable HOOKBOOK_INBOX');
  }
  if (/^postgres(?:ql)?:\/\//.test(target)) {
    const { postgresInbox } = await loadRuntime('postgres', cwd);
    return postgresInbox({ connectionString: target });
  }
  if (/^[a-z]+:\/\//.test(target)) throw new UsageError('--inbox must be a file, or an address that begins with postgres://');
  // An inbox that isn't there must not be made by looking for it.
  if (!existsSync(target)) throw new UsageError(`there is no inbox ${target}`);
  const { sqliteInbox } = await loadRuntime('sqlite', cwd);
  try {
    return sqliteInbox(target);
  } catch (error) {
    throw new UsageError(`${target} can't be opened: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Modules {
  readonly sqlite: typeof import('@hookbook/runtime/sqlite');
  readonly postgres: typeof import('@hookbook/runtime/postgres');
}

async function loadRuntime<Name extends keyof Modules>(name: Name, cwd: string): Promise<Modules[Name]> {
  const specifier = `@hookbook/runtime/${name}`;
  let file: string;
  try {
    file = createRequire(join(cwd, 'package.json')).resolve(specifier);
  } catch (error) {
    const what = "run this in the receiver's own folder, where @hookbook/runtime is installed";
    throw new UsageError(`${specifier} can't be found from here: ${what}`, { cause: error });
  }
  return (await import(pathToFileURL(file).href)) as Modules[Name];
}
