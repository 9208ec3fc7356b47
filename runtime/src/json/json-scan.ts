import { endOfBlank, endOfScalar, kindOfScalar } from './json-tokens.js';

/**
 * A strict, iterative look into JSON text (RFC 8259): it sees what JSON.parse hides, namely a member's source text, a name that
 * occurs twice, digits that a double can't hold. Deep nesting costs it no stack.
 */
export interface JsonScan {
  /** What stands at each of the wanted pointers; no entry where nothing does. */
  readonly members: ReadonlyMap<string, JsonMember>;
  /** Numbers that parsing changes: the first 16. Names of more than 256 characters are cut in their pointers. */
  readonly lossy: readonly { readonly pointer: string; readonly source: string }[];
}

export interface JsonMember {
  readonly kind: 'string' | 'number' | 'literal' | 'array' | 'object';
  /** As it stands in the text; empty for arrays and objects. */
  readonly source: string;
  /** A name on the way to it occurs more than once, so that readers may differ on which one counts. */
  readonly repeated: boolean;
}

/** A node of the tree that the wanted pointers make up. */
interface Wanted {
  readonly pointer: string | null;
  readonly children: ReadonlyMap<string, Wanted>;
}

interface Frame {
  readonly array: boolean;
  readonly wanted: Wanted | null;
  /** Names of wanted children that have occurred. */
  readonly seen: Set<string> | null;
  readonly repeated: boolean;
  /** The member that is being read: an index, or where its name stands in the text. */
  index: number;
  nameStart: number;
  nameEnd: number;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly stack: Frame[];
  readonly members: Map<string, JsonMember>;
  readonly lossy: { pointer: string; source: string }[];
}

/** The wanted child that is to be read next, and whether it was reached over a repeated name. */
interface Next {
  readonly wanted: Wanted | null;
  readonly repeated: boolean;
}

const unwanted: Next = { wanted: null, repeated: false };

/** How deep arrays and objects may nest. What recurses over a body (validators, handlers) is safe within it. */
export const maxDepth = 512;
const lossyLimit = 16;
const longestName = 256;

/** Scans a whole text for the members at these pointers (RFC 6901). */
export function scanJson(text: string, pointers: readonly string[]): JsonScan | 'not-json' | 'too-deep' {
  const reader: Reader = { text, at: 0, stack: [], members: new Map(), lossy: [] };
  let next: Next | null = { wanted: buildTree(pointers), repeated: false };
  while (next !== null) {
    skipBlank(reader);
    const opened: Next | 'complete' | null = readValue(reader, next);
    if (opened === null) return 'not-json';
    if (reader.stack.length > maxDepth) return 'too-deep';
    const step = opened === 'complete' ? readSeparators(reader) : opened;
    if (step === 'broken') return 'not-json';
    next = step;
  }
  return reader.at === text.length ? reader : 'not-json';
}

/** Reads a scalar, or opens a container and gives its first member. */
function readValue(reader: Reader, next: Next): Next | 'complete' | null {
  const start = reader.at;
  const character = reader.text[start];
  if (character === '{' || character === '[') return openContainer(reader, next, character === '[');
  const kind = kindOfScalar(character);
  const end = endOfScalar(reader.text, start, kind);
  if (end === -1) return null;
  reader.at = end;
  if (kind === 'number' && mayBeLossy(reader.text, start, end)) noteLossy(reader, reader.text.slice(start, end));
  if (next.wanted?.pointer != null) noteMember(reader, next, kind, reader.text.slice(start, end));
  return 'complete';
}

function openContainer(reader: Reader, next: Next, array: boolean): Next | 'complete' | null {
  if (next.wanted?.pointer != null) noteMember(reader, next, array ? 'array' : 'object', '');
  const seen = next.wanted === null ? null : new Set<string>();
  const frame: Frame = { array, wanted: next.wanted, seen, repeated: next.repeated, index: 0, nameStart: 0, nameEnd: 0 };
  reader.stack.push(frame);
  reader.at += 1;
  skipBlank(reader);
  if (reader.text[reader.at] === (array ? ']' : '}')) return 'complete'; // readSeparators closes it
  return readName(reader, frame);
}

