import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Problem } from '../../catalogue/model/problem.js';
import { readFound } from './folder.js';
import type { OutputFile } from './generator.js';
import { hashTool } from './tool-hash.js';

/** What a run depends on beside the tool itself. */
export interface CacheKey {
  readonly document: string;
  readonly out: string;
  /** Whatever else changes what comes out, such as the generators asked for. */
  readonly options: readonly string[];
}

/** What a run that came out well left behind. */
export interface CachedRun {
  /** Its warnings, to be said again. */
  readonly problems: readonly Problem[];
  /** One line on what the catalogue holds. */
  readonly summary: string;
  /** The paths of the files that are up to date. */
  readonly outputs: readonly string[];
  /** Absolute paths of the files that the document is made of. */
  readonly inputs: readonly string[];
}

interface Entry extends Pick<CachedRun, 'problems' | 'summary'> {
  readonly tool: string;
  /** Hashes of the document's files, by path from the document's folder. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * The last run with this key, where nothing has changed since: not the document and the files it refers to, not the tool, and not one
 * generated file. null in all other cases, also where the cache is damaged: then the run is simply made again.
 */
export async function readCachedRun(key: CacheKey): Promise<CachedRun | null> {
  const path = cachePath(key);
  if (path === null) return null;
  try {
    const entry = JSON.parse(await readFile(path, 'utf8')) as Entry;
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

/** File times come from a clock that ticks every few milliseconds only. */
const clockTickMs = 20;

/** Remembers a run that came out well. Quietly does nothing where the cache can't be written: it saves time and nothing else. */
export async function writeCachedRun(key: CacheKey, { problems, summary, startedAt, inputs, files }: FinishedRun): Promise<void> {
  const path = cachePath(key);
  if (path === null) return;
  try {
    const times = await Promise.all(inputs.map((input) => stat(input)));
    // Edited since: the output belongs to a text that is gone.
    if (times.some(({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs) > startedAt - clockTickMs)) return;
    const entry: Entry = {
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

/** One for each document and output folder in use, with room for those of tests. */
const keptEntries = 20;

async function dropOldEntries(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= keptEntries) return;
  const entries = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })));
  const old = entries.sort((a, b) => b.time - a.time).slice(keptEntries);
  for (const { name } of old) await rm(join(folder, name), { force: true });
}

/** Under the `node_modules` of the document's project; null where there is no project, or nothing installed in it. */
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
