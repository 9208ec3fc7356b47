import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { parsePointer } from '../model/pointer.js';

/** Gives the offsets of nodes in a file's text, by pointer. The first problem that needs one collects the anchors. */
export function createLocator(contents: Node | null): (pointer: string, atKey?: boolean) => number {
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
      offset = offsetOf(step, atKey && index === segments.length - 1) ?? offset;
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

/** A block mapping or list starts on the line after its key, so the key is the better position. */
function offsetOf({ key, value }: Step, atKey: boolean): number | undefined {
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
