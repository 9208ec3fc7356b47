import type { Json, JsonObject, Provider, Schema } from '../model/model.js';
import { isObject, mapMembers, ownArray } from '../model/own.js';
import { parsePointer } from '../model/pointer.js';
import { schemaKeywords, schemaMaps } from './keywords.js';
import { holdsValues, inlineValues } from './tag-values.js';
import { createTagFinder, type FindTag, type Resolve, type Tag, targetOf } from './tags.js';
import { buildUnlisted, isJoined, isUnlisted } from './unlisted.js';

/** How strictly a payload is judged: by the document's letter, or as a receiver should (unknown fields and enum values pass). */
export type Policy = 'strict' | 'tolerant';

/** A location in a value whose `enum`s stay closed. */
interface Place {
  /** The segments of its JSON pointer, relative to the value that a schema judges. */
  readonly path: readonly string[];
  /** Whether it tells the alternatives of a union apart, rather than the provider's events. */
  readonly isTag: boolean;
}
type Places = readonly Place[];

/** What loosening a schema needs of its provider. */
interface Context {
  readonly resolve: Resolve;
  readonly findTag: FindTag;
}

/** Keywords whose schemas judge the same value as the schema around them. */
const inPlace: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependencies']);
/** What a schema under these accepts, the schema around it may refuse: loosening one would tighten the other. */
const untouched: ReadonlySet<string> = new Set(['not', 'if']);

/**
 * The same provider as a tolerant receiver sees it: objects and tuples are open, `oneOf` is `anyOf`, and an `enum` becomes the types
 * of its values, which are kept under `x-open-enum`. An `enum` stays closed where it tells events apart, or the alternatives of a
 * union: a union then has one alternative more, for values that the document doesn't list. Whatever the strict schema accepts, the
 * tolerant one accepts: so `not` and `if` stay as they are, and so do the definitions that they refer to.
 */
export function tolerantProvider(provider: Provider): Provider {
  const places = (provider.discriminator?.sources ?? []).flatMap((source): Place[] =>
    source.kind === 'pointer' ? [{ path: parsePointer(source.pointer), isTag: false }] : [],
  );
  const definitions = new Map(provider.definitions.map(({ typeName, schema }) => [typeName, schema]));
  const payloads = provider.events.map(({ payload }) => payload);
  const schemas = [...definitions.values(), ...payloads];
  const resolve: Resolve = (typeName) => definitions.get(typeName) ?? true;
  const findTag = createTagFinder(provider.definitions, resolve);
  const context: Context = { resolve, findTag: (schema, keyword) => (isJoined(schema) ? null : findTag(schema, keyword)) };
  const kept = collectKept(schemas, definitions);
  const closed = collectClosed(payloads, places, definitions);
  const tagged = collectTagged(schemas, context);
  const placesIn = (typeName: string) => [...(closed.get(typeName) ?? []), ...(tagged.get(typeName) ?? [])];
  return {
    ...provider,
    definitions: provider.definitions.map((definition) =>
      kept.has(definition.typeName)
        ? definition
        : { ...definition, schema: loosen(definition.schema, placesIn(definition.typeName), context) },
    ),
    events: provider.events.map((event) => ({ ...event, payload: loosen(event.payload, places, context) })),
  };
}

/** The schema, loosened, except for the enums at the places given. */
function loosen(source: Schema, places: Places, context: Context): Schema {
  if (typeof source === 'boolean') return source;
  const isClosed = places.some(({ path }) => path.length === 0);
  const schema = places.some(({ path, isTag }) => isTag && path.length === 0) ? inlineValues(source, context.resolve) : source;
  const values = schema['enum'];
  const opened = Array.isArray(values) && !isClosed ? (values as readonly Json[]) : null;
  const entries: [string, Json][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if ((keyword === 'additionalProperties' || keyword === 'additionalItems') && value === false) continue;
    if (opened && (keyword === 'enum' || keyword === 'type')) continue;
    if (keyword === 'anyOf') entries.push([keyword, loosenUnion(schema, keyword, places, context)]);
    else if (keyword !== 'oneOf') entries.push([keyword, mapSchemas(keyword, value, places, context)]);
  }
  if (opened) entries.push(...openEnum(opened, schema['type']));
  if (schema['oneOf'] !== undefined) addAnyOf(entries, loosenUnion(schema, 'oneOf', places, context));
  return Object.fromEntries(entries);
}

