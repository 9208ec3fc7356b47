import type { Json } from '../model/model.js';
import { limits } from './source-limits.js';

/** Files within a bundled document are two levels down. */
const maxDepth = limits.depth + 2;

/**
 * The value of a text that is JSON, within the limits and without repeated keys. undefined for all other texts: the
 * YAML reader, which takes a hundred times as long, says what is wrong and where.
 */
export function readJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return countKeys(value) === countWrittenKeys(text) ? value : undefined;
}

/** The keys in a value; null if it is beyond a limit. */
function countKeys(root: Json): number | null {
  let keys = 0;
  let nodes = 0;
  // Without recursion: the value may be nested more deeply than the stack allows.
  const open: [Json, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    nodes += 1 + (typeof value === 'string' ? Math.floor(value.length / 64) : 0);
    if (depth > maxDepth || nodes > limits.nodes || (typeof value === 'number' && !Number.isFinite(value))) return null;
    if (typeof value !== 'object' || value === null) continue;
    const inner = Object.values(value) as Json[];
    if (!Array.isArray(value)) {
      if (inner.length > limits.members) return null;
      keys += inner.length;
    }
    for (const each of inner) open.push([each, depth + 1]);
  }
  return keys;
}

/** The keys in a text that is JSON, repeated ones too, of which JSON.parse keeps only the last. */
function countWrittenKeys(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', start + 1)) {
    start++;
    while (text[start] !== '"') start += text[start] === '\\' ? 2 : 1;
    let next = start + 1;
    while (/\s/.test(text[next] ?? '')) next++;
    if (text[next] === ':') keys++;
  }
  return keys;
}
