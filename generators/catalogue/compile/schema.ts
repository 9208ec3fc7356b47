import type { Json, JsonObject, Schema } from '../model.js';
import { isObject, mapMembers } from '../own.js';
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
 * A catalogue's schema as ajv takes it: known keywords alone, `$ref`s rewritten to ids, members named `__proto__` (which ajv
 * leaves out) as patterns. Throws where a `$ref` names no definition, which the catalogue rules out.
 */
export function prepareSchema(source: Schema, resolve: Resolve): Prepared {
  if (typeof source === 'boolean') return source;
  const ref = source['$ref'];
  if (typeof ref === 'string') return { $ref: resolve(ref.replace('#/definitions/', '')) };
  const entries = Object.entries(source).flatMap(([keyword, value]): [string, Json][] => {
    const prepared = keywords.get(keyword)?.(value, resolve);
    return prepared === undefined ? [] : [[keyword, prepared]];
  });
  return coverProto(coverContains(Object.fromEntries(entries)));
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

/** ajv passes over a member named `__proto__` wherever a schema maps names. As a pattern it is judged as any other own member is. */
function coverProto(prepared: JsonObject): JsonObject {
  const { properties, patternProperties, dependencies, ...rest } = prepared;
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const usable = patterns.flatMap(([pattern, member]): [string, Json][] =>
    patternFlags(pattern) === null ? [] : [[pattern === '__proto__' ? '(?:__proto__)' : pattern, member]],
  );
  const own = take(properties);
  if (own.proto !== undefined)
    usable.push([usable.some(([pattern]) => pattern === '^__proto__$') ? '^(?:__proto__)$' : '^__proto__$', own.proto]);
  const needs = take(dependencies);
  const when =
    needs.proto === undefined
      ? []
      : // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
        [{ if: { required: ['__proto__'] }, then: Array.isArray(needs.proto) ? { required: needs.proto } : needs.proto }];
  const allOf = [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), ...when];
  return {
    ...rest,
    ...(own.others && { properties: own.others }),
    ...(usable.length > 0 && { patternProperties: Object.fromEntries(usable) }),
    ...(needs.others && { dependencies: needs.others }),
    ...(allOf.length > 0 && { allOf }),
  };
}

/** A map's own member `__proto__`, and the others. */
function take(map: Json | undefined): { proto?: Json; others?: JsonObject } {
  if (!isObject(map)) return {};
  const proto = Object.getOwnPropertyDescriptor(map, '__proto__')?.value as Json | undefined;
  const others = Object.fromEntries(Object.entries(map).filter(([name]) => name !== '__proto__'));
  return proto === undefined ? { others } : { proto, others };
}
