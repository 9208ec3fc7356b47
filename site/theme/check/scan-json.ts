import { buildPointerTree, type JsonFault, parsePointer, parseString, scanJson as scanText } from '@hookbook/runtime/inspect';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What JSON.parse hides about a text. */
export interface JsonScan {
  /** Where it stops being JSON; null if it is JSON. */
  readonly broken: { readonly at: number; readonly why: Broken } | null;
  /** The location of a pointer's value, or of the nearest value above it that exists. */
  locate(pointer: string): Span;
  /** Names that their object has already: the first 16. The last one counts, as in most programs. */
  readonly repeated: readonly Span[];
}

/** Why a text is not JSON, as far as can be told; the theme has words for each. */
export type Broken = 'ended' | 'comma' | 'quote' | 'name' | 'comment' | 'string' | 'more' | 'other';

const maxRepeated = 16;

/** Scans a text for the values of these pointers, with the runtime's scanner. */
export function scanJson(text: string, pointers: readonly string[] = []): JsonScan {
  const tree = buildPointerTree(pointers);
  const repeated: Span[] = [];
  const names: Set<string>[] = [];
  const noteName = (start: number, end: number, depth: number, isFirst: boolean) => {
    const known = (isFirst ? undefined : names[depth]) ?? new Set();
    const name = parseString(text, start, end);
    if (known.has(name) && repeated.length < maxRepeated) repeated.push({ start, end });
    names[depth] = known.add(name);
  };
  const scan = scanText(text.replace(/^\uFEFF/, ' '), tree, Number.POSITIVE_INFINITY, noteName);

  function locate(pointer: string): Span {
    let node = tree.root;
    let span: Span = { start: 0, end: text.length };
    if (scan.fault !== null) return span;
    span = scan.values[node.index] ?? span;
    for (const name of parsePointer(pointer)) {
      const child = node.children.get(name);
      const inner = child && scan.values[child.index];
      // Outside: it belongs to an earlier value of a repeated name.
      if (child === undefined || inner === undefined || inner.start < span.start || inner.end > span.end) break;
      node = child;
      span = inner;
    }
    return { start: span.start, end: span.end };
  }

  return { broken: scan.fault === null ? null : describeBreak(scan), locate, repeated };
}

function describeBreak({ text, at, token, expected }: JsonFault): JsonScan['broken'] {
  return at >= text.length ? { at: text.length, why: 'ended' } : { at, why: explainBreak(text[token], expected) };
}

/** What is likely wrong with the token that begins with this character. */
function explainBreak(character: string | undefined, expected: JsonFault['expected']): Broken {
  if (character === undefined) return 'ended';
  if (character === "'") return 'quote';
  if (character === '/') return 'comment';
  if (expected === 'end') return 'more';
  if (character === '"' && expected === 'value') return 'string';
  if (expected !== 'separator' && (character === '}' || character === ']')) return 'comma';
  return expected === 'name' ? 'name' : 'other';
}
