import { escapeUnits } from '@hookbook/runtime/inspect';
import { escapeText } from '../../catalogue/model/source-text.js';

/**
 * A document's text as it may stand inside a block comment, in lines: it can't close the comment, none of its words is
 * a tag or a directive of the compiler (`@deprecated`, `{@link}`), nothing in it is invisible, and an editor that shows
 * the comment as Markdown loads no image.
 */
export function commentText(text: string): string {
  return escapeText(text.replace(/\r\n?/g, '\n').replaceAll('*/', '*\\/'))
    .replace(/(?<![\w.+\-`/\\])@/g, '\\@')
    .replaceAll('![', '!\\[');
}

/** `// ` and the text on one line. */
export function lineComment(text: string): string {
  return `// ${commentText(text).replace(/\s+/g, ' ').trim()}`.trimEnd();
}

/** A JSDoc tag that we write ourselves, such as `@deprecated`. Its text and its link are the document's. */
export interface DocTag {
  readonly tag: string;
  readonly text?: string | null;
  /** Printed as `{@link url | label}`; anything but an http(s) URL prints as text. */
  readonly link?: { readonly url: string; readonly label: string | null };
}

/** A document's text, which may have several lines, or a tag. */
export type DocLine = string | DocTag;

/** A JSDoc block without a line feed at its end, each line after the indent; '' where there is nothing to say. */
export function docComment(lines: string | readonly DocLine[], indent = ''): string {
  const printed = commentLines(typeof lines === 'string' ? [lines] : lines, Math.max(40, 110 - indent.length));
  if (printed.length === 0) return '';
  if (printed.length === 1) return `${indent}/** ${printed[0]} */`;
  return [`${indent}/**`, ...printed.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

/** What a JSDoc block says, line by line: long lines of texts are wrapped, tags stay on their line. */
export function commentLines(lines: readonly DocLine[], width = 108): string[] {
  const printed = lines.flatMap((line) => (typeof line === 'string' ? wrapText(line, width) : [printTag(line)]));
  while (printed.at(-1) === '') printed.pop();
  while (printed[0] === '') printed.shift();
  return printed;
}

function wrapText(text: string, width: number): string[] {
  return commentText(text)
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd(), width));
}

function printTag({ tag, text, link }: DocTag): string {
  const words = [`@${tag}`];
  if (text) words.push(commentText(text).replace(/\s+/g, ' ').trim());
  if (link) words.push(printLink(link.url, link.label ?? ''));
  return words.join(' ').trimEnd();
}

function printLink(url: string, label: string): string {
  const text = commentText(label).replace(/\s+/g, ' ').trim();
  if (!/^https?:\/\//i.test(url)) return `${text} ${commentText(url).replace(/\s+/g, ' ')}`.trim();
  const target = commentText(url.trim()).replace(/[{}|*\s\\<>]/g, (char) => encodeURIComponent(char).replace('*', '%2A'));
  return text === '' ? `{@link ${target}}` : `{@link ${target} | ${text.replace(/[{}|]/g, escapeUnits)}}`;
}

/** Breaks a line at blanks, never so that the next line starts another Markdown block (`- `, `# `, `1. `). */
function wrapLine(line: string, width: number): string[] {
  const lead = /^\s*(?:[-+*]\s+|\d+[.)]\s+)?/.exec(line)?.[0] ?? '';
  const hanging = ' '.repeat(lead.length);
  const wrapped: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(' ')) {
    const isFirst = current === lead || current === hanging;
    if (!isFirst && current.length + 1 + word.length > width && !/^(?:[-+*>#=~|:]|\d+[.)])/.test(word)) {
      wrapped.push(current);
      current = hanging + word;
    } else {
      current = isFirst ? current + word : `${current} ${word}`;
    }
  }
  return [...wrapped, current];
}
