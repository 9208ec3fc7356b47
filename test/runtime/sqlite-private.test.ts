import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { arrival } from '../conformance/sample.js';
import { openConnection, openInbox, sqliteFile, watchDriver } from './sqlite-file.js';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modesIn = (folder: string) => Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));
const closed = { 'inbox.db': '600', 'inbox.db-shm': '600', 'inbox.db-wal': '600' };
const runtime = fileURLToPath(new URL('../../runtime/dist/sqlite.js', import.meta.url));

/** Opens an inbox in a process of its own and stores into it; what it prints is the mode of each file while it is open. */
function openElsewhere(path: string, umask: string): Record<string, string> {
  const program = `
    import { readdirSync, statSync } from 'node:fs';
    import { sqliteInbox } from ${JSON.stringify(runtime)};
    process.umask(${umask});
    const inbox = sqliteInbox(${JSON.stringify(path)});
    await inbox.store(${JSON.stringify({ ...arrival('a'), body: [] })});
    const folder = ${JSON.stringify(dirname(path))};
    console.log(JSON.stringify(readdirSync(folder).map((name) => [name, (statSync(folder + '/' + name).mode & 0o777).toString(8)])));
    await inbox.close();`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return Object.fromEntries(JSON.parse(printed));
}

function watchWarnings(): () => string[] {
  const emit = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  onTestFinished(() => emit.mockRestore());
  return () => emit.mock.calls.map(([warning]) => String(warning));
}

describe.skipIf(process.platform === 'win32')('a SQLite inbox, where files have modes', () => {
  test.each(['0o000', '0o002', '0o022', '0o077', '0o177'])("is its owner's alone, log included, under umask %s", (umask) => {
    expect(openElsewhere(sqliteFile(), umask)).toEqual(closed);
  });

  test('is never anything else while it is made', async () => {
    const path = sqliteFile();
    const seen = new Set<string>();
    const look = () => {
      for (const mode of Object.values(modesIn(dirname(path)))) seen.add(mode);
    };
    const { Driver } = watchDriver(look);
    class Looking extends Driver {
      constructor(given: string) {
        look(); // before the driver has opened it
        super(given);
        look();
      }
    }
    const inbox = openInbox(path, { driver: Looking });
    await inbox.store(arrival('a'));
    look();
    expect([...seen]).toEqual(['600']);
    expect(readdirSync(dirname(path))).toContain('inbox.db-wal');
  });

  test('stays so when its log is made again', async () => {
    const path = sqliteFile();
    await sqliteInbox(path).close();
    await openInbox(path).store(arrival('a'));
    expect(modesIn(dirname(path))).toEqual(closed);
  });

  test('by way of a link that leads to nothing yet', async () => {
    const path = sqliteFile();
    const disk = join(dirname(path), 'disk');
    mkdirSync(disk);
    symlinkSync('disk/real.db', join(dirname(path), 'link.db'));
    symlinkSync('link.db', path);
    await openInbox(path).store(arrival('a'));
    expect(modesIn(disk)).toEqual({ 'real.db': '600', 'real.db-shm': '600', 'real.db-wal': '600' });
  });

  test('by way of links that lead to each other, it is an error of SQLite', () => {
    const path = sqliteFile();
    symlinkSync('other.db', path);
    symlinkSync('inbox.db', join(dirname(path), 'other.db'));
    expect(() => sqliteInbox(path)).toThrow(/can't use .*inbox\.db/);
  });

  test('by the address of a file, with the drivers that take one', async () => {
    const path = sqliteFile();
    await openInbox(`file:${path}`, { driver: 'libsql' }).store(arrival('a'));
    expect(modesIn(dirname(path))).toEqual(closed);
  });

  test('that is there already keeps the mode that its owner gave it, and so does its log', async () => {
    const path = sqliteFile();
    const warnings = watchWarnings();
    openConnection(path).close();
    chmodSync(path, 0o640);
    await openInbox(path).store(arrival('a'));
    expect(modesIn(dirname(path))).toEqual({ 'inbox.db': '640', 'inbox.db-shm': '640', 'inbox.db-wal': '640' });
    expect(warnings()).toEqual([]);
  });

  test('that an empty file was made for keeps its mode too', () => {
    const path = sqliteFile();
    writeFileSync(path, '', { mode: 0o660 });
    chmodSync(path, 0o660);
    openInbox(path);
    expect(modeOf(path)).toBe('660');
  });

  test.each([0o644, 0o666])('that everyone can read is reported, with what to do (%o)', (mode) => {
    const path = sqliteFile();
    const warnings = watchWarnings();
    openConnection(path).close();
    chmodSync(path, mode);
    openInbox(path);
    expect(warnings()).toEqual([expect.stringContaining(`inbox.db (mode ${mode.toString(8)})`)]);
    expect(warnings()[0]).toContain('chmod 600');
    expect(modeOf(path)).toBe(mode.toString(8));
  });
});
