import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue, Pointer } from '../../catalogue/model/model.js';
import { splitBundlePointer } from '../../catalogue/read/bundle.js';
import { positionOf, readSource } from '../../catalogue/read/source.js';
import { type ChangeGroup, groupChanges, nameEvents } from '../../diff/report/group.js';
import type { DiffReport } from '../../diff/report/report.js';
import { annotate } from '../annotation.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';

/** GitHub shows no more annotations of one severity for a step. */
const maxAnnotations = 10;

/** Annotates breaking and risky changes at their events in the newer document; only under GitHub Actions. */
export function annotateChanges(terminal: Terminal, report: DiffReport, newer: Catalogue, document: string | null): void {
  if (!terminal.env['GITHUB_ACTIONS'] || document === null) return;
  const locate = createLocator(document);
  const severities = [
    ['breaking', 'error'],
    ['risky', 'warning'],
  ] as const;
  for (const [verdict, severity] of severities) {
    const groups = groupChanges(report.changes.filter((change) => change.verdict === verdict));
    for (const group of groups.slice(0, maxAnnotations)) {
      const { code, message, remedy } = group.change;
      const text = `${printable(nameEvents(group))}: ${printable(message)}\nfix: ${printable(remedy)}`;
      annotate(terminal, { severity, title: code, message: text, ...locate(pointerOf(group, newer)) });
    }
  }
}

/** The event in the newer document; else its provider; else the start of the document. */
function pointerOf({ change: { provider, event } }: ChangeGroup, newer: Catalogue): Pointer {
  const found = newer.providers.find(({ key }) => key === provider);
  return found?.events.find(({ key }) => key === event)?.pointer ?? found?.pointer ?? '';
}

interface Position {
  readonly file: string;
  readonly line: number;
}

/** Finds files and lines by pointer into the bundled document. Each file is read once. */
function createLocator(document: string): (pointer: Pointer) => Position {
  const finders = new Map<string, (pointer: string) => number>();
  return (bundlePointer) => {
    const { file: other, pointer } = splitBundlePointer(bundlePointer);
    const file = other === null ? document : join(dirname(document), other);
    const lineOf = finders.get(file) ?? createLineFinder(file);
    finders.set(file, lineOf);
    return { file, line: lineOf(pointer) };
  };
}

/** Finds lines by pointer into a file; line 1 if the file can no longer be read. */
function createLineFinder(file: string): (pointer: string) => number {
  const stat = statSync(file, { throwIfNoEntry: false });
  const text = stat?.isFile() ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : '';
  const source = readSource(file, text);
  return (pointer) => ('value' in source ? positionOf(text, source.offsetOf(pointer, true)).line : 1);
}
