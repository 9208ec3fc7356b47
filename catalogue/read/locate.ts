import { codeFrameColumns } from '@babel/code-frame';
import { codes } from '../model/codes.js';
import type { Finding, Problem } from '../model/problem.js';
import { locateSource } from './bundle.js';
import type { BundledSource } from './collect-files.js';
import { type Position, positionOf } from './source.js';

/** Findings as problems: each once, with file, line, column and frame, in the order of the files and their lines. */
export function locateFindings(sources: readonly BundledSource[], findings: readonly Finding[]): Problem[] {
  const seen = new Set<string>();
  const located = findings.flatMap((finding) => {
    const identity = JSON.stringify([finding.code, finding.pointer, finding.message]);
    const location = locateSource(sources, finding.pointer);
    if (!location || seen.has(identity)) return [];
    seen.add(identity);
    const { source, pointer } = location;
    const offset = source.offsetOf(pointer, finding.atKey);
    const position = positionOf(source.text, offset);
    const { code, message, fix } = finding;
    const problem: Problem = {
      code,
      severity: codes[code],
      message,
      fix,
      pointer,
      file: source.name,
      ...position,
      frame: frameOf(source.text, position),
    };
    return [{ problem, order: [sources.indexOf(source), offset] as const }];
  });
  return located.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]).map(({ problem }) => problem);
}

/** If a line is longer, as in a document without line breaks, only the text around the column is shown. */
const maxLineLength = 160;

/** The line with its neighbours, numbered, and a mark under the column. */
export function frameOf(text: string, { line, column }: Position): string {
  if (text === '') return '';
  const first = Math.max(0, line - 3);
  const lines = text.split('\n').slice(first, line + 2);
  if (lines.some((each) => each.length > maxLineLength)) {
    const start = Math.max(0, column - 61);
    const around = (lines[line - 1 - first] ?? '').slice(start, start + 120);
    return `> ${line} | ${start > 0 ? '…' : ''}${around}…\n${' '.repeat(String(line).length + 3)}| ${' '.repeat(column - 1 - start + (start > 0 ? 1 : 0))}^`;
  }
  // Only the lines around: it tokenizes all the text it is given, for each problem again.
  const shown = lines.join('\n');
  const options = { linesAbove: 2, linesBelow: 2, highlightCode: false, startLine: first + 1 };
  return codeFrameColumns(shown, { start: { line, column } }, options);
}
