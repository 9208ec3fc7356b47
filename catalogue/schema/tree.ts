import type { Definition, Json, Pointer, Schema } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import { getArray, getOwn, isObject, listProperties } from '../model/properties.js';
import { asSchema, referenceOf, schemaKeywords, schemaMaps } from './keywords.js';

/** The schemas of a provider as nodes. A node is made when a reader first asks for it, and kept. */
export interface SchemaTree {
  /** The node of a payload, or of a schema derived from one. */
  read(schema: Schema, pointer?: Pointer): SchemaNode;
  definition(typeName: string): SchemaNode | null;
}

const none: ReadonlyMap<string | null, SchemaNode> = new Map();

const trees = new WeakMap<readonly Definition[], SchemaTree>();

/** The tree of a provider's definitions: every reader of the same definitions shares it. */
export function openTree(definitions: readonly Definition[]): SchemaTree {
  const found = trees.get(definitions) ?? createTree(definitions);
  trees.set(definitions, found);
  return found;
}

function createTree(definitions: readonly Definition[]): SchemaTree {
  const named = new Map(definitions.map((definition) => [definition.typeName, definition]));
  const nodes = new WeakMap<object, SchemaNode>();
  const tree: SchemaTree = {
    read(schema, pointer = '') {
      const known = isObject(schema) ? nodes.get(schema) : undefined;
      if (known?.pointer === pointer) return known;
      const node = new SchemaNode(schema, pointer, tree);
      if (isObject(schema)) nodes.set(schema, node);
      return node;
    },
    definition(typeName) {
      const definition = named.get(typeName);
      return definition === undefined ? null : tree.read(definition.schema, definition.pointer);
    },
  };
  return tree;
}

/** A choice between schemas of the same value. */
export interface Union {
  /** `if`: what `condition` accepts must meet the first alternative (`then`), all else the second (`else`). */
  readonly keyword: 'oneOf' | 'anyOf' | 'if';
  readonly alternatives: readonly SchemaNode[];
  readonly condition: SchemaNode | null;
}

/**
 * One schema of a document, read the same way whatever draft its keywords are from. The schemas in it are nodes. A
 * reference is the name of a definition, so a circle of references is an endless tree, and readers open as much of it
 * as they need.
 */
export class SchemaNode {
  readonly schema: Schema;
  readonly pointer: Pointer;
  readonly #tree: SchemaTree;
  readonly #children = new Map<string, ReadonlyMap<string | null, SchemaNode>>();
  #values: readonly Json[] | null | undefined;
  #unions: readonly Union[] | undefined;

  constructor(schema: Schema, pointer: Pointer, tree: SchemaTree) {
    this.schema = schema;
    this.pointer = pointer;
    this.#tree = tree;
  }

  /** The name of the definition that the schema refers to. */
  get reference(): string | null {
    return referenceOf(this.schema);
  }

  get target(): SchemaNode | null {
    return this.reference === null ? null : this.#tree.definition(this.reference);
  }

  /** The schemas under a keyword, by name or by index; a schema that is the keyword's whole value has the key null. */
  children(keyword: string): ReadonlyMap<string | null, SchemaNode> {
    const known = this.#children.get(keyword);
    if (known) return known;
    const schemas = listSchemas(keyword, getOwn(this.schema, keyword));
    if (schemas.length === 0) return none;
    const pointer = joinPointer(this.pointer, keyword);
    const at = (key: string | null) => (key === null ? pointer : joinPointer(pointer, key));
    const made = new Map(schemas.map(([key, schema]) => [key, this.#tree.read(schema, at(key))] as const));
    this.#children.set(keyword, made);
    return made;
  }

  /** The schema that is a keyword's whole value. */
  child(keyword: string): SchemaNode | null {
    return this.children(keyword).get(null) ?? null;
  }

  list(keyword: string): readonly SchemaNode[] {
    return Array.isArray(getOwn(this.schema, keyword)) ? [...this.children(keyword).values()] : [];
  }

  /** Every schema directly in this one; `key` as in `children`. */
  get subschemas(): readonly { readonly keyword: string; readonly key: string | null; readonly child: SchemaNode }[] {
    return Object.keys(this.schema).flatMap((keyword) => [...this.children(keyword)].map(([key, child]) => ({ keyword, key, child })));
  }

  get unions(): readonly Union[] {
    this.#unions ??= this.#readUnions();
    return this.#unions;
  }

  #readUnions(): readonly Union[] {
    const [condition, then, otherwise] = ['if', 'then', 'else'].map((keyword) => this.child(keyword));
    return [
      ...(['oneOf', 'anyOf'] as const).flatMap((keyword) => {
        const alternatives = this.list(keyword);
        return alternatives.length > 0 ? [{ keyword, alternatives, condition: null }] : [];
      }),
      ...(condition && (then || otherwise)
        ? [{ keyword: 'if' as const, alternatives: [then ?? this.#anything('then'), otherwise ?? this.#anything('else')], condition }]
        : []),
    ];
  }

  /** The types that `type` allows. */
  get types(): readonly string[] | null {
    const type = getOwn(this.schema, 'type');
    return type === undefined ? null : [type].flat().filter((name: Json): name is string => typeof name === 'string');
  }

  /** The values that both `enum` and `const` allow. */
  get values(): readonly Json[] | null {
    this.#values ??= readValues(this.schema);
    return this.#values;
  }

  get required(): readonly string[] {
    return getArray(this.schema, 'required').filter((name) => typeof name === 'string');
  }

  /** The schemas of a tuple's first items; null if the schema has no tuple. */
  get tuple(): readonly SchemaNode[] | null {
    const keyword = ['prefixItems', 'items'].find((name) => Array.isArray(getOwn(this.schema, name)));
    return keyword === undefined ? null : this.list(keyword);
  }

  /** The schema of the items; for a tuple, of the items after the first. */
  get items(): SchemaNode | null {
    return this.child(Array.isArray(getOwn(this.schema, 'items')) ? 'additionalItems' : 'items');
  }

  #anything(keyword: string): SchemaNode {
    return this.#tree.read(true, joinPointer(this.pointer, keyword));
  }
}

function listSchemas(keyword: string, value: Json | undefined): (readonly [string | null, Schema])[] {
  if (value === undefined) return [];
  if (schemaMaps.has(keyword)) return listProperties(value).map(([name, member]) => [name, readMember(member)] as const);
  if (!schemaKeywords.has(keyword) && keyword !== 'prefixItems') return [];
  if (Array.isArray(value)) return value.map((item: Json, index) => [String(index), asSchema(item)] as const);
  return [[null, asSchema(value)]];
}

/** `dependencies` may list the names that a property requires. */
const readMember = (member: Json): Schema => (Array.isArray(member) ? { required: member } : asSchema(member));

function readValues(schema: Schema): readonly Json[] | null {
  const [constant, listed] = [getOwn(schema, 'const'), getOwn(schema, 'enum')];
  if (constant === undefined) return Array.isArray(listed) ? listed : null;
  if (!Array.isArray(listed)) return [constant];
  const text = JSON.stringify(constant);
  return listed.filter((value: Json) => JSON.stringify(value) === text);
}
