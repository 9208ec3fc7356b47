import type { Json } from './model.js';
import { joinPointer } from './pointer.js';
import { isObject, setOwn } from './properties.js';

/** The extension that contains the files which a bundled document refers to. */
export const filesExtension = 'x-hookbook-files';

/** Properties whose values are data, in which a `$ref` refers to nothing. */
const dataProperties = new Set(['example', 'examples', 'default', 'const', 'enum', 'x-webhook']);

/** Properties whose values map names to nodes. In them, the value of `default` is a node, not data. */
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
  filesExtension,
]);

/** What a value in a document is: a node of the specification, a map from names to nodes, or data. */
type Role = 'node' | 'names' | 'data';

interface Change {
  /** The reference in the copy. */
  ref?(ref: string, pointer: string): string;
  /** The data in the copy, such as an `enum` or an example. */
  data?(value: Json, name: string): Json;
  /** The name of the property in the copy. */
  name?(name: string, role: Role): string;
  /** The node in the copy, for a schema that is `true` or `false`, or for a flag of a node. */
  boolean?(value: boolean, pointer: string): Json;
}

/** Copies an AsyncAPI document with changes. It distinguishes references from data that looks like them. */
export function copyDocument(node: Json, change: Change, pointer = '', role: Role = 'node'): Json {
  if (Array.isArray(node))
    return node.map((item: Json, index) => copyDocument(item, change, joinPointer(pointer, index), role === 'data' ? 'data' : 'node'));
  if (typeof node === 'boolean' && role === 'node') return change.boolean?.(node, pointer) ?? node;
  if (!isObject(node)) return node;
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(node)) {
    const at = joinPointer(pointer, key);
    const below = roleOf(key, role);
    const value = below === 'data' && role !== 'data' ? (change.data?.(member, key) ?? member) : member;
    const isRef = key === '$ref' && role !== 'data' && typeof member === 'string';
    setOwn(copy, change.name?.(key, role) ?? key, isRef ? (change.ref?.(member, at) ?? member) : copyDocument(value, change, at, below));
  }
  return copy;
}

function roleOf(key: string, parent: Role): Role {
  if (parent === 'data') return 'data';
  if (parent === 'names') return 'node';
  if (dataProperties.has(key)) return 'data';
  return nameMaps.has(key) ? 'names' : 'node';
}
