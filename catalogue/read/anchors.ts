import type { Json } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import { getOwn, isObject } from '../model/properties.js';

/**
 * The JSON pointer of the schema that a plain name in a fragment (`#order`) means: the one with that `$anchor` (JSON
 * Schema 2019-09) or with `$id: '#order'` (draft-07); null if there is none. AsyncAPI's references are JSON pointers,
 * so this only serves advice.
 */
export function findAnchor(document: Json, name: string): string | null {
  const open: [Json, string][] = [[document, '']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, pointer] = next;
    if (typeof node !== 'object' || node === null) continue;
    if (isObject(node) && isNamed(node, name)) return pointer;
    for (const [key, member] of Object.entries(node)) open.push([member, joinPointer(pointer, key)]);
  }
  return null;
}

const isNamed = (node: Json, name: string) =>
  getOwn(node, '$anchor') === name || getOwn(node, '$dynamicAnchor') === name || getOwn(node, '$id') === `#${name}`;
