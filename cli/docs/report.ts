import { printable, renderJson } from '../printable.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import type { WriteResult } from './write-files.js';

/** The result of a run. */
export interface SiteReport extends WriteResult {
  readonly folder: string;
  /** Properties and lines: `package.json scripts.docs`. */
  readonly added: readonly string[];
  /** Existing Markdown files, which are now pages of the site. */
  readonly otherPages: readonly string[];
}

/** Reports what was written, what was kept and why, and the next step. */
export function reportSite({ json }: Pick<Settings, 'json'>, terminal: Terminal, report: SiteReport): void {
  const { folder, written, added, unchanged, skipped, otherPages } = report;
  if (json) {
    terminal.print(renderJson({ folder, written, added, unchanged, skipped, otherPages }));
    return;
  }
  const lines = [
    ...written.map((path) => `${terminal.paint('green', 'wrote')} ${path}`),
    ...added.map((what) => `${terminal.paint('green', 'added')} ${what}`),
  ];
  terminal.print(lines.length > 0 ? lines.join('\n') : `${folder}: nothing to write, the site already exists`);
  for (const { path, reason } of skipped) terminal.tell(`${terminal.paintMessage('yellow', 'skipped')} ${path}: ${printable(reason)}`);
  if (otherPages.length > 0 && written.length > 0) terminal.tell(tellOtherPages(otherPages, folder));
  terminal.tell('next: SCARF_ANALYTICS=false npm install && npm run docs');
}

function tellOtherPages(otherPages: readonly string[], folder: string): string {
  const shown = otherPages.slice(0, 3).map(printable).join(', ');
  const more = otherPages.length > 3 ? ` and ${otherPages.length - 3} more` : '';
  return `note: every Markdown file in ${folder} is a page of the site: ${shown}${more}. To avoid that, name another folder`;
}
