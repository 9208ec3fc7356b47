import { parsePointer } from './pointer.js';

/** A value that a pointer leads to or through. */
export interface PointerNode {
  /** Its index in the results of a scan. */
  readonly index: number;
  readonly children: ReadonlyMap<string, PointerNode>;
}

/** JSON pointers (RFC 6901) arranged for a scan. */
export interface PointerTree {
  readonly root: PointerNode;
  readonly nodes: ReadonlyMap<string, PointerNode>;
}

export function buildPointerTree(pointers: Iterable<string>): PointerTree {
  type Growing = { index: number; children: Map<string, Growing> };
  const root: Growing = { index: 0, children: new Map() };
  const nodes = new Map<string, Growing>();
  let count = 1;
  for (const pointer of pointers) {
    let node = root;
    for (const name of parsePointer(pointer)) {
      const child = node.children.get(name) ?? { index: count++, children: new Map() };
      node.children.set(name, child);
      node = child;
    }
    nodes.set(pointer, node);
  }
  return { root, nodes };
}