/** The alternatives of `anyOf` or `oneOf`: those with a tag are held to its values, and one more takes the values that none lists. */
function loosenUnion(schema: JsonObject, keyword: string, places: Places, context: Context): Json {
  const alternatives = schema[keyword];
  const tag = context.findTag(schema, keyword);
  if (tag === null || !Array.isArray(alternatives)) return mapSchemas(keyword, alternatives ?? true, places, context);
  const isClosed = places.some(({ path }) => isSamePath(path, tag.path));
  const unlisted =
    isClosed || alternatives.some((one: Json) => isUnlisted(one, tag)) ? null : buildUnlisted(alternatives, tag, context.resolve);
  return [
    ...alternatives.map((one: Json, index) =>
      isObject(one) ? loosenAlternative(one, tag, tag.values[index] ?? null, places, context) : one,
    ),
    ...(unlisted === null ? [] : [loosen(unlisted, places, context)]),
  ];
}

/** Closes the tag in the alternative's own schema, or beside it where the tag is in a definition that others use too. */
function loosenAlternative(one: JsonObject, tag: Tag, values: Tag['values'][number], places: Places, context: Context): Json {
  if (values === null || closesReference(one, tag, context.resolve)) return loosen(one, places, context);
  if (holdsValues(one, tag.path, context.resolve)) return loosen(one, [...places, { path: tag.path, isTag: true }], context);
  const held = tag.path.reduceRight<JsonObject>((inner, name) => ({ properties: { [name]: inner } }), { enum: values });
  return { allOf: [loosen(one, places, context), held] };
}

/** Whether an alternative is a reference to a definition that has the tag's values itself: it is closed there. */
function closesReference(one: JsonObject, { path }: Tag, resolve: Resolve): boolean {
  const target = targetOf(one);
  return target !== null && holdsValues(resolve(target), path, resolve);
}

const isSamePath = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((segment, index) => segment === other[index]);

/** A keyword's value, the schemas in it loosened. */
function mapSchemas(keyword: string, value: Json, places: Places, context: Context): Json {
  if (untouched.has(keyword)) return value;
  const mapOne = (child: Json, name: string | null) =>
    isObject(child) ? loosen(child, placesBelow(places, keyword, name), context) : child;
  if (schemaMaps.has(keyword) && isObject(value)) return mapMembers(value, mapOne);
  if (!schemaKeywords.has(keyword)) return value;
  return Array.isArray(value) ? value.map((child: Json, at) => mapOne(child, String(at))) : mapOne(value, null);
}

/** The places as a schema under a keyword sees them; `name` is the member or the item that it judges. */
function placesBelow(places: Places, keyword: string, name: string | null): Places {
  if (inPlace.has(keyword)) return places;
  if (keyword !== 'properties' && keyword !== 'items') return [];
  return places.flatMap(({ path: [first, ...rest], isTag }) =>
    first !== undefined && (name === null ? /^\d+$/.test(first) : first === name) ? [{ path: rest, isTag }] : [],
  );
}

/** An `enum` as the types of its values, within the types that the schema declares. */
function openEnum(values: readonly Json[], declared: Json | undefined): [string, Json][] {
  const found = new Set(values.map(typeOf));
  const isFound = (type: Json) => typeof type === 'string' && (found.has(type) || (type === 'integer' && found.has('number')));
  const allowed = declared === undefined ? [...found] : [declared].flat();
  const types = allowed.some(isFound) ? allowed.filter(isFound) : allowed;
  return [...(types.length === 0 ? [] : [['type', types.length === 1 ? types[0] : types] as [string, Json]]), ['x-open-enum', values]];
}

