import type { List, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { CommonMark } from '../../catalogue/model/model.js';
import { type LinkBase, resolveLink } from './links.js';
import { codeFence, guardLine, inlineCode, joinMarkdown, literalText, type Markdown, markdown } from './markdown.js';
import { type ParsedText, printPhrasing, written } from './phrasing.js';
import { visibleText } from './visible-text.js';

/**
 * A document's CommonMark as blocks: paragraphs, lists, emphasis, code, and links to http(s), mailto and relative
 * addresses. Everything else (HTML, images, headings, tables, quotes, references) comes out as the characters it is
 * written with.
 */
export function markdownText(text: CommonMark, { sourceUrl }: LinkBase): Markdown {
  const { source, nodes } = parse(text);
  return printBlocks(nodes, { source, sourceUrl }, []);
}

/** The same on one line, without blocks: for headings and sentences. */
export function markdownInline(text: CommonMark, { sourceUrl }: LinkBase): Markdown {
  const { source, nodes } = parse(text);
  return guardLine(joinMarkdown(linesOf(nodes, { source, sourceUrl }), ' '));
}

/** The same for a table's cell: blocks and hard breaks are apart by `<br>`. */
export function markdownCell(text: CommonMark, { sourceUrl }: LinkBase): Markdown {
  const { source, nodes } = parse(text);
  return guardLine(joinMarkdown(linesOf(nodes, { source, sourceUrl }), '<br>'));
}

/** The text without markup, for comments and terminals; a link's address follows it. */
export function plainText(text: CommonMark, { sourceUrl }: LinkBase = { sourceUrl: null }): string {
  const { source, nodes } = parse(text);
  return plainBlocks(nodes, { source, sourceUrl });
}

/**
 * Far more than people write; the parser's time grows with the square of the marks. No link or image is within fifty
 * brackets of others: such brackets would keep the parser busy and come out as they are written in any case.
 */
const limits = { length: 50_000, marks: 1_000, openBrackets: 50, depth: 12 } as const;

function parse(text: CommonMark): { readonly source: string; readonly nodes: readonly RootContent[] } {
  const source = visibleText(text);
  const isPlain = source.length > limits.length || countMarks(source) > limits.marks || countOpenBrackets(source) > limits.openBrackets;
  if (!isPlain) return { source, nodes: fromMarkdown(source).children };
  const point = (offset: number) => ({ line: 1, column: 1, offset });
  return { source, nodes: [{ type: 'html', value: source, position: { start: point(0), end: point(source.length) } }] };
}

/** What may open or close something; an indent may be as many lists in one another. */
function countMarks(source: string): number {
  const indents = source.match(/^ {4,}/gm) ?? [];
  return (source.match(/[*_`[\]<>]/g)?.length ?? 0) + indents.reduce((sum, indent) => sum + Math.floor(indent.length / 4), 0);
}

/** How many brackets are open at once, at most; what is escaped or in code counts as well. */
function countOpenBrackets(source: string): number {
  let open = 0;
  let max = 0;
  for (const bracket of source.match(/[[\]]/g) ?? []) {
    open = bracket === '[' ? open + 1 : Math.max(0, open - 1);
    max = Math.max(max, open);
  }
  return max;
}

/** `around`: the markers of the lists around, so that no list is read as part of another. */
function printBlocks(nodes: readonly RootContent[], source: ParsedText, around: readonly string[]): Markdown {
  let printed = markdown``;
  let previous = '';
  for (const node of nodes) {
    let block: Markdown;
    if (node.type === 'list' && around.length < limits.depth) {
      previous = (node.ordered ? ['.', ')'] : ['-', '*', '+']).find((mark) => mark !== previous && mark !== around.at(-1)) ?? '-';
      block = printList(node, previous, source, around);
    } else if (node.type === 'code') block = codeFence(node.lang ?? null, node.value, around.length > 0);
    else block = joinMarkdown(linesOf([node], source).map(guardLine), '\\\n');
    if (block === '') continue;
    // Right under its paragraph a list keeps the item around it tight; only such a list can interrupt a paragraph
    // (CommonMark 5.3).
    const tight = around.length > 0 && node.type === 'list' && /^(?:[-*+]|1[.)]) \S/.test(block);
    printed = joinMarkdown(printed === '' ? [block] : [printed, block], tight ? '\n' : '\n\n');
  }
  return printed;
}

function printList(list: List, marker: string, source: ParsedText, around: readonly string[]): Markdown {
  const start = Math.min(list.start ?? 1, 999_999_999 - list.children.length);
  const items = list.children.map((item, index) => {
    const head = list.ordered ? `${start + index}${marker}` : marker;
    const body = printBlocks(item.children, source, [...around, marker]);
    const indent = ' '.repeat(head.length + 1);
    return `${head} ${body.replace(/\n(?=[^\n])/g, `\n${indent}`)}`.trimEnd() as Markdown;
  });
  return joinMarkdown(items, items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n');
}

/** Inline Markdown by lines: a paragraph's, between hard breaks; a list's items; anything else as written. */
function linesOf(nodes: readonly RootContent[], source: ParsedText, depth = 0): Markdown[] {
  return nodes.flatMap((node): Markdown[] => {
    if (node.type === 'paragraph') return paragraphLines(node.children, source);
    if (node.type === 'code') return [inlineCode(node.value.trim())];
    if (node.type !== 'list' || depth >= limits.depth) return writtenLines(written(node, source.source)).map(literalText);
    return node.children.flatMap((item, index) => {
      const [first, ...rest] = linesOf(item.children, source, depth + 1);
      const marker = node.ordered ? markdown`${(node.start ?? 1) + index}\\.` : markdown`•`;
      return [first === undefined ? marker : markdown`${marker} ${first}`, ...rest];
    });
  });
}

function paragraphLines(children: readonly PhrasingContent[], source: ParsedText): Markdown[] {
  const lines = printPhrasing(children, source).split('\n');
  return lines.map((line) => line.trim() as Markdown).filter((line) => line !== '');
}

function writtenLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function plainBlocks(nodes: readonly RootContent[], source: ParsedText, depth = 0): string {
  const blocks = nodes.map((node) => {
    if (node.type === 'paragraph') return plainPhrasing(node.children, source).trim();
    if (node.type === 'code') return node.value;
    if (node.type !== 'list' || depth >= limits.depth) return writtenLines(written(node, source.source)).join('\n');
    const items = node.children.map((item, index) => {
      const head = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
      return `${head}${plainBlocks(item.children, source, depth + 1).replaceAll('\n', `\n${' '.repeat(head.length)}`)}`.trimEnd();
    });
    return items.join('\n');
  });
  return blocks.filter((block) => block !== '').join(depth === 0 ? '\n\n' : '\n');
}

function plainPhrasing(nodes: readonly PhrasingContent[], source: ParsedText): string {
  const parts = nodes.map((node) => {
    if (node.type === 'text') return node.value.replace(/[\t\n ]+/g, ' ');
    if (node.type === 'inlineCode') return node.value;
    if (node.type === 'break') return '\n';
    if (node.type === 'emphasis' || node.type === 'strong') return plainPhrasing(node.children, source);
    if (node.type !== 'link') return written(node, source.source);
    const target = resolveLink(node.url, source);
    if (target.kind === 'unsafe') return written(node, source.source);
    const text = plainPhrasing(node.children, source).trim();
    if (target.kind === 'text') return text;
    return text === '' || text === target.url ? target.url : `${text} (${target.url})`;
  });
  return parts.join('');
}
