import type { CommonMark, Definition, Json, JsonObject, Pointer, Schema } from '../model/model.js';
import { isObject, own, ownArray, ownString } from '../model/own.js';
import { joinPointer } from '../model/pointer.js';

/** A schema, and where it stands in the document. */
export interface Entry {
  readonly schema: Schema;
  readonly place: Pointer;
}

/** A schema object of which only its own keywords count. */
export interface Part {
  readonly schema: JsonObject;
  readonly place: Pointer;
}

/** All that applies to one value, `$ref` and `allOf` resolved; of two parts the later is the more specific. */
export interface Node {
  readonly parts: Part[];
  /** The definitions met on the way. */
  readonly names: string[];
  /** `oneOf` and `anyOf` with more than one alternative beside null, `then` with `else`. */
  readonly unions: Union[];
  /** The definition that isn't looked into, because it stands around this one or the table is long enough. */
  circular: string | null;
  /** One alternative and null. */
  orNull: boolean;
  /** No value is valid. */
  impossible: boolean;
}

export interface Union {
  readonly alternatives: readonly Entry[];
  /** The schema of `if`, whose alternatives are `then` and `else`. */
  readonly condition: Entry | null;
}

export interface Constraint {
  readonly keyword: string;
  readonly value: Json;
}

/** What a walk knows; `steps` left is what keeps references to references from growing without end. */
export interface Walk {
  readonly definitions: ReadonlyMap<string, Definition>;
  steps: number;
}

export function flatten(entries: readonly Entry[], open: ReadonlySet<string>, walk: Walk): Node {
  const node: Node = { parts: [], names: [], unions: [], circular: null, orNull: false, impossible: false };
  for (const entry of entries) add(entry, node, open, walk);
  return node;
}

function add({ schema, place }: Entry, node: Node, open: ReadonlySet<string>, walk: Walk): void {
  walk.steps--;
  if (schema === false) node.impossible = true;
  if (!isObject(schema)) return;
  const name = refName(schema);
  const definition = name === null ? undefined : walk.definitions.get(name);
  if (name !== null && definition !== undefined) {
    if (open.has(name) || walk.steps <= 0) node.circular = name;
    else if (!node.names.includes(name)) {
      node.names.push(name);
      add({ schema: definition.schema, place: definition.pointer }, node, open, walk);
    }
  }
  for (const [index, part] of ownArray(schema, 'allOf').entries())
    add({ schema: asSchema(part), place: joinPointer(place, 'allOf', index) }, node, open, walk);
  node.parts.push({ schema, place });
  for (const keyword of ['oneOf', 'anyOf']) addUnion(schema, keyword, place, node, open, walk);
  addCondition(schema, place, node);
}

function addUnion(schema: JsonObject, keyword: string, place: Pointer, node: Node, open: ReadonlySet<string>, walk: Walk): void {
  const all = ownArray(schema, keyword).map((branch, index) => ({ schema: asSchema(branch), place: joinPointer(place, keyword, index) }));
  const alternatives = all.filter(({ schema: branch }) => branch !== false && !isNull(branch));
  const [only, ...more] = alternatives;
  if (only === undefined) {
    if (all.some(({ schema: branch }) => branch !== false)) node.parts.push({ schema: { type: 'null' }, place });
    else if (all.length > 0) node.impossible = true;
  } else if (more.length > 0) node.unions.push({ alternatives: all.filter(({ schema: branch }) => branch !== false), condition: null });
  else {
    if (all.length > alternatives.length) node.orNull = true;
    add(only, node, open, walk);
  }
}

function addCondition(schema: JsonObject, place: Pointer, node: Node): void {
  const [condition, ...alternatives] = ['if', 'then', 'else'].map((keyword) => ({
    schema: asSchema(own(schema, keyword) ?? true),
    place: joinPointer(place, keyword),
  }));
  if (condition !== undefined && own(schema, 'if') !== undefined) node.unions.push({ alternatives, condition });
}

const isNull = (schema: Schema) => own(schema, 'type') === 'null' || own(schema, 'const') === null;

export function asSchema(value: Json): Schema {
  return isObject(value) || typeof value === 'boolean' ? value : true;
}

function refName(schema: JsonObject): string | null {
  return ownString(schema, '$ref')?.match(/^#\/definitions\/(.+)$/)?.[1] ?? null;
}

const constraintKeywords = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'contentEncoding',
  'contentMediaType',
  'additionalProperties',
  'not',
  'default',
];

/** The constraints in a fixed order; `additionalProperties` and `uniqueItems` only where they say something. */
export function constraintsOf({ parts }: Node): Constraint[] {
  return constraintKeywords.flatMap((keyword) => {
    const value = lastOf(parts, keyword);
    if (value === undefined || (keyword === 'additionalProperties' && value !== false) || (keyword === 'uniqueItems' && value !== true))
      return [];
    return [{ keyword, value }];
  });
}

export function lastOf(parts: readonly Part[], keyword: string): Json | undefined {
  for (const { schema } of parts.toReversed()) {
    const value = own(schema, keyword);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function descriptionOf({ parts }: Node): CommonMark | null {
  const text = parts.toReversed().map(({ schema }) => ownString(schema, 'description')?.trim() ?? '');
  return text.find((description) => description !== '') ?? null;
}

/** The only values there are: those that every `enum` and `const` has; of a union, where all alternatives list theirs. */
export function valuesOf(node: Node, open: ReadonlySet<string>, walk: Walk): Json[] {
  let values: readonly Json[] | null = null;
  const inner = new Set([...open, ...node.names]);
  const narrow = (more: readonly Json[]) => {
    const keys = new Set(more.map((value) => JSON.stringify(value)));
    values = values === null ? more : values.filter((value) => keys.has(JSON.stringify(value)));
  };
  for (const { schema } of node.parts) {
    const constant = own(schema, 'const');
    if (constant !== undefined) narrow([constant]);
    if (own(schema, 'enum') !== undefined) narrow(ownArray(schema, 'enum'));
  }
  for (const { alternatives } of walk.steps > 0 ? node.unions : []) {
    const lists = alternatives.map((entry) => valuesOf(flatten([entry], inner, walk), inner, walk));
    if (lists.every((list) => list.length > 0)) narrow(lists.flat());
  }
  return values ?? [];
}
