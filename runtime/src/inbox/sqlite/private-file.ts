import { chmodSync, closeSync, existsSync, lstatSync, openSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Read and write for the owner, nothing for anyone else. SQLite gives the log (-wal, -shm, -journal) the mode of its file. */
const ownerOnly = 0o600;
/** Linux follows as many links. */
const maxLinks = 40;

/**
 * Creates the file, empty and for its owner only, before SQLite does so with the mode that the umask leaves. An existing file stays
 * as it is, and isn't even opened: closing it would drop the locks of every other connection of this process
 * (https://www.sqlite.org/howtocorrupt.html, section 2.2).
 */
export function createPrivateFile(path: string): void {
  if (!isPath(path)) return;
  try {
    closeSync(openSync(targetOf(path), 'wx', ownerOnly));
  } catch {
    // It exists, or it can't be created. SQLite finds the same in a moment, and reports it.
  }
}

/** The same for a `file:` address, which drivers read differently: once it is open, SQLite says which file it is. */
export function tightenNewFile(path: string, file: string): void {
  if (isPath(path) || file === '') return;
  if (statSync(file).size === 0) chmodSync(file, ownerOnly);
}

/** An existing file may be open to a group on purpose, so its mode is never changed; open to everyone is reported. */
export function warnOfOpenFile(file: string): void {
  if (file === '' || process.platform === 'win32') return;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o007) === 0) return;
  const what = `every user of this machine can open ${file} (mode ${mode.toString(8)}), which keeps what providers sent`;
  process.emitWarning(`${what}: chmod 600 it, and its -wal and -shm`, { code: 'HOOKBOOK_INBOX_MODE' });
}

/** Not in memory (`:memory:`), not a temporary database (no name), not an address. */
function isPath(path: string): boolean {
  return path !== '' && path !== ':memory:' && !/^file:/i.test(path);
}

/** Where links lead that lead to nothing yet: SQLite creates the file there. */
function targetOf(path: string): string {
  let target = path;
  for (let links = 0; links < maxLinks && isLink(target) && !existsSync(target); links++) {
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  return target;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
