import { chmodSync, closeSync, existsSync, lstatSync, openSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Read and write for the owner only. SQLite gives its -wal, -shm and -journal files the same mode. */
const ownerOnly = 0o600;
/** The limit of Linux. */
const maxLinks = 40;

/**
 * Creates the file, empty and for its owner only, before SQLite would with the mode that the umask leaves. Does not
 * open an existing file: closing it again would drop the locks of every other connection in this process
 * (https://www.sqlite.org/howtocorrupt.html, section 2.2).
 */
export function createPrivateFile(path: string): void {
  if (!isPath(path)) return;
  try {
    closeSync(openSync(resolveTarget(path), 'wx', ownerOnly));
  } catch {
    // It exists or can't be created. SQLite will notice too, and report it.
  }
}

/** The same for a `file:` URL, once SQLite has said which file it opened: drivers differ in that. */
export function restrictNewFile(path: string, file: string): void {
  if (isPath(path) || file === '') return;
  if (statSync(file).size === 0) chmodSync(file, ownerOnly);
}

/** Only warns: an existing file keeps its mode, which may be intentional. */
export function warnIfOpenToAll(file: string): void {
  if (file === '' || process.platform === 'win32') return;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o007) === 0) return;
  const what = `every user of this machine can open ${file} (mode ${mode.toString(8)}), which stores what providers sent`;
  process.emitWarning(`${what}: run chmod 600 on it and on its -wal and -shm files`, { code: 'HOOKBOOK_INBOX_MODE' });
}

/** Not in memory (`:memory:`), not a temporary database (no name), not a URL. */
function isPath(path: string): boolean {
  return path !== '' && path !== ':memory:' && !/^file:/i.test(path);
}

/** Where dangling links lead: SQLite creates the file there. */
function resolveTarget(path: string): string {
  let target = path;
  for (let links = 0; links < maxLinks && isLink(target) && !existsSync(target); links++) {
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  return target;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
