import { createTwoFilesPatch } from 'diff';
import { findStale, readFound } from './folder.js';
import type { OutputFile } from './generator.js';

/** A file on disk that differs from the generated one. */
export interface Drift {
  readonly kind: 'missing' | 'changed' | 'stale';
  /** Relative to the output folder. */
  readonly path: string;
  /** What would change, as a unified diff of at most `maxDiffLines` lines; empty if the file is missing or stale. */
  readonly diff: string;
}

const maxDiffLines = 60;
/** Longer texts are not compared by lines: for unlike texts the time grows with the product of their lengths. */
const maxDiffCharacters = 2_000_000;

/** Finds every missing, changed and stale file of a folder, sorted by path. Writes nothing. */
export async function compareFiles(folder: string, files: readonly OutputFile[]): Promise<Drift[]> {
  const drift: Drift[] = [];
  for (const { path, contents } of files) {
    const found = await readFound(folder, path);
    if (found.kind === 'none') drift.push({ kind: 'missing', path, diff: '' });
    else if (found.kind !== 'file') drift.push({ kind: 'changed', path, diff: `(it is a ${found.kind})` });
    else if (found.contents !== contents) drift.push({ kind: 'changed', path, diff: describeDifference(path, found.contents, contents) });
  }
  for (const path of await findStale(folder, files)) drift.push({ kind: 'stale', path, diff: '' });
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describeDifference(path: string, actual: string, expected: string): string {
  if (actual.length + expected.length > maxDiffCharacters) return '(too large to show the difference)';
  const patch = createTwoFilesPatch(path, path, actual, expected, 'on disk', 'generated', {
    context: 2,
    maxEditLength: 2_000,
    timeout: 2_000,
  });
  if (patch === undefined) return '(too many lines differ to show them)';
  const lines = patch.trimEnd().split('\n').slice(2); // drops the two lines that only svn reads
  if (lines.length <= maxDiffLines) return lines.join('\n');
  return [...lines.slice(0, maxDiffLines), `(${lines.length - maxDiffLines} more lines)`].join('\n');
}
