import { createTwoFilesPatch } from 'diff';
import { findStale, readFound } from './folder.js';
import type { OutputFile } from './generator.js';

/** A file on disk that is not what the document says. */
export interface Drift {
  readonly kind: 'missing' | 'changed' | 'stale';
  /** Relative to the output folder. */
  readonly path: string;
  /** What generating would change, as a unified diff of at most `diffLines` lines; empty where the file is missing or stale. */
  readonly diff: string;
}

const diffLines = 60;
/** Past this many characters two texts are not compared by lines: the difference of two unlike texts takes time by their product. */
const diffCharacters = 2_000_000;

/** Every missing, changed and stale file of a folder, by path. Reads only. */
export async function compareFiles(folder: string, files: readonly OutputFile[]): Promise<Drift[]> {
  const drift: Drift[] = [];
  for (const { path, contents } of files) {
    const found = await readFound(folder, path);
    if (found.kind === 'none') drift.push({ kind: 'missing', path, diff: '' });
    else if (found.kind !== 'file') drift.push({ kind: 'changed', path, diff: `(a ${found.kind} stands in its place)` });
    else if (found.contents !== contents) drift.push({ kind: 'changed', path, diff: describeDifference(path, found.contents, contents) });
  }
  for (const path of await findStale(folder, files)) drift.push({ kind: 'stale', path, diff: '' });
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describeDifference(path: string, actual: string, expected: string): string {
  if (actual.length + expected.length > diffCharacters) return '(too large to show the difference)';
  const patch = createTwoFilesPatch(path, path, actual, expected, 'on disk', 'generated', {
    context: 2,
    maxEditLength: 2_000,
    timeout: 2_000,
  });
  if (patch === undefined) return '(too many lines differ to show them)';
  const lines = patch.trimEnd().split('\n').slice(2); // drops the two lines that only svn reads
  if (lines.length <= diffLines) return lines.join('\n');
  return [...lines.slice(0, diffLines), `(${lines.length - diffLines} more lines)`].join('\n');
}
