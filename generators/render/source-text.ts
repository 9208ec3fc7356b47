import { escapeUnits } from '@hookbook/runtime/inspect';

/**
 * The encoders of JavaScript and TypeScript source: a string literal, a property's key, a comment, and the last pass over a
 * file. Whatever the text is, it stays inside its literal or comment, and nothing in it is invisible to who reviews the file.
 */

/**
 * What must not stand raw in a source file: controls (CR, NEL …), U+2028/9, bidi and other format characters, everything that
 * has no glyph (zero-width, fillers, tags, variation selectors but an emoji's own) and halves of surrogate pairs, which UTF-8
 * can't hold. Line feed and tab stay: code needs them.
 */
const invisible = /(?!(?<=\p{Extended_Pictographic})\uFE0F)(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** What ends a script element or opens a comment in HTML, and what tools take for the address of a source map. */
const markup = /<(?=\/script|!--)|(?<=--)>|(?<=\/[/*])[#@](?=\s*source(?:Mapping)?URL)/gi;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A single-quoted literal whose value is the text, safe in JavaScript and TypeScript, also inside an HTML page. */
export function tsString(text: string): string {
  const quoted = text
    .replace(/[\\'\n\r\t]/g, (char) => shortEscapes.get(char) ?? char)
    .replace(markup, escapeUnits)
    .replace(invisible, escapeUnits);
  return `'${quoted}'`;
}

/**
 * A member's name in an object literal, an interface or a type: bare where it is an identifier, else quoted. `__proto__` is
 * computed, because `{'__proto__': x}` would set the object's prototype.
 */
export function propertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : tsString(name);
}

/** The last pass over a whole `.js` or `.ts` file: whatever no one can see becomes `\uXXXX`. */
export function sourceText(source: string): string {
  return source.replace(invisible, escapeUnits);
}

/**
 * A document's text as it may stand inside a block comment, in lines: it can't close the comment, none of its words is a tag
 * or a directive of the compiler (`@deprecated`, `{@link}`), nothing in it is invisible, and an editor that shows the comment as
 * Markdown loads no image.
 */
export function commentText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('*/', '*\\/')
    .replace(markup, escapeUnits)
    .replace(invisible, escapeUnits)
    .replace(/(?<![\w.+\-`/\\])@/g, '\\@')
    .replaceAll('![', '!\\[');
}

/** `// ` and the text on one line. */
export function lineComment(text: string): string {
  return `// ${commentText(text).replace(/\s+/g, ' ').trim()}`.trimEnd();
}

/** A JSDoc tag that we write ourselves, such as `@deprecated`; its text and its link are the document's all the same. */
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

/** Breaks a line at blanks, never so that the next line starts as another kind of Markdown block (`- `, `# `, `1. `). */
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
