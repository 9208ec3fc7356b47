import {
  Composer,
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { Json } from '../model/model.js';
import { readJson } from './json-value.js';
import { LimitReached, limits, type SourceFinding, tooDeep } from './source-limits.js';
import { createLocator } from './yaml-offsets.js';
import { nameOf, toJson } from './yaml-value.js';

/** A file of the document: its text, its value, and the offset of each node. */
export interface Source {
  /** As problems show it: relative to the document's folder. The document itself has the name that it was given. */
  readonly name: string;
  readonly text: string;
  readonly value: Json;
  /** The offset of the node at a pointer, or of its nearest ancestor if the pointer leads nowhere. */
  offsetOf(pointer: string, atKey?: boolean): number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Reads YAML 1.2 or JSON, with limits on depth and on size after aliases are expanded, before anything else sees it.
 * Gives every syntax error at once; the value is JSON: no tags, no non-finite numbers, string keys, own members only.
 */
export function readSource(name: string, text: string): Source | readonly SourceFinding[] {
  if (text.trim() === '') return [emptyDocument(name)];
  const json = readJson(text);
  if (json !== undefined) return { name, text, value: json, offsetOf: locateLater(text) };
  if (Buffer.byteLength(text) > limits.yamlBytes) return [tooLarge(name)];
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return [tooDeep(tokens.deep)];
  // Composing recurses: on a document that nests without end it would run out of stack, which V8 can't always survive.
  const deep = deepOffset(tokens);
  if (deep !== null) return [tooDeep(deep)];
  const [document, ...others] = compose(tokens);
  if (!document) return [emptyDocument(name)];
  const faults = [...document.errors, ...document.warnings, ...findRepeated(document.contents as Node | null)];
  if (others.length > 0) faults.push(new YAMLParseError([others[0]?.range[0] ?? 0, 0], 'MULTIPLE_DOCS', ''));
  if (faults.length > 0)
    return upToSyntax(faults.sort((a, b) => a.pos[0] - b.pos[0])).map((fault) => ({
      code: 'invalid-yaml',
      message: messageOf(fault),
      fix: fixOf(fault.code),
      offset: fault.pos[0],
    }));
  try {
    const value = document.contents === null ? null : toJson(document.contents as Node);
    return { name, text, value, offsetOf: createLocator(document.contents as Node | null) };
  } catch (error) {
    if (error instanceof LimitReached) return [error.finding];
    throw error;
  }
}

/** 1-based line and column of an offset. */
export function positionOf(text: string, offset: number): Position {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return { line, column: Math.min(offset, text.length) - start + 1 };
}

/** Parses JSON for its positions when a problem first needs one. A text that is too long has only its start. */
function locateLater(text: string): Source['offsetOf'] {
  let locate: Source['offsetOf'] | null = null;
  return (pointer, atKey) => {
    if (Buffer.byteLength(text) > limits.yamlBytes) return 0;
    locate ??= createLocator((compose([...new Parser().parse(text)])[0]?.contents ?? null) as Node | null);
    return locate(pointer, atKey);
  };
}

const tooLarge = (name: string): SourceFinding => ({
  code: 'limit',
  message: `${name} is larger than ${limits.yamlBytes} bytes`,
  fix: 'split it into several files and refer to them by $ref',
  offset: 0,
});

const emptyDocument = (name: string): SourceFinding => ({
  code: 'empty-document',
  message: `${name} is empty`,
  fix: 'write an AsyncAPI document in it, or run `hookbook init` in an empty folder',
  offset: 0,
});

/** Keeps nothing of a text that is nested without end: its tokens would fill the memory before they are counted. */
function tokenize(text: string): CST.Token[] | { readonly deep: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > 2 * limits.depth) return { deep: parser.offset };
  }
  return [...tokens, ...parser.end()];
}

function compose(tokens: readonly CST.Token[]): Document.Parsed[] {
  return [...new Composer({ version: '1.2', schema: 'core', merge: false, uniqueKeys: false, strict: true }).compose(tokens, true)];
}

/** Repeated keys of mappings. The library's own check takes quadratic time, and to it `1` is not `"1"`. */
function findRepeated(node: Node | null): YAMLParseError[] {
  if (isSeq(node)) return node.items.flatMap((item) => findRepeated(item as Node));
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return (node.items as Pair<Node, Node | null>[]).flatMap(({ key, value }) => {
    const name = isScalar(key) ? nameOf(key) : null;
    const repeated =
      name !== null && seen.has(name) ? [new YAMLParseError([key.range?.[0] ?? 0, 0], 'DUPLICATE_KEY', 'Map keys must be unique')] : [];
    if (name !== null) seen.add(name);
    return [...repeated, ...findRepeated(value)];
  });
}

/** A syntax error causes others after it. A repeated key, a tag or a second document doesn't. */
function upToSyntax(faults: readonly YAMLError[]): readonly YAMLError[] {
  const first = faults.findIndex(({ code }) => !['DUPLICATE_KEY', 'MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED'].includes(code));
  return first === -1 ? faults : faults.slice(0, first + 1);
}

function messageOf(fault: YAMLError): string {
  return fault.code === 'MULTIPLE_DOCS' ? 'the file holds more than one YAML document' : fault.message.replace(/\s+/g, ' ').trim();
}

function fixOf(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'remove or rename one of the two: a reader would see only one of them';
  if (code === 'MULTIPLE_DOCS') return 'keep one document in the file: everything before or after `---` goes elsewhere';
  if (code === 'TAG_RESOLVE_FAILED') return 'remove the tag: a document holds plain YAML 1.2 data';
  return 'correct the YAML here; what follows the first error is unreliable';
}

/** The offset of a token that is nested past the limit; null if there is none. */
function deepOffset(tokens: readonly CST.Token[]): number | null {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limits.depth) return token.offset;
    const inner =
      'items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : [token.type === 'document' ? token.value : null];
    for (const child of inner) if (child) open.push({ token: child, depth: token.type === 'document' ? depth : depth + 1 });
  }
  return null;
}
