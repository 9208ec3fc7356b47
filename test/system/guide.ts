import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './hookbook.js';

/** A fenced block of a page. */
export interface Block {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

/** The blocks of a page, in order. A fence may stand in a list, or be longer than three backticks. */
export function readBlocks(file: string): Block[] {
  const page = readFileSync(join(repository, file), 'utf8');
  return [...page.matchAll(/^( *)(`{3,})(\S*)[^\n]*\n([\s\S]*?)^\1\2$/gm)].map(
    ([, indent = '', , language = '', text = '']): Block => ({ file, language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }),
  );
}

/** The file that a block is, by the comment in its first line: `// receiver.js`, `# asyncapi.yaml`, `<!-- old/webhooks.md -->`. */
export function namedFile(text: string): string | null {
  return /^(?:\/\/|#|<!--) ([\w./-]+\.\w+)(?: -->)?\n/.exec(text)?.[1] ?? null;
}

/** A diff's file, and its text once the diff is applied. Hunks need no numbers: what they change stands there once. */
export function applyDiff(diff: string, read: (path: string) => string): { readonly path: string; readonly text: string } {
  const [, path = '', hunks = ''] = /^--- \S+\n\+\+\+ (\S+)\n([\s\S]*)$/.exec(diff) ?? [];
  const lines = (hunk: string, signs: string) =>
    hunk
      .split('\n')
      .filter((line) => line !== '' && signs.includes(line.charAt(0)))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const text = hunks
    .split(/^@@.*\n/m)
    .filter((hunk) => hunk !== '')
    .reduce(
      (before, hunk) => {
        const parts = before.split(`\n${lines(hunk, ' -')}`);
        if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} places for\n${hunk}`);
        return parts.join(`\n${lines(hunk, ' +')}`);
      },
      `\n${read(path)}`,
    );
  return { path, text: text.slice(1) };
}

/** Whether this was printed, where `…` stands for the rest of a line, and for any lines in a line of its own. */
export function isPrinted(shown: string, printed: string, { whole }: { readonly whole: boolean }): boolean {
  const pattern = shown
    .replaceAll(/^\n+|\s+$/g, '')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/^\s*…$/gm, '[\\s\\S]*?')
    .replaceAll('…', '.*');
  return new RegExp(whole ? `^${pattern}$` : `(?:^|\n)${pattern}(?:\n|$)`).test(
    printed.replaceAll(/[ \t]+$/gm, '').replaceAll(/^\n+|\s+$/g, ''),
  );
}
