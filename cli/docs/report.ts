import { printable, renderJson } from '../printable.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import type { WriteResult } from './write-files.js';

/** What a run did. */
export interface SiteReport extends WriteResult {
  readonly folder: string;
  /** Members and lines: `package.json scripts.docs`. */
  readonly added: readonly string[];
  /** Markdown files that were there, and that the site now has for pages. */
  readonly strangers: readonly string[];
}

/** Says what was written, what stays as it was and why, and what comes next. */
export function reportSite({ json }: Pick<Settings, 'json'>, terminal: Terminal, report: SiteReport): void {
  const { folder, written, added, unchanged, left, strangers } = report;
  if (json) {
    terminal.print(renderJson({ folder, written, added, unchanged, left, strangers }));
    return;
  }
  const lines = [
    ...written.map((path) => `${terminal.paint('green', 'wrote')} ${path}`),
    ...added.map((what) => `${terminal.paint('green', 'added')} ${what}`),
  ];
  terminal.print(lines.length > 0 ? lines.join('\n') : `${folder}: nothing to write, the site is there`);
  for (const { path, reason } of left) terminal.tell(`${terminal.paintMessage('yellow', 'left')} ${path}: ${printable(reason)}`);
  if (strangers.length > 0 && written.length > 0) terminal.tell(tellStrangers(strangers, folder));
  terminal.tell('next: SCARF_ANALYTICS=false npm install && npm run docs');
}

function tellStrangers(strangers: readonly string[], folder: string): string {
  const shown = strangers.slice(0, 3).map(printable).join(', ');
  const more = strangers.length > 3 ? ` and ${strangers.length - 3} more` : '';
  return `note: every Markdown file in ${folder} is a page of the site: ${shown}${more}. Where they should not be, name another folder`;
}
