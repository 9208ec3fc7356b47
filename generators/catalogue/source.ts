import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLError } from 'yaml';
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
export const limits = { bytes: 16 * 1024 * 1024, depth: 200, nodes: 2_000_000 } as const;

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
  if (text.trim() === '')
    return [
      {
        code: 'empty-document',
        message: `${name} is empty`,
        fix: 'write an AsyncAPI document in it, or run `hookbook init` in an empty folder',
        offset: 0,
      },
    ];
  let document: ReturnType<typeof parseYaml>;
  try {
    document = parseYaml(text);
  } catch (error) {
    if (error instanceof RangeError) return [tooDeep(deepFlowOffset(text))]; // the parser's stack ran out
    throw error;
  }
  const faults = [...document.errors, ...document.warnings];
  if (faults.some((fault) => fault.message.includes('call stack'))) return [tooDeep(deepFlowOffset(text))];
  if (faults.length > 0)
    return faults.map((fault) => ({ code: 'invalid-yaml', message: messageOf(fault), fix: fixOf(fault.code), offset: fault.pos[0] }));
  try {
    const value = document.contents === null ? null : toJson(document.contents as Node);
    return {
      name,
      text,
      value,
      offsetOf: (pointer, atKey) => offsetOf(document.contents as Node | null, parsePointer(pointer), atKey ?? false),
    };
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

function parseYaml(text: string) {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    logLevel: 'error',
  });
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

/** Where brackets nest past the limit: a guess, good enough to point at. */
function deepFlowOffset(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > limits.depth) return at;
  }
  return 0;
}

/** The node as JSON. An alias shares its target's value; its size counts as if it were written out. */
function toJson(contents: Node): Json {
  const anchors = new Map<string, { value: Json; size: number } | 'open'>();
  let total = 0;
  const count = (size: number, node: Node) => {
    total += size;
    if (total > limits.nodes) {
      throw new LimitReached({
        code: 'limit',
        message: `more than ${limits.nodes} nodes once aliases are expanded`,
        fix: 'split the document, or use fewer aliases',
        offset: node.range?.[0] ?? 0,
      });
    }
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
      count(target.size, node);
      return target.value;
    }
    const before = total;
    count(1, node);
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

function keyOf(key: Node, refuse: (node: Node, message: string, fix: string) => never): string {
  if (!isScalar(key)) return refuse(key, 'a key must be a string', 'quote it');
  return typeof key.value === 'string' ? key.value : String(key.source ?? key.value ?? '');
}

function offsetOf(contents: Node | null, segments: readonly string[], atKey: boolean): number {
  let node: Node | null = contents;
  let offset = contents?.range?.[0] ?? 0;
  const anchors = new Map<string, Node>();
  if (node) collectAnchors(node, anchors);
  for (const [index, segment] of segments.entries()) {
    while (isAlias(node)) node = anchors.get(node.source) ?? null;
    if (isMap(node)) {
      const pair: Pair<Node, Node | null> | undefined = (node.items as Pair<Node, Node | null>[]).find(
        (item) => isScalar(item.key) && String(item.key.value ?? item.key.source) === segment,
      );
      if (!pair) return offset;
      const last = index === segments.length - 1;
      offset = (last && atKey ? pair.key.range?.[0] : (pair.value?.range?.[0] ?? pair.key.range?.[0])) ?? offset;
      // A block mapping starts on the line after its key: the key says more.
      if (last && (isMap(pair.value) || isSeq(pair.value)) && !pair.value.flow) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: Node | undefined = node.items[Number(segment)] as Node | undefined;
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function collectAnchors(node: Node, anchors: Map<string, Node>): void {
  const { anchor } = node as { anchor?: string };
  if (anchor !== undefined) anchors.set(anchor, node);
  if (isMap(node)) for (const pair of node.items as Pair<Node, Node | null>[]) pair.value && collectAnchors(pair.value, anchors);
  else if (isSeq(node)) for (const item of node.items) collectAnchors(item as Node, anchors);
}
