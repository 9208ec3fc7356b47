import { canonicalJson, isJsonObject, ownMember } from '../../json-value.js';
import { anyOf } from './choose.js';
import type { Definitions } from './definitions.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { type Flat, flatten } from './flatten.js';
import { listsOf } from './lists.js';
import { numbersOf } from './numbers.js';
import { objectsOf } from './objects.js';
import type { Making, Schema, SchemaObject } from './schema.js';
import { stringsOf } from './strings.js';

type Values = Arbitrary<unknown>;

/** How many combinations of union branches are distinguished; beyond that, the first ones are used. */
const maxBranches = 256;
/** How often recursive schemas may recurse on the way to a value; doubled once a value is found. */
const recursionsToTry = [1, 2, 3, 5, 8, 13, 21, 34, 55];

/** Values for a schema; null if it has none, or none of a reasonable size. */
export function valuesOf(fc: FastCheck, schema: Schema, definitions: Definitions): Values | null {
  for (const recursions of recursionsToTry) {
    if (createMaker(fc, definitions)([schema], recursions) !== null) return createMaker(fc, definitions)([schema], 2 * recursions);
  }
  return null;
}

/** Generates values for schemas that all apply to the same value, once per combination and remaining recursion. */
function createMaker(fc: FastCheck, definitions: Definitions) {
  const ids = new Map<Schema, number>();
  const idOf = (schema: Schema) => ids.get(schema) ?? ids.set(schema, ids.size).get(schema) ?? 0;
  const made = new Map<string, Values | null>();
  const make = (schemas: readonly Schema[], recursions: number): Values | null => {
    const followed = schemas.map((schema) => follow(schema, definitions));
    const remaining = followed.some(({ recursive }) => recursive) ? recursions - 1 : recursions;
    if (remaining < 0) return null;
    const targets = followed.map(({ schema }) => schema);
    const key = `${[...new Set(targets.map(idOf))].join()}@${remaining}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const flat = flatten(targets, definitions);
    const values = flat === null ? null : chooseBranch(flat, remaining, maxBranches);
    made.set(key, values);
    return values;
  };
  const chooseBranch = ({ parts, unions, recursions: used }: Flat, recursions: number, width: number): Values | null => {
    const [union, ...others] = unions;
    const remaining = recursions - used;
    if (remaining < 0) return null;
    if (union === undefined) return valuesOfParts({ fc, parts, make: (schemas) => make(schemas, remaining) });
    const branches = union.slice(0, Math.max(1, width)).map((branch) => {
      const flat = flatten([branch], definitions);
      if (flat === null) return null;
      const joined = { parts: [...parts, ...flat.parts], unions: [...others, ...flat.unions], recursions: flat.recursions };
      return chooseBranch(joined, remaining, Math.floor(width / union.length));
    });
    return anyOf(fc, branches);
  };
  return make;
}

/** Resolves a schema that only refers to another. */
function follow(start: Schema, definitions: Definitions): { schema: Schema; recursive: boolean } {
  let schema = start;
  let recursive = false;
  const seen = new Set<Schema>();
  for (let ref = refOf(schema); ref !== null && !seen.has(schema); ref = refOf(schema)) {
    seen.add(schema);
    recursive ||= definitions.isRecursive(ref);
    schema = definitions.resolve(ref);
  }
  return { schema: seen.has(schema) ? true : schema, recursive };
}

const refOf = (schema: Schema) => {
  const ref = ownMember(schema, '$ref');
  return typeof ref === 'string' ? ref : null;
};

const allTypes = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
type Type = (typeof allTypes)[number];

function valuesOfParts(making: Making): Values | null {
  const { fc, parts } = making;
  const types = typesOf(parts);
  const listed = listedValues(parts);
  if (listed !== null) {
    const fitting = listed.filter((value) => types === null || types.some((type) => isOfType(value, type)));
    const constants = fitting.map((value) => fc.constant(JSON.stringify(value)).map((text) => JSON.parse(text)));
    return anyOf(fc, constants);
  }
  const wanted = types ?? impliedTypes(parts);
  if (wanted.length === 0) return types === null ? fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value))) : null; // no -0
  const choices = wanted.map((type) => valuesOfType(making, type));
  return anyOf(fc, choices);
}

function valuesOfType(making: Making, type: Type): Values | null {
  if (type === 'null') return making.fc.constant(null);
  if (type === 'boolean') return making.fc.boolean();
  if (type === 'string') return stringsOf(making);
  if (type === 'array') return listsOf(making);
  if (type === 'object') return objectsOf(making);
  return numbersOf(making, type === 'integer');
}

/** The types that all parts allow; `number` without `integer` if both are allowed. null if no part has a type. */
function typesOf(parts: readonly SchemaObject[]): Type[] | null {
  const lists = parts.flatMap((part) => {
    const type = ownMember(part, 'type');
    return type === undefined ? [] : [[type].flat()];
  });
  if (lists.length === 0) return null;
  const allowed = allTypes.filter((type) => lists.every((list) => list.includes(type) || (type === 'integer' && list.includes('number'))));
  return allowed.filter((type) => type !== 'integer' || !allowed.includes('number'));
}

/** The type that keywords imply if a schema names none. */
function impliedTypes(parts: readonly SchemaObject[]): Type[] {
  const has = (...keywords: string[]) => parts.some((part) => keywords.some((keyword) => ownMember(part, keyword) !== undefined));
  if (has('properties', 'required', 'patternProperties', 'minProperties', 'propertyNames', 'additionalProperties')) return ['object'];
  if (has('items', 'minItems', 'contains', 'uniqueItems')) return ['array'];
  if (has('pattern', 'minLength', 'maxLength', 'format')) return ['string'];
  return has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf') ? ['number'] : [];
}

/** The values that every `enum` and `const` allows; null if there are none of these keywords. */
function listedValues(parts: readonly SchemaObject[]): unknown[] | null {
  const lists = parts.flatMap((part) => {
    const values = ownMember(part, 'enum');
    return [...(Array.isArray(values) ? [values] : []), ...(Object.hasOwn(part, 'const') ? [[part['const']]] : [])];
  });
  const [first, ...others] = lists;
  if (first === undefined) return null;
  return first.filter((value) => others.every((list) => list.some((one) => canonicalJson(one) === canonicalJson(value))));
}

function isOfType(value: unknown, type: Type): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
