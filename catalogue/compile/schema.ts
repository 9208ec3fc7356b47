import type { Json, JsonObject, Schema } from '../model/model.js';
import { isObject, mapMembers, members } from '../model/own.js';
import { checkedFormats } from './formats.js';

/** Gives the id under which a definition is compiled. */
export type Resolve = (typeName: string) => string;

/** A draft-07 schema of assertions alone, as ajv takes it. */
export type Prepared = boolean | JsonObject;

/** What becomes of a keyword's value: undefined drops the keyword. */
type Prepare = (value: Json, resolve: Resolve) => Json | undefined;

const schema: Prepare = (value, resolve) => (typeof value === 'boolean' || isObject(value) ? prepareSchema(value, resolve) : undefined);
const schemas: Prepare = (value, resolve) =>
  Array.isArray(value) && value.length > 0 ? value.map((item: Json) => schema(item, resolve) ?? true) : undefined;
const schemaMap: Prepare = (value, resolve) =>
  isObject(value) ? mapMembers(value, (member) => schema(member, resolve) ?? true) : undefined;
const number: Prepare = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const count: Prepare = (value) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
const names: Prepare = (value) => (Array.isArray(value) ? [...new Set(value.filter((item: Json) => typeof item === 'string'))] : undefined);
const types = new Set<Json>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/**
 * The keywords that assert something, and how their values are read. All others (annotations, `x-*`, `$id`, `discriminator`, the
 * parts of other drafts) are dropped, and so is a value that isn't one of its keyword: ajv would throw, or do what it likes.
 */
const keywords: ReadonlyMap<string, Prepare> = new Map<string, Prepare>([
  [
    'type',
    (value) =>
      [value].flat().length > 0 && [value].flat().every((type: Json) => types.has(type))
        ? Array.isArray(value)
          ? [...new Set(value)]
          : value
        : undefined,
  ],
  ['enum', (value) => (Array.isArray(value) && value.length > 0 ? value : undefined)],
  ['const', (value) => value],
  ['multipleOf', (value) => (typeof value === 'number' && value > 0 ? value : undefined)],
  ['minimum', number],
  ['maximum', number],
  ['exclusiveMinimum', number],
  ['exclusiveMaximum', number],
  ['minLength', count],
  ['maxLength', count],
  ['minItems', count],
  ['maxItems', count],
  ['minProperties', count],
  ['maxProperties', count],
  ['pattern', (value) => (typeof value === 'string' && patternFlags(value) !== null ? value : undefined)],
  ['format', (value) => (checkedFormats.some(({ name }) => name === value) ? value : undefined)],
  ['uniqueItems', (value) => (value === true ? value : undefined)],
  ['required', names],
  ['items', (value, resolve) => (Array.isArray(value) ? value.map((item: Json) => schema(item, resolve) ?? true) : schema(value, resolve))],
  ['additionalItems', schema],
  ['contains', schema],
  ['properties', schemaMap],
  ['patternProperties', schemaMap],
  ['additionalProperties', schema],
  ['propertyNames', schema],
  [
    'dependencies',
    (value, resolve) =>
      isObject(value) ? mapMembers(value, (member) => names(member, resolve) ?? schema(member, resolve) ?? true) : undefined,
  ],
  ['if', schema],
  ['then', schema],
  ['else', schema],
  ['allOf', schemas],
  ['anyOf', schemas],
  ['oneOf', schemas],
  ['not', schema],
]);

/**
 * A catalogue's schema as ajv takes it: known keywords alone, `$ref`s rewritten to ids, members whose names ajv trips over as
 * patterns. Throws where a `$ref` names no definition, which the catalogue rules out.
 */
export function prepareSchema(source: Schema, resolve: Resolve): Prepared {
  if (typeof source === 'boolean') return source;
  const ref = source['$ref'];
  if (typeof ref === 'string') return { $ref: resolve(ref.replace('#/definitions/', '')) };
  const entries = Object.entries(source).flatMap(([keyword, value]): [string, Json][] => {
    const prepared = keywords.get(keyword)?.(value, resolve);
    return prepared === undefined ? [] : [[keyword, prepared]];
  });
  return coverNames(coverContains(Object.fromEntries(entries)));
}

/** No empty array contains anything; ajv forgets to say so of one that comes after another array (its `valid` is left over). */
function coverContains(prepared: JsonObject): JsonObject {
  if (prepared['contains'] === undefined) return prepared;
  const { minItems } = prepared;
  return { ...prepared, minItems: Math.max(1, typeof minItems === 'number' ? minItems : 0) };
}

/** The flags with which a pattern is a regular expression: `u` as JSON Schema wants it, none where only that will do; null for neither. */
export function patternFlags(pattern: string): 'u' | '' | null {
  for (const flags of ['u', ''] as const) {
    try {
      new RegExp(pattern, flags);
      return flags;
    } catch {
      // the next flags
    }
  }
  return null;
}

/** Names that ajv can't have in its maps: it passes over `__proto__`, and throws at half of a surrogate pair. */
const isTripping = (name: string) => name === '__proto__' || halves.test(name);
const halves = /\p{Cs}/u;

/** Members that ajv trips over, wherever a schema maps names. As patterns they are judged as any other own member is. */
function coverNames(prepared: JsonObject): JsonObject {
  const { properties, patternProperties, dependencies, ...rest } = prepared;
  const patterns = new Map<string, Json>();
  const add = (pattern: string, member: Json) => {
    let name = writeHalves(pattern);
    while (patterns.has(name) || isTripping(name)) name = `(?:${name})`;
    patterns.set(name, member);
  };
  for (const [pattern, member] of members(patternProperties)) if (patternFlags(pattern) !== null) add(pattern, member);
  const plain = splitNames(properties);
  for (const [name, member] of plain.tripping) add(`^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`, member);
  const needs = splitNames(dependencies);
  const when = needs.tripping.map(([name, need]) => ({
    if: { required: [name] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
    then: Array.isArray(need) ? { required: need } : need,
  }));
  const allOf = [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), ...when];
  return {
    ...rest,
    ...(plain.others && { properties: plain.others }),
    ...(patterns.size > 0 && { patternProperties: Object.fromEntries(patterns) }),
    ...(needs.others && { dependencies: needs.others }),
    ...(allOf.length > 0 && { allOf }),
  };
}

/** The pattern with halves of surrogate pairs written as `\ud800`, which matches the same. */
function writeHalves(pattern: string): string {
  return pattern.replace(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

/** A map's members that ajv trips over, and the others. */
function splitNames(map: Json | undefined): { tripping: [string, Json][]; others?: JsonObject } {
  if (!isObject(map)) return { tripping: [] };
  const all = members(map);
  return {
    tripping: all.filter(([name]) => isTripping(name)),
    others: Object.fromEntries(all.filter(([name]) => !isTripping(name))),
  };
}
