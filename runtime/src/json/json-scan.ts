import { endOfBlank, endOfScalar, kindOfScalar, type ScalarKind } from './json-tokens.js';
import { joinPointer } from './pointer.js';
import type { PointerNode, PointerTree } from './pointer-tree.js';

/** What JSON.parse hides in JSON text (RFC 8259): positions of values, repeated names, lossy numbers. */
export interface JsonScan {
  readonly fault: null;
  readonly text: string;
  /** The value at each node of the tree; undefined if the text has none. */
  readonly values: readonly (ScannedValue | undefined)[];
  /** The value at a pointer of the tree; undefined if the text has none. */
  valueAt(pointer: string): ScannedValue | undefined;
  /** Numbers that parsing changes: the first 16. Names over 256 characters are cut in their pointers. */
  readonly lossy: readonly { readonly pointer: string; readonly source: string }[];
}

export interface ScannedValue {
  readonly kind: ScalarKind | 'array' | 'object';
  readonly start: number;
  readonly end: number;
  /** A name on the path to it occurs more than once, so readers may disagree on which one counts. */
  readonly repeated: boolean;
}

/** Why a text is not JSON, or was not scanned to its end. */
export interface JsonFault {
  readonly fault: 'not-json' | 'too-deep';
  readonly text: string;
  /** Where the text breaks, and where the token that breaks it begins. */
  readonly at: number;
  readonly token: number;
  readonly expected: Expected;
}

/** What should have followed where a text breaks. */
export type Expected = 'value' | 'name' | 'separator' | 'end';

/** Called with each name and its quotes. `depth` is 1 in the outermost object; `isFirst`: the first of its object. */
export type OnName = (start: number, end: number, depth: number, isFirst: boolean) => void;