/** After a value: closes what closes, and gives the member that follows; null at the end of the text's value. */
function readSeparators(reader: Reader): Next | null | 'broken' {
  for (;;) {
    skipBlank(reader);
    const frame = reader.stack.at(-1);
    if (frame === undefined) return null;
    const character = reader.text[reader.at];
    reader.at += 1;
    if (character === ',') {
      frame.index += 1;
      skipBlank(reader);
      return readName(reader, frame) ?? 'broken';
    }
    if (character !== (frame.array ? ']' : '}')) return 'broken';
    reader.stack.pop();
  }
}

/** Reads an object member's name and colon (nothing in an array), and gives what is wanted of the member. */
function readName(reader: Reader, frame: Frame): Next | null {
  let name: string | null = null;
  if (frame.array) {
    if (frame.wanted !== null) name = String(frame.index);
  } else {
    if (reader.text[reader.at] !== '"') return null;
    const end = endOfScalar(reader.text, reader.at, 'string');
    if (end === -1) return null;
    frame.nameStart = reader.at;
    frame.nameEnd = end;
    if (frame.wanted !== null) name = JSON.parse(reader.text.slice(reader.at, end));
    reader.at = end;
    skipBlank(reader);
    if (reader.text[reader.at] !== ':') return null;
    reader.at += 1;
  }
  const wanted = name === null ? null : (frame.wanted?.children.get(name) ?? null);
  if (name === null || wanted === null) return unwanted;
  const repeated = frame.repeated || (frame.seen?.has(name) ?? false);
  frame.seen?.add(name);
  if (repeated) markRepeated(reader, wanted);
  return { wanted, repeated };
}

/** What an earlier member of the same name led to counts as repeated too, even if the later one lacks it. */
function markRepeated(reader: Reader, wanted: Wanted): void {
  const member = wanted.pointer === null ? undefined : reader.members.get(wanted.pointer);
  if (wanted.pointer !== null && member !== undefined) reader.members.set(wanted.pointer, { ...member, repeated: true });
  for (const child of wanted.children.values()) markRepeated(reader, child);
}

function noteMember(reader: Reader, { wanted, repeated }: Next, kind: JsonMember['kind'], source: string): void {
  if (wanted?.pointer != null) reader.members.set(wanted.pointer, { kind, source, repeated });
}

/** Fewer than 16 digits a double holds exactly; most numbers need no closer look. */
function mayBeLossy(text: string, start: number, end: number): boolean {
  if (end - start >= 16) return true;
  for (let at = start + 1; at < end; at++) if ((text.charCodeAt(at) | 0x20) === 0x65) return true;
  return false;
}

function noteLossy(reader: Reader, source: string): void {
  const value = Number(source);
  const lossy = /^-?[0-9]+$/.test(source) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
  if (lossy && reader.lossy.length < lossyLimit) reader.lossy.push({ pointer: pointerOf(reader), source });
}

function pointerOf({ stack, text }: Reader): string {
  const segments = stack.map((frame): string =>
    frame.array ? String(frame.index) : cutName(JSON.parse(text.slice(frame.nameStart, frame.nameEnd))),
  );
  return segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A name as long as the body would be escaped for each number under it: seconds of work for one request. */
function cutName(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name;
}

function skipBlank(reader: Reader): void {
  reader.at = endOfBlank(reader.text, reader.at);
}

function buildTree(pointers: readonly string[]): Wanted {
  type Growing = { pointer: string | null; children: Map<string, Growing> };
  const root: Growing = { pointer: null, children: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const segment of pointer.split('/').slice(1)) {
      const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      const child = node.children.get(name) ?? { pointer: null, children: new Map() };
      node.children.set(name, child);
      node = child;
    }
    node.pointer = pointer;
  }
  return root;
}
