import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Inbox } from '@hookbook/runtime';
import { UsageError } from '../exit.js';

/**
 * Opens the inbox in a file or at a `postgres://` URL. Uses the runtime that is installed in `cwd`, because the inbox
 * was written by that version and its database driver is installed there. Throws a UsageError that says what is
 * missing.
 */
export async function openInbox(target: string | undefined, cwd: string): Promise<Inbox> {
  if (target === undefined || target === '') {
    throw new UsageError('which inbox? Set --inbox or the variable HOOKBOOK_INBOX to a file or a postgres:// URL');
  }
  if (/^postgres(?:ql)?:\/\//.test(target)) {
    const { postgresInbox } = await loadRuntime('postgres', cwd);
    return postgresInbox({ connectionString: target });
  }
  if (/^[a-z]+:\/\//.test(target)) throw new UsageError('--inbox must be a file or a postgres:// URL');
  // sqliteInbox() would create it.
  if (!existsSync(target)) throw new UsageError(`there is no inbox at ${target}`);
  const { sqliteInbox } = await loadRuntime('sqlite', cwd);
  try {
    return sqliteInbox(target);
  } catch (error) {
    throw new UsageError(`cannot open ${target}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
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
    const fix = "run this in the receiver's folder, where @hookbook/runtime is installed";
    throw new UsageError(`cannot find ${specifier} from here: ${fix}`, { cause: error });
  }
  return (await import(pathToFileURL(file).href)) as Modules[Name];
}
