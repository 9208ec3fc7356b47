import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readFound } from '../../generators/output/folder.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { UsageError } from '../exit.js';

/** A file, or a property of one, that was not changed, and the reason. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface WriteResult {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

/** Writes the files that don't exist yet. Existing files belong to the user and are never changed. */
export async function writeNewFiles(folder: string, files: readonly OutputFile[]): Promise<WriteResult> {
  const written: OutputFile[] = [];
  const unchanged: string[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of files) {
    const found = await readFound(folder, file.path);
    const twin = findTwin(folder, file.path);
    if (found.kind === 'file' && sameText(found.contents, file.contents)) unchanged.push(file.path);
    else if (found.kind === 'file') skipped.push({ path: file.path, reason: 'it exists, with other contents' });
    else if (found.kind !== 'none') skipped.push({ path: file.path, reason: `there is a ${found.kind} of that name` });
    else if (twin !== null) skipped.push({ path: file.path, reason: `there is ${twin}` });
    else written.push(file);
  }
  for (const { path, contents } of written) await writeNew(join(folder, path), contents);
  return { written: written.map(({ path }) => path), unchanged, skipped };
}

/** Git may check files out with other line endings. */
const sameText = (a: string, b: string) => a.replaceAll('\r\n', '\n') === b;

/** The same module with another extension that VitePress loads. It would ignore one of the two. */
function findTwin(folder: string, path: string): string | null {
  const stem = /^(.*)\.m?js$/.exec(path)?.[1];
  if (stem === undefined) return null;
  const places = [stem, ...(stem.endsWith('.vitepress/config') ? [`${stem}/index`] : [])];
  const twins = places.flatMap((place) => ['js', 'ts', 'mjs', 'mts'].map((kind) => `${place}.${kind}`));
  return twins.find((twin) => twin !== path && existsSync(join(folder, twin))) ?? null;
}

async function writeNew(path: string, contents: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${path} can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
