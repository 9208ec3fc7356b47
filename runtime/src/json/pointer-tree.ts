import { parsePointer } from './pointer.js';

/** A value that one of the pointers leads to or passes through. */
export interface PointerNode {
  /** Its position in the results of a scan. */
  readonly index: number;
  readonly children: ReadonlyMap<string, PointerNode>;
}

/** Pointers (RFC 6901) as a scan follows them. */
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
