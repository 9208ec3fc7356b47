import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Problem } from '../../catalogue/model/problem.js';
import { readFound } from './folder.js';
import type { OutputFile } from './generator.js';
import { hashTool } from './tool-hash.js';

/** What a run depends on, apart from the tool itself. */
export interface CacheKey {
  readonly document: string;
  readonly out: string;
  /** Everything else that changes the output, such as the selected generators. */
  readonly options: readonly string[];
}

/** The result of a successful run. */
export interface CachedRun {
  /** Its warnings, to be reported again. */
  readonly problems: readonly Problem[];
  /** One line about the catalogue. */
  readonly summary: string;
  /** The paths of the files that are up to date. */
  readonly outputs: readonly string[];
  /** Absolute paths of the files that the document is made of. */
  readonly inputs: readonly string[];
}

interface StoredRun extends Pick<CachedRun, 'problems' | 'summary'> {
  readonly tool: string;
  /** Hashes of the document's files, by path from the document's folder. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Returns the last run with this key if nothing has changed since: the document, the files it refers to, the tool and
 * every generated file. Returns null in all other cases, a damaged cache included: then the generators run again.
 */
export async function readCachedRun(key: CacheKey): Promise<CachedRun | null> {
  const path = cachePath(key);
  if (path === null) return null;
  try {
    const entry = JSON.parse(await readFile(path, 'utf8')) as StoredRun;
    if (entry.tool !== hashTool()) return null;
    for (const [name, hash] of Object.entries(entry.inputs)) {
      if (hashOf(await readFile(resolve(dirname(key.document), name))) !== hash) return null;
    }
    for (const [name, hash] of Object.entries(entry.outputs)) {
      const found = await readFound(key.out, name);
      if (found.kind !== 'file' || hashOf(found.contents) !== hash) return null;
    }
    const inputs = Object.keys(entry.inputs).map((name) => resolve(dirname(key.document), name));
    return { problems: entry.problems, summary: entry.summary, outputs: Object.keys(entry.outputs), inputs };
  } catch (error) {
    if (error instanceof Error) return null; // no entry, an entry by another version, a file that is gone: generate
    throw error;
  }
}

export interface FinishedRun extends Pick<CachedRun, 'problems' | 'summary' | 'inputs'> {
  /** When it began, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly files: readonly OutputFile[];
}

/** The clock of file times only ticks every few milliseconds. */
const clockTickMs = 20;

/** Stores a successful run. Does nothing if the cache can't be written, since it only saves time. */
export async function writeCachedRun(key: CacheKey, { problems, summary, startedAt, inputs, files }: FinishedRun): Promise<void> {
  const path = cachePath(key);
  if (path === null) return;
  try {
    const times = await Promise.all(inputs.map((input) => stat(input)));
    // The document was edited during the run, so the output is of an older text.
    if (times.some(({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs) > startedAt - clockTickMs)) return;
    const entry: StoredRun = {
      problems,
      summary,
      tool: hashTool(),
      inputs: Object.fromEntries(
        await Promise.all(inputs.map(async (input) => [relative(dirname(key.document), input), hashOf(await readFile(input))])),
      ),
      outputs: Object.fromEntries(files.map(({ path, contents }) => [path, hashOf(contents)])),
    };
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.${process.pid}`;
    await writeFile(partial, JSON.stringify(entry));
    await rename(partial, path);
    await dropOldEntries(dirname(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** One for each document and output folder in use, and some for tests. */
const maxEntries = 20;

async function dropOldEntries(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= maxEntries) return;
  const entries = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  const old = entries.sort((a, b) => b.time - a.time).slice(maxEntries);
  for (const { name } of old) await rm(join(folder, name), { force: true });
}

/** In the `node_modules` of the document's project; null if there is no project, or if nothing is installed in it. */
function cachePath({ document, out, options }: CacheKey): string | null {
  for (let folder = dirname(document); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) {
      const name = hashOf(JSON.stringify([relative(folder, document), relative(folder, out), options])).slice(0, 32);
      return join(modules, '.cache', 'hookbook', `${name}.json`);
    }
    if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return null;
  }
}

const hashOf = (contents: string | Uint8Array): string => createHash('sha256').update(contents).digest('hex');