interface Scanner {
  readonly text: string;
  at: number;
  /** For each open array: -1 minus its index. For each open object: where its current name begins. */
  readonly path: number[];
  /** The node of each open array or object; null if no pointer leads into it. */
  readonly nodes: (PointerNode | null)[];
  /** The node of the next value. */
  node: PointerNode | null;
  readonly values: (Writable<ScannedValue> | undefined)[];
  readonly lossy: { pointer: string; source: string }[];
  readonly onName: OnName | undefined;
  fault: JsonFault | null;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How deep arrays and objects may nest: validators and handlers can safely recurse this deep. */
export const maxDepth = 512;
const maxLossy = 16;
const maxNameLength = 256;

/** Scans a whole text for the values at a tree's pointers. Deep nesting uses no stack. */
export function scanJson(text: string, tree: PointerTree, maxNesting = maxDepth, onName?: OnName): JsonScan | JsonFault {
  const values: Scanner['values'] = [];
  const scanner: Scanner = { text, at: 0, path: [], nodes: [], node: tree.root, values, lossy: [], onName, fault: null };
  let more = true;
  while (more) {
    const isOpen = readValue(scanner);
    if (scanner.fault === null && scanner.path.length > maxNesting) fail(scanner, 'value', scanner.at, 'too-deep');
    more = isOpen || readSeparators(scanner);
    if (scanner.fault !== null) return scanner.fault;
  }
  return { fault: null, text, values, lossy: scanner.lossy, valueAt: (pointer) => values[tree.nodes.get(pointer)?.index ?? -1] };
}

function fail(scanner: Scanner, expected: Expected, at = scanner.at, fault: JsonFault['fault'] = 'not-json'): false {
  scanner.fault = { fault, text: scanner.text, at, token: scanner.at, expected };
  return false;
}

/** Reads a scalar, or opens an array or object up to its first value; true if that value comes next. */
function readValue(scanner: Scanner): boolean {
  const { text, node } = scanner;
  const start = endOfBlank(text, scanner.at);
  scanner.at = start;
  const code = text.charCodeAt(start);
  const isArray = code === 0x5b;
  if (isArray || code === 0x7b) {
    if (node !== null) noteValue(scanner, node, isArray ? 'array' : 'object', start, start);
    scanner.path.push(isArray ? -1 : 0);
    scanner.nodes.push(node);
    scanner.at = endOfBlank(text, start + 1);
    return text.charCodeAt(scanner.at) !== (isArray ? 0x5d : 0x7d) && readName(scanner, true); // readSeparators closes it
  }
  const kind = kindOfScalar(code);
  const end = endOfScalar(text, start, kind);
  if (end < 0) return fail(scanner, 'value', -1 - end);
  scanner.at = end;
  if (kind === 'number' && mayBeLossy(text, start, end)) noteLossy(scanner, text.slice(start, end));
  if (node !== null) noteValue(scanner, node, kind, start, end);
  return false;
}

/** After a value: closes arrays and objects. True if another value follows, false at the end or a fault. */
function readSeparators(scanner: Scanner): boolean {
  const { text, path, nodes, values } = scanner;
  while (scanner.fault === null) {
    scanner.at = endOfBlank(text, scanner.at);
    const top = path[path.length - 1]; // at(-1) is slower
    if (top === undefined) return scanner.at < text.length && fail(scanner, 'end');
    const code = text.charCodeAt(scanner.at);
    if (code === 0x2c) {
      scanner.at = endOfBlank(text, scanner.at + 1);
      if (top < 0) path[path.length - 1] = top - 1;
      return readName(scanner, false);
    }
    if (code !== (top < 0 ? 0x5d : 0x7d)) return fail(scanner, 'separator');
    scanner.at += 1;
    path.pop();
    const node = nodes.pop();
    const value = node ? values[node.index] : undefined;
    if (value !== undefined) value.end = scanner.at;
  }
  return false;
}

/** Reads an object's next name and colon (nothing in an array) and finds the node of the value that follows. */
function readName(scanner: Scanner, isFirst: boolean): boolean {
  const { text, path } = scanner;
  const last = path.length - 1;
  const parent = scanner.nodes[last] ?? null;
  const top = path[last] ?? 0;
  if (top < 0) {
    scanner.node = parent?.children.get(String(-1 - top)) ?? null;
    return true;
  }
  const start = scanner.at;
  if (text.charCodeAt(start) !== 0x22) return fail(scanner, 'name');
  const end = endOfScalar(text, start, 'string');
  if (end < 0) return fail(scanner, 'value', -1 - end);
  path[last] = start;
  scanner.onName?.(start, end, path.length, isFirst);
  scanner.at = endOfBlank(text, end);
  if (text.charCodeAt(scanner.at) !== 0x3a) return fail(scanner, 'separator');
  scanner.at += 1;
  scanner.node = parent === null ? null : (parent.children.get(parseString(text, start, end)) ?? null);
  return true;
}

/** Records a value that a pointer leads to or through. If one was recorded before, a name is repeated. */
function noteValue({ nodes, values }: Scanner, node: PointerNode, kind: ScannedValue['kind'], start: number, end: number): void {
  const isRepeated = values[node.index] !== undefined;
  if (isRepeated) markRepeated(values, node);
  const repeated = isRepeated || values[nodes.at(-1)?.index ?? -1]?.repeated === true;
  values[node.index] = { kind, start, end, repeated };
}

/** Everything inside the earlier value is repeated too, even if the later one lacks it. */
function markRepeated(values: Scanner['values'], node: PointerNode): void {
  for (const child of node.children.values()) {
    const value = values[child.index];
    if (value !== undefined) value.repeated = true;
    markRepeated(values, child);
  }
}

/** The value of a scanned string. Few strings have escapes. */
export function parseString(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes('\\') ? String(JSON.parse(text.slice(start, end))) : raw;
}

/** A double represents fewer than 16 digits exactly; most numbers need no further check. */
function mayBeLossy(text: string, start: number, end: number): boolean {
  if (end - start >= 16) return true;
  for (let at = start + 1; at < end; at++) if ((text.charCodeAt(at) | 0x20) === 0x65) return true;
  return false;
}

function noteLossy(scanner: Scanner, source: string): void {
  const value = Number(source);
  const isLossy = /^-?[0-9]+$/.test(source) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
  if (isLossy && scanner.lossy.length < maxLossy) scanner.lossy.push({ pointer: pointerOf(scanner), source });
}

function pointerOf({ path, text }: Scanner): string {
  const names = path.map((top) => (top < 0 ? -1 - top : cutName(parseString(text, top, endOfScalar(text, top, 'string')))));
  return joinPointer('', ...names);
}

/** Without this, a name as long as the body would be escaped for each number under it, which takes seconds. */
function cutName(name: string): string {
  return name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name;
}
