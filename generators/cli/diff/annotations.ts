import { readFileSync } from 'node:fs';
import type { Catalogue, Pointer } from '../../catalogue/model.js';
import { positionOf, readSource } from '../../catalogue/source.js';
import { annotate } from '../annotation.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { type ChangeGroup, groupChanges, nameEvents } from './group.js';
import type { Report } from './report.js';

/** GitHub shows no more of each severity for a step. */
const most = 10;

/** Marks what breaks, and what may, at its event in the newer document; under GitHub Actions only. */
export function annotateChanges(terminal: Terminal, report: Report, newer: Catalogue, document: string | null): void {
  if (!terminal.env['GITHUB_ACTIONS'] || document === null) return;
  const lineOf = createLineFinder(document);
  for (const [verdict, severity] of [
    ['breaking', 'error'],
    ['risky', 'warning'],
  ] as const) {
    const groups = groupChanges(report.changes.filter((change) => change.verdict === verdict));
    for (const group of groups.slice(0, most)) {
      const { code, message, remedy } = group.change;
      annotate(terminal, {
        severity,
        title: code,
        message: `${printable(nameEvents(group))}: ${printable(message)}\nfix: ${printable(remedy)}`,
        file: document,
        line: lineOf(placeOf(group, newer)),
      });
    }
  }
}

/** Where the event stands in the newer document, or its provider where the event is gone; the start where that is gone too. */
function placeOf({ change: { provider, event } }: ChangeGroup, newer: Catalogue): Pointer {
  const found = newer.providers.find(({ key }) => key === provider);
  return found?.events.find(({ key }) => key === event)?.pointer ?? found?.pointer ?? '';
}

/** Lines by pointer; 1 for what stands in another file of the document. */
function createLineFinder(document: string): (pointer: Pointer) => number {
  const text = readFileSync(document, 'utf8').replace(/^\uFEFF/, '');
  const source = readSource(document, text);
  return (pointer) => ('value' in source && pointer.startsWith('/') ? positionOf(text, source.offsetOf(pointer, true)).line : 1);
}
