import type { Json } from './model.js';
import { isObject, setOwn } from './own.js';
import { joinPointer } from './pointer.js';

/** The extension under which a bundled document holds the files it refers to. */
export const EXTERNAL = 'x-hookbook-files';

/** Members whose values are data, where a `$ref` is a member like any other. */
const dataMembers = new Set(['example', 'examples', 'default', 'const', 'enum', 'x-webhook']);

/** Members whose values map names to nodes: a member called `default` in them is a node, not data. */
const nameMaps = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependencies',
  'schemas',
  'messages',
  'channels',
  'operations',
  'servers',
  'parameters',
  'securitySchemes',
  'variables',
  'messageTraits',
  'operationTraits',
  'replies',
  'replyAddresses',
  'correlationIds',
  'serverVariables',
  EXTERNAL,
]);

type Place = 'node' | 'names' | 'data';

export interface Change {
  /** Gives the reference that stands in the copy. */
  ref?(ref: string, pointer: string): string;
  /** Gives the data that stands in the copy: an `enum`, an example. */
  data?(value: Json, name: string): Json;
  /** Gives the name of the member in the copy. */
  name?(name: string, place: Place): string;
  /** Gives the node in the copy: for a schema that is `true` or `false`, or a flag of a node. */
  boolean?(value: boolean, pointer: string): Json;
}

/** Copies an AsyncAPI document, telling references from data that looks like them. */
export function copyDocument(node: Json, change: Change, pointer = '', place: Place = 'node'): Json {
  if (Array.isArray(node))
    return node.map((item: Json, index) => copyDocument(item, change, joinPointer(pointer, index), place === 'data' ? 'data' : 'node'));
  if (typeof node === 'boolean' && place === 'node') return change.boolean?.(node, pointer) ?? node;
  if (!isObject(node)) return node;
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(node)) {
    const at = joinPointer(pointer, key);
    const below = placeOf(key, place);
    const value = below === 'data' && place !== 'data' ? (change.data?.(member, key) ?? member) : member;
    const isRef = key === '$ref' && place !== 'data' && typeof member === 'string';
    setOwn(copy, change.name?.(key, place) ?? key, isRef ? (change.ref?.(member, at) ?? member) : copyDocument(value, change, at, below));
  }
  return copy;
}

function placeOf(key: string, parent: Place): Place {
  if (parent === 'data') return 'data';
  if (parent === 'names') return 'node';
  if (dataMembers.has(key)) return 'data';
  return nameMaps.has(key) ? 'names' : 'node';
}
