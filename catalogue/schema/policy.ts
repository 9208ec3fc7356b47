import type { Json, JsonObject, Provider, Schema } from '../model/model.js';
import { parsePointer } from '../model/pointer.js';
import { getOwn } from '../model/properties.js';
import {
  type ClosedEnum,
  collectClosedEnums,
  collectNeverLoosened,
  enumsBelow,
  isSamePath,
  neverLoosened,
  targetHoldsTag,
} from './closed-enums.js';
import { mapSchemas } from './keywords.js';
import { holdsValues, inlineValues } from './tag-values.js';
import { findTag, type Tag } from './tags.js';
import { openTree, type SchemaNode, type SchemaTree } from './tree.js';
import { buildUnlisted, isUnlisted } from './unlisted.js';

/** How a payload is judged: exactly as documented, or as receivers should (unknown fields and enum values pass). */
export type Policy = 'strict' | 'tolerant';

/**
 * The same provider as a tolerant receiver sees it: objects and tuples are open, `oneOf` is `anyOf`, and an `enum`
 * becomes the types of its values, which are kept under `x-open-enum`. An `enum` stays closed if it distinguishes
 * events, or the alternatives of a union: a union then has one more alternative, for values that the document doesn't
 * list. Whatever the strict schema accepts, the tolerant one accepts. So `not` and `if` stay as they are, and so do the
 * definitions that they refer to.
 */
export function tolerantProvider(provider: Provider): Provider {
  const found = loosened.get(provider) ?? loosenProvider(provider);
  loosened.set(provider, found);
  return found;
}

const loosened = new WeakMap<Provider, Provider>();

function loosenProvider(provider: Provider): Provider {
  const tree = openTree(provider.definitions);
  const discriminator = (provider.discriminator?.sources ?? []).flatMap((source): ClosedEnum[] =>
    source.kind === 'pointer' ? [{ path: parsePointer(source.pointer), isTag: false }] : [],
  );
  const payloads = provider.events.map(({ payload }) => tree.read(payload));
  const roots = [...provider.definitions.map(({ schema, pointer }) => tree.read(schema, pointer)), ...payloads];
  const kept = collectNeverLoosened(roots);
  const closed = collectClosedEnums(payloads, discriminator, roots);
  return {
    ...provider,
    definitions: provider.definitions.map((definition) => {
      const { typeName, schema, pointer } = definition;
      return kept.has(typeName)
        ? definition
        : { ...definition, schema: loosen(tree.read(schema, pointer), closed.get(typeName) ?? [], tree) };
    }),
    events: provider.events.map((event) => ({ ...event, payload: loosen(tree.read(event.payload), discriminator, tree) })),
  };
}

/** The schema of a tolerant receiver, in which the given enums stay closed. */
function loosen(node: SchemaNode, closed: readonly ClosedEnum[], tree: SchemaTree): Schema {
  if (typeof node.schema === 'boolean') return node.schema;
  const here = closed.filter(({ path }) => path.length === 0);
  const schema = here.some(({ isTag }) => isTag) ? inlineValues(node) : node.schema;
  const [listed, oneOf] = [getOwn(schema, 'enum'), getOwn(schema, 'oneOf')];
  const opened = here.length === 0 && Array.isArray(listed) ? listed : null;
  const entries: [string, Json][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if ((keyword === 'additionalProperties' || keyword === 'additionalItems') && value === false) continue;
    if (opened && (keyword === 'enum' || keyword === 'type')) continue;
    if (keyword !== 'oneOf') entries.push([keyword, loosenKeyword(node, keyword, value, closed, tree)]);
  }
  if (opened) entries.push(...openEnum(opened, node.types));
  if (oneOf !== undefined) addAnyOf(entries, loosenKeyword(node, 'oneOf', oneOf, closed, tree));
  return Object.fromEntries(entries);
}

/** A keyword's value. A tagged alternative takes its tag's values, one more alternative those that none lists. */
function loosenKeyword(node: SchemaNode, keyword: string, value: Json, closed: readonly ClosedEnum[], tree: SchemaTree): Json {
  if (neverLoosened.has(keyword)) return value;
  const union = node.unions.find((one) => one.keyword === keyword);
  const tag = union === undefined ? null : findTag(node, union);
  if (union === undefined || tag === null)
    return mapSchemas(keyword, value, (schema, key) => {
      const child = node.children(keyword).get(key);
      return child === undefined ? schema : loosen(child, enumsBelow(closed, keyword, key), tree);
    });
  const isClosed = closed.some(({ path }) => isSamePath(path, tag.path));
  const unlisted = isClosed || union.alternatives.some((one) => isUnlisted(one, tag)) ? null : buildUnlisted(union, tag);
  return [
    ...union.alternatives.map((one, index) => loosenAlternative(one, tag, tag.values[index] ?? null, closed, tree)),
    ...(unlisted === null ? [] : [loosen(tree.read(unlisted), closed, tree)]),
  ];
}

/** Closes the tag in the alternative's own schema, or next to it if the tag is in a definition that others use too. */
function loosenAlternative(
  one: SchemaNode,
  tag: Tag,
  values: Tag['values'][number],
  closed: readonly ClosedEnum[],
  tree: SchemaTree,
): Schema {
  if (values === null || targetHoldsTag(one, tag)) return loosen(one, closed, tree);
  if (holdsValues(one, tag.path)) return loosen(one, [...closed, { path: tag.path, isTag: true }], tree);
  const held = tag.path.reduceRight<JsonObject>((inner, name) => ({ properties: { [name]: inner } }), { enum: values });
  return { allOf: [loosen(one, closed, tree), held] };
}

/** An `enum` as the types of its values, within the types that the schema declares. */
function openEnum(values: readonly Json[], declared: readonly string[] | null): [string, Json][] {
  const found = new Set(values.map(typeOf));
  const isFound = (type: string) => found.has(type) || (type === 'integer' && found.has('number'));
  const allowed = declared ?? [...found];
  const types = allowed.some(isFound) ? allowed.filter(isFound) : allowed;
  return [...(types.length === 0 ? [] : [['type', types.length === 1 ? types[0] : types] as [string, Json]]), ['x-open-enum', values]];
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Adds alternatives to a schema that may have some already: then a value must meet one of each list. */
function addAnyOf(entries: [string, Json][], alternatives: Json): void {
  const allOf = entries.find(([keyword]) => keyword === 'allOf');
  if (!entries.some(([keyword]) => keyword === 'anyOf')) entries.push(['anyOf', alternatives]);
  else if (allOf && Array.isArray(allOf[1])) allOf[1] = [...allOf[1], { anyOf: alternatives }];
  else entries.push(['allOf', [{ anyOf: alternatives }]]);
}
