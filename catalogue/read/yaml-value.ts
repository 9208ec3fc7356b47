import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Json } from '../model/model.js';
import { setOwn } from '../model/properties.js';
import { LimitReached, limits, tooDeep } from './source-limits.js';

/** The node as JSON; throws LimitReached. An alias shares its target's value, but its size counts each time. */
export function toJson(contents: Node): Json {
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

/** A key's text, as JSON has it. */
export const nameOf = (key: Scalar) => (typeof key.value === 'string' ? key.value : String(key.source ?? key.value ?? ''));