/** Adds alternatives to a schema that may have some already: then one of each must hold. */
function addAnyOf(entries: [string, Json][], alternatives: Json): void {
  const allOf = entries.find(([keyword]) => keyword === 'allOf');
  if (!entries.some(([keyword]) => keyword === 'anyOf')) entries.push(['anyOf', alternatives]);
  else if (allOf && Array.isArray(allOf[1])) allOf[1] = [...allOf[1], { anyOf: alternatives }];
  else entries.push(['allOf', [{ anyOf: alternatives }]]);
}

/** The definitions that a `not` or an `if` reaches, directly or through others. */
function collectKept(roots: readonly Schema[], definitions: ReadonlyMap<string, Schema>): ReadonlySet<string> {
  const kept = new Set<string>();
  const visit = (schema: Schema, inside: boolean): void => {
    const target = inside ? targetOf(schema) : null;
    if (target !== null && !kept.has(target)) {
      kept.add(target);
      visit(definitions.get(target) ?? true, true);
    }
    for (const { keyword, child } of subschemas(schema)) visit(child, inside || untouched.has(keyword));
  };
  for (const root of roots) visit(root, false);
  return kept;
}

/** For each definition, the discriminator's places in it, by all the ways that payloads reach it. */
function collectClosed(
  payloads: readonly Schema[],
  pointers: Places,
  definitions: ReadonlyMap<string, Schema>,
): ReadonlyMap<string, Places> {
  const closed = new Map<string, Places>();
  const visit = (schema: Schema, places: Places): void => {
    if (places.length === 0) return;
    const target = targetOf(schema);
    if (target !== null) {
      const known = closed.get(target) ?? [];
      const fresh = places.filter((place) => !known.some((one) => JSON.stringify(one) === JSON.stringify(place)));
      closed.set(target, [...known, ...fresh]);
      visit(definitions.get(target) ?? true, fresh);
    }
    for (const { keyword, name, child } of subschemas(schema))
      if (!untouched.has(keyword)) visit(child, placesBelow(places, keyword, name));
  };
  for (const payload of payloads) visit(payload, pointers);
  return closed;
}

/** For each definition that is an alternative of tagged unions, their tags' places in it. */
function collectTagged(roots: readonly Schema[], { findTag, resolve }: Context): ReadonlyMap<string, Places> {
  const tagged = new Map<string, Place[]>();
  const visit = (schema: Schema): void => {
    for (const keyword of isObject(schema) ? ['anyOf', 'oneOf'] : []) {
      const tag = isObject(schema) ? findTag(schema, keyword) : null;
      for (const [index, one] of tag ? ownArray(schema, keyword).entries() : []) {
        const target = isObject(one) ? targetOf(one) : null;
        if (!tag || target === null || tag.values[index] === null || !closesReference(one as JsonObject, tag, resolve)) continue;
        tagged.set(target, [...(tagged.get(target) ?? []), { path: tag.path, isTag: true }]);
      }
    }
    for (const { keyword, child } of subschemas(schema)) if (!untouched.has(keyword)) visit(child);
  };
  for (const root of roots) visit(root);
  return tagged;
}

/** The schemas directly inside a schema; `name` is the key in a map, the index in a list. */
function subschemas(schema: Schema): { keyword: string; name: string | null; child: JsonObject }[] {
  return Object.entries(schema).flatMap(([keyword, value]: [string, Json]) => {
    const children: [string | null, Json][] =
      (schemaMaps.has(keyword) && isObject(value)) || (schemaKeywords.has(keyword) && Array.isArray(value))
        ? Object.entries(value)
        : schemaKeywords.has(keyword)
          ? [[null, value]]
          : [];
    return children.flatMap(([name, child]) => (isObject(child) ? [{ keyword, name, child }] : []));
  });
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
