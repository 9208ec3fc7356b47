import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { Code } from './codes.js';
import type { Json } from './model.js';
import { setOwn } from './own.js';
import { parsePointer } from './pointer.js';

/** A file of the document, read: its value, and where each node of it stands. */
export interface Source {
  /** As problems show it: relative to the document's folder; the document itself as it was named. */
  readonly name: string;
  readonly text: string;
  readonly value: Json;
  /** The offset of the node at a pointer; of its nearest ancestor where the pointer leads nowhere. */
  offsetOf(pointer: string, atKey?: boolean): number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a file before it has pointers. */
export interface SourceFinding {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
  readonly offset: number;
}

/** Generous for documents by people, small enough that a hostile one costs seconds, not the machine. */
export const limits = { bytes: 16 * 1024 * 1024, depth: 200, nodes: 2_000_000, aliased: 100_000, members: 10_000 } as const;

class LimitReached extends Error {
  readonly finding: SourceFinding;
  constructor(finding: SourceFinding) {
    super(finding.message);
    this.finding = finding;
  }
}

/**
 * Reads YAML 1.2 (and so JSON) with limits on depth and on size after aliases are expanded, before anything else sees it.
 * Gives every syntax error at once; the value is JSON: no tags, no non-finite numbers, string keys, own members only.
 */
export function readSource(name: string, text: string): Source | readonly SourceFinding[] {
  if (text.trim() === '') return [emptyDocument(name)];
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

const emptyDocument = (name: string): SourceFinding => ({
  code: 'empty-document',
  message: `${name} is empty`,
  fix: 'write an AsyncAPI document in it, or run `hookbook init` in an empty folder',
  offset: 0,
});

/** Nothing is kept of a text that nests without end: its tokens would fill the memory before anyone could count them. */
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

/** Keys that stand twice in a mapping. The library's own check takes time with the square of the keys, and to it `1` is not `"1"`. */
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

/** A fault of syntax has others in its wake; a key that stands twice, a tag, a second document have not. */
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
  return 'mend the YAML here; nothing after the first fault can be trusted';
}

const tooDeep = (offset: number): SourceFinding => ({
  code: 'limit',
  message: `nested deeper than ${limits.depth} levels`,
  fix: 'move inner schemas to components.schemas and refer to them by $ref',
  offset,
});

/** Where a token stands that is nested past the limit; null where there is none. */
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

/** The node as JSON. An alias shares its target's value; its size counts as if it were written out. */
function toJson(contents: Node): Json {
  const anchors = new Map<string, { value: Json; size: number } | 'open'>();
  let total = 0;
  let aliased = 0;
  const tooMany = (message: string, node: Node) =>
    new LimitReached({ code: 'limit', message, fix: 'split the document, or use fewer aliases', offset: node.range?.[0] ?? 0 });
  const count = (size: number, node: Node) => {
    total += size;
    if (total > limits.nodes) throw tooMany(`more than ${limits.nodes} nodes once aliases are expanded`, node);
  };
  const refuse = (node: Node, message: string, fix: string): never => {
    throw new LimitReached({ code: 'invalid-yaml', message, fix, offset: node.range?.[0] ?? 0 });
  };
  const convert = (node: Node, depth: number): Json => {
    if (depth > limits.depth) throw new LimitReached(tooDeep(node.range?.[0] ?? 0));
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined || target === 'open')
        return refuse(
          node,
          `alias *${node.source} ${target ? 'contains itself' : 'names no anchor before it'}`,
          'write the value out, or use $ref',
        );
      aliased += target.size;
      if (aliased > limits.aliased) throw tooMany(`aliases stand for more than ${limits.aliased} nodes`, node);
      count(target.size, node);
      return target.value;
    }
    const before = total;
    count(1 + textSize(node), node);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) anchors.set(anchor, 'open');
    const value = convertNode(node, depth);
    if (anchor !== undefined) anchors.set(anchor, { value, size: total - before });
    return value;
  };
  const convertNode = (node: Node, depth: number): Json => {
    if (isSeq(node))
      return node.items.map((item) =>
        isPair(item) ? refuse(node, 'a pair in a list', 'write it as a mapping') : convert(item as Node, depth + 1),
      );
    if (isMap(node)) {
      // The AsyncAPI parser's time grows with their square.
      if (node.items.length > limits.members) throw tooMany(`more than ${limits.members} members in one mapping`, node);
      const object: Record<string, Json> = {};
      for (const pair of node.items as Pair<Node, Node | null>[]) {
        setOwn(object, keyOf(pair.key, refuse), pair.value === null ? null : convert(pair.value, depth + 1));
      }
      return object;
    }
    if (!isScalar(node)) return refuse(node, 'not plain data', 'write it as a mapping, a list or a scalar');
    const { value } = node;
    if (typeof value === 'number' && !Number.isFinite(value))
      return refuse(node, `${String(node.source ?? value)} is no JSON number`, 'use a finite number, or quote it');
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return refuse(node, `a ${typeof value} is no JSON value`, 'quote it');
  };
  return convert(contents, 0);
}

/** A long text counts as several nodes: aliases multiply it as they do nodes. Of a mapping, its keys. */
function textSize(node: Node): number {
  if (isMap(node)) return node.items.reduce((sum, { key }) => sum + (isScalar(key) ? textSize(key) : 0), 0);
  return isScalar(node) && typeof node.value === 'string' ? Math.floor(node.value.length / 64) : 0;
}

function keyOf(key: Node, refuse: (node: Node, message: string, fix: string) => never): string {
  if (!isScalar(key)) return refuse(key, 'a key must be a string', 'quote it');
  return nameOf(key);
}

const nameOf = (key: Scalar) => (typeof key.value === 'string' ? key.value : String(key.source ?? key.value ?? ''));

/** Finds nodes by pointer; anchors are collected when a problem first needs a place. */
function createLocator(contents: Node | null): Source['offsetOf'] {
  let anchors: Map<string, Node> | null = null;
  const target = (node: Node | null): Node | null => {
    if (!isAlias(node)) return node;
    anchors ??= collectAnchors(contents);
    return anchors.get(node.source) ?? null;
  };
  return (pointer, atKey = false) => {
    let node = contents;
    let offset = contents?.range?.[0] ?? 0;
    const segments = parsePointer(pointer);
    for (const [index, segment] of segments.entries()) {
      const step = stepInto(target(node), segment);
      if (!step) break;
      offset = placeOf(step, atKey && index === segments.length - 1) ?? offset;
      node = step.value;
    }
    return offset;
  };
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

function stepInto(node: Node | null, segment: string): Step | null {
  if (isSeq(node)) return node.items[Number(segment)] ? { key: null, value: node.items[Number(segment)] as Node } : null;
  if (!isMap(node)) return null;
  const pairs = node.items as Pair<Node, Node | null>[];
  return pairs.find(({ key }) => isScalar(key) && String(key.value ?? key.source) === segment) ?? null;
}

/** A block mapping or list starts on the line after its key: the key says more. */
function placeOf({ key, value }: Step, atKey: boolean): number | undefined {
  const block = (isMap(value) || isSeq(value)) && !value.flow;
  return (key && (atKey || block) ? key : (value ?? key))?.range?.[0];
}

function collectAnchors(contents: Node | null): Map<string, Node> {
  const anchors = new Map<string, Node>();
  const visit = (node: Node | null): void => {
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (node && anchor !== undefined) anchors.set(anchor, node);
    if (isMap(node)) for (const { value } of node.items as Pair<Node, Node | null>[]) visit(value);
    else if (isSeq(node)) for (const item of node.items) visit(item as Node);
  };
  visit(contents);
  return anchors;
}
