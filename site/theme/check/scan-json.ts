import { type Broken, endOfScalar, explainBreak, skipBlank } from './json-tokens.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What JSON.parse doesn't tell of a text (RFC 8259). */
export interface JsonScan {
  /** Where it stops being JSON; null where it is JSON. */
  readonly broken: { readonly at: number; readonly why: Broken } | null;
  /** Where the value of a pointer stands, or of the nearest one above it that has one. */
  locate(pointer: string): Span;
  /** Where names stand that their object has already: the first 16. The last one counts, here as in most programs. */
  readonly repeated: readonly Span[];
}

interface Wanted {
  readonly children: Map<string, Wanted>;
  span: Span | null;
}

interface Frame {
  readonly array: boolean;
  readonly start: number;
  readonly wanted: Wanted | null;
  /** null for an array. */
  readonly names: Set<string> | null;
  index: number;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly stack: Frame[];
  readonly repeated: Span[];
  broken: JsonScan['broken'];
}

const mostRepeated = 16;

/** Looks through a text for the values of these pointers (RFC 6901). Deep nesting costs it no stack. */
export function scanJson(text: string, pointers: readonly string[] = []): JsonScan {
  const root = buildTree(pointers);
  const reader: Reader = { text, at: text.startsWith('\uFEFF') ? 1 : 0, stack: [], repeated: [], broken: null };
  let next: Wanted | null = root;
  let more = true;
  while (more && reader.broken === null) {
    const opened = openValue(reader, next);
    const step = opened ?? readSeparators(reader);
    more = step !== null;
    next = step?.wanted ?? null;
  }
  const locate = (pointer: string) => find(root, pointer) ?? { start: 0, end: text.length };
  return { broken: reader.broken, locate, repeated: reader.repeated };
}

/** The next member to read. */
interface Next {
  readonly wanted: Wanted | null;
}

function fail(reader: Reader, wanted: 'value' | 'name' | 'separator' | 'end', at = reader.at): null {
  reader.broken = { at: Math.min(at, reader.text.length), why: explainBreak(reader.text, reader.at, wanted) };
  if (at >= reader.text.length) reader.broken = { at: reader.text.length, why: 'ended' };
  return null;
}

/** Reads a scalar (and gives null), or opens a container and gives its first member. */
function openValue(reader: Reader, wanted: Wanted | null): Next | null {
  const { text } = reader;
  reader.at = skipBlank(text, reader.at);
  const start = reader.at;
  const array = text[start] === '[';
  if (!array && text[start] !== '{') {
    const end = endOfScalar(text, start);
    if (end < 0) return fail(reader, 'value', -1 - end);
    if (wanted !== null) wanted.span = { start, end };
    reader.at = end;
    return null;
  }
  const frame: Frame = { array, start, wanted, names: array ? null : new Set(), index: 0 };
  reader.stack.push(frame);
  reader.at = skipBlank(text, start + 1);
  return text[reader.at] === (array ? ']' : '}') ? null : readName(reader, frame);
}

/** After a value: closes what closes and gives the member that follows; null at the end of the text, or where it breaks. */
function readSeparators(reader: Reader): Next | null {
  const { text, stack } = reader;
  for (;;) {
    if (reader.broken !== null) return null;
    reader.at = skipBlank(text, reader.at);
    const frame = stack.at(-1);
    if (frame === undefined) return reader.at === text.length ? null : fail(reader, 'end');
    const character = text[reader.at];
    if (character === ',') {
      frame.index += 1;
      reader.at = skipBlank(text, reader.at + 1);
      return readName(reader, frame);
    }
    if (character !== (frame.array ? ']' : '}')) return fail(reader, 'separator');
    reader.at += 1;
    if (frame.wanted !== null) frame.wanted.span = { start: frame.start, end: reader.at };
    stack.pop();
  }
}

/** Reads an object member's name and colon; of an array nothing. */
function readName(reader: Reader, frame: Frame): Next | null {
  if (frame.names === null) return { wanted: frame.wanted?.children.get(String(frame.index)) ?? null };
  const { text } = reader;
  const start = reader.at;
  if (text[start] !== '"') return fail(reader, 'name');
  const end = endOfScalar(text, start);
  if (end < 0) return fail(reader, 'value', -1 - end);
  const raw = text.slice(start + 1, end - 1);
  const name = raw.includes('\\') ? String(JSON.parse(text.slice(start, end))) : raw;
  reader.at = skipBlank(text, end);
  if (text[reader.at] !== ':') return fail(reader, 'separator');
  reader.at += 1;
  const wanted = frame.wanted?.children.get(name) ?? null;
  if (frame.names.has(name)) {
    if (reader.repeated.length < mostRepeated) reader.repeated.push({ start, end });
    if (wanted !== null) forget(wanted);
  }
  frame.names.add(name);
  return { wanted };
}

/** What an earlier member of the name led to doesn't count. */
function forget(wanted: Wanted): void {
  wanted.span = null;
  for (const child of wanted.children.values()) forget(child);
}

const segmentsOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

function buildTree(pointers: readonly string[]): Wanted {
  const root: Wanted = { children: new Map(), span: null };
  for (const pointer of pointers) {
    let node = root;
    for (const name of segmentsOf(pointer)) {
      const child: Wanted = node.children.get(name) ?? { children: new Map(), span: null };
      node.children.set(name, child);
      node = child;
    }
  }
  return root;
}

function find(root: Wanted, pointer: string): Span | null {
  let nearest = root.span;
  let node: Wanted | undefined = root;
  for (const name of segmentsOf(pointer)) {
    node = node.children.get(name);
    if (node === undefined) break;
    nearest = node.span ?? nearest;
  }
  return nearest;
}
