import type { ProviderContract } from '../contract.js';
import { decodeText } from '../json/decode-text.js';
import { type JsonFault, type JsonScan, parseString, scanJson } from '../json/json-scan.js';
import { buildPointerTree, type PointerNode, type PointerTree } from '../json/pointer-tree.js';
import { listPointers } from '../sources.js';

/** The body of a request. Decoded and scanned on first access, once for all of its receiver's pointers. */
export interface Body<Bytes extends Uint8Array = Uint8Array<ArrayBuffer>> {
  readonly bytes: Bytes;
  /** Never throws: an unreadable body is a fault. */
  scan(pointers: readonly string[]): BodyScan | BodyFault;
}

export interface BodyScan extends JsonScan {
  /** The values at the pointers and their containers, as JSON.parse returns them, and nothing else. */
  parseWanted(): unknown;
}

export type BodyFault = JsonFault | { readonly fault: 'not-utf-8' };

const noPointers = buildPointerTree([]);

/** Opens a body. Pointers that `tree` lacks can be read too, at the cost of another scan. */
export function openBody<Bytes extends Uint8Array>(bytes: Bytes, tree: PointerTree = noPointers): Body<Bytes> {
  let known = tree;
  let found: BodyScan | BodyFault | null = null;
  return {
    bytes,
    scan(pointers) {
      if (pointers.some((pointer) => !known.nodes.has(pointer))) {
        known = buildPointerTree([...known.nodes.keys(), ...pointers]);
        found = null;
      }
      found ??= scanBody(bytes, known);
      return found;
    },
  };
}

function scanBody(bytes: Uint8Array, tree: PointerTree): BodyScan | BodyFault {
  const text = decodeText(bytes);
  if (text === null) return { fault: 'not-utf-8' };
  const scan = scanJson(text, tree);
  return scan.fault === null ? { ...scan, parseWanted: () => parseNode(scan, tree.root) } : scan;
}

function parseNode(scan: Pick<JsonScan, 'text' | 'values'>, node: PointerNode): unknown {
  const { text } = scan;
  const value = scan.values[node.index];
  if (value === undefined) return undefined;
  const { kind, start, end } = value;
  if (kind === 'string') return parseString(text, start, end);
  if (kind !== 'array' && kind !== 'object') return JSON.parse(text.slice(start, end));
  const container = kind === 'array' ? [] : {};
  for (const [name, child] of node.children) {
    const inner = parseNode(scan, child);
    if (inner !== undefined) Object.defineProperty(container, name, { value: inner, enumerable: true }); // `__proto__` too
  }
  return container;
}

/** The pointers that a receiver reads from a body before it stores a delivery. */
export function buildWantedTree(
  { signature, dedupe, discriminator }: Pick<ProviderContract, 'signature' | 'dedupe' | 'discriminator'>,
  orderBy: readonly string[],
): PointerTree {
  const signed = signature === null ? [] : [...signature.signed, signature.timestamp];
  const ids = dedupe.by === 'sources' ? dedupe.sources : [];
  return buildPointerTree([...listPointers([...signed, ...ids, ...discriminator]), ...orderBy]);
}
