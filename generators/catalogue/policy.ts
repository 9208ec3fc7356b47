import type { Json, JsonObject, Provider, Schema } from './model.js';
import { isObject } from './own.js';
import { parsePointer } from './pointer.js';
import { schemaKeywords, schemaMaps } from './schemas.js';

/** How strictly a payload is judged: by the document's letter, or as a receiver should (unknown fields and enum values pass). */
export type Policy = 'strict' | 'tolerant';

/** Places in a value, as the segments of JSON pointers, relative to the value that a schema judges. */
type Places = readonly (readonly string[])[];

/** Keywords whose schemas judge the same value as the schema around them. */
const inPlace: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependencies']);
/** What a schema under these accepts, the schema around it may refuse: loosening one would tighten the other. */
const untouched: ReadonlySet<string> = new Set(['not', 'if']);

/**
 * The same provider as a tolerant receiver sees it: objects and tuples are open, `oneOf` is `anyOf`, and an `enum` becomes the types
 * of its values, which are kept under `x-open-enum`, except where the discriminator stands. Whatever the strict schema accepts,
 * the tolerant one accepts: so `not` and `if` stay as they are, and so do the definitions that they refer to.
 */
export function tolerantProvider(provider: Provider): Provider {
  const places = (provider.discriminator?.sources ?? []).flatMap((source) =>
    source.kind === 'pointer' ? [parsePointer(source.pointer)] : [],
  );
  const definitions = new Map(provider.definitions.map(({ typeName, schema }) => [typeName, schema]));
  const payloads = provider.events.map(({ payload }) => payload);
  const kept = collectKept([...definitions.values(), ...payloads], definitions);
  const closed = collectClosed(payloads, places, definitions);
  return {
    ...provider,
    definitions: provider.definitions.map((definition) =>
      kept.has(definition.typeName)
        ? definition
        : { ...definition, schema: loosen(definition.schema, closed.get(definition.typeName) ?? []) },
    ),
    events: provider.events.map((event) => ({ ...event, payload: loosen(event.payload, places) })),
  };
}

/** The schema, loosened, but for the enums at the places given. */
function loosen(schema: Schema, places: Places): Schema {
  if (typeof schema === 'boolean') return schema;
  const values = schema['enum'];
  const opened = Array.isArray(values) && !places.some((place) => place.length === 0) ? (values as readonly Json[]) : null;
  const entries: [string, Json][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if ((keyword === 'additionalProperties' || keyword === 'additionalItems') && value === false) continue;
    if (opened && (keyword === 'enum' || keyword === 'type')) continue;
    if (keyword !== 'oneOf') entries.push([keyword, mapSchemas(keyword, value, places)]);
  }
  if (opened) entries.push(...openEnum(opened, schema['type']));
  if (schema['oneOf'] !== undefined) addAnyOf(entries, mapSchemas('oneOf', schema['oneOf'], places));
  return Object.fromEntries(entries);
}

/** A keyword's value, the schemas in it loosened. */
function mapSchemas(keyword: string, value: Json, places: Places): Json {
  if (untouched.has(keyword)) return value;
  const mapOne = (child: Json, name: string | null) => (isObject(child) ? loosen(child, placesBelow(places, keyword, name)) : child);
  if (schemaMaps.has(keyword) && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, mapOne(child, name)]));
  if (!schemaKeywords.has(keyword)) return value;
  return Array.isArray(value) ? value.map((child: Json, at) => mapOne(child, String(at))) : mapOne(value, null);
}

/** The places as a schema under a keyword sees them; `name` is the member or the item that it judges. */
function placesBelow(places: Places, keyword: string, name: string | null): Places {
  if (inPlace.has(keyword)) return places;
  if (keyword !== 'properties' && keyword !== 'items') return [];
  return places
    .filter(([first]) => first !== undefined && (name === null ? /^\d+$/.test(first) : first === name))
    .map(([, ...rest]) => rest);
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

/** The definition that a schema refers to. */
function targetOf(schema: Schema): string | null {
  const ref = typeof schema === 'boolean' ? null : schema['$ref'];
  return typeof ref === 'string' && ref.startsWith('#/definitions/') ? ref.slice('#/definitions/'.length) : null;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
