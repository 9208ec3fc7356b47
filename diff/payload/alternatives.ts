import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { isObject, own, ownArray } from '../../catalogue/model/own.js';
import { asSchema, type Resolve } from './definitions.js';
import { areDisjoint } from './disjoint.js';
import { type Kind, kindOf, kinds, listedValues } from './values.js';

/**
 * One way to be valid: a value of one of the kinds that meets every part. Parts are schemas of which the keywords `$ref`, `allOf`, `anyOf`
 * and `oneOf` have been worked in already.
 */
export interface Alternative {
  readonly kinds: ReadonlySet<Kind>;
  readonly parts: readonly JsonObject[];
  /** What must hold besides, and isn't looked into: where two versions differ in it, someone has to look. */
  readonly conditions: readonly Condition[];
}

/** A schema of one keyword or of those that belong together, such as `if`, `then` and `else`. */
export interface Condition {
  readonly keyword: string;
  readonly schema: JsonObject;
}

/** Past so many alternatives a union isn't taken apart, nor multiplied out with another. */
const maxAlternatives = 64;
/** So many schemas are looked into for one value; the others are conditions. */
const maxSteps = 2000;

interface Reading {
  readonly resolve: Resolve;
  steps: number;
}

const free: Alternative = { kinds: new Set(kinds), parts: [], conditions: [] };

/** The ways to be valid by all of some schemas; none where nothing is. */
export function readAlternatives(schemas: readonly Schema[], resolve: Resolve): readonly Alternative[] {
  const reading: Reading = { resolve, steps: 0 };
  return schemas.reduce<readonly Alternative[]>((all, schema) => multiply(all, readSchema(schema, reading, []), schema), [free]);
}

function readSchema(given: Schema, reading: Reading, path: readonly JsonObject[]): readonly Alternative[] {
  const schema = reading.resolve(given);
  if (schema === false) return [];
  // A schema that comes back to itself without going down into a value adds nothing on its second round.
  if (schema === true || path.includes(schema)) return [free];
  reading.steps += 1;
  if (reading.steps > maxSteps) return [withCondition(free, { keyword: 'allOf', schema })];
  const inner = [...path, schema];
  let all: readonly Alternative[] = [{ kinds: readKinds(schema), parts: [schema], conditions: readConditions(schema) }];
  for (const part of ownArray(schema, 'allOf')) all = multiply(all, readSchema(asSchema(part), reading, inner), asSchema(part));
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = ownArray(schema, keyword).map((branch) => readSchema(asSchema(branch), reading, inner));
    if (branches.length === 0) continue;
    const union: JsonObject = { [keyword]: schema[keyword] ?? [] };
    if (keyword === 'oneOf' && !areDisjoint(branches)) all = all.map((one) => withCondition(one, { keyword, schema: union }));
    all = multiply(all, branches.flat(), union);
  }
  return all;
}

/** All combinations of two lists; where they are too many, the second is a condition that isn't looked into. */
function multiply(one: readonly Alternative[], other: readonly Alternative[], source: Schema): readonly Alternative[] {
  if (one.length * other.length > maxAlternatives && one.length > 0 && other.length > 1)
    return one.map((each) => withCondition(each, { keyword: 'anyOf', schema: isObject(source) ? source : {} }));
  return one.flatMap((left) => other.flatMap((right) => combine(left, right)));
}

function combine(left: Alternative, right: Alternative): Alternative[] {
  const shared = new Set([...left.kinds].filter((kind) => right.kinds.has(kind)));
  if (shared.size === 0) return [];
  return [{ kinds: shared, parts: [...left.parts, ...right.parts], conditions: [...left.conditions, ...right.conditions] }];
}

const withCondition = (alternative: Alternative, condition: Condition): Alternative => ({
  ...alternative,
  conditions: [...alternative.conditions, condition],
});

/** The kinds that `type`, `enum` and `const` leave. */
function readKinds(schema: JsonObject): ReadonlySet<Kind> {
  const type = own(schema, 'type');
  const named = type === undefined ? [] : [type].flat().map((name: Json) => (name === 'integer' ? 'number' : name));
  const declared: readonly Kind[] = named.length === 0 ? kinds : kinds.filter((kind) => named.includes(kind));
  const values = listedValues(schema);
  const found = values === null ? null : new Set(values.map(kindOf));
  return new Set(declared.filter((kind) => found === null || found.has(kind)));
}

function readConditions(schema: JsonObject): Condition[] {
  const conditions = ['not', 'contains', 'propertyNames', 'dependencies']
    .filter((keyword) => Object.hasOwn(schema, keyword))
    .map((keyword): Condition => ({ keyword, schema: { [keyword]: schema[keyword] ?? true } }));
  const branches = ['then', 'else'].filter((keyword) => Object.hasOwn(schema, keyword));
  if (!Object.hasOwn(schema, 'if') || branches.length === 0) return conditions;
  return [
    ...conditions,
    { keyword: 'if', schema: Object.fromEntries(['if', ...branches].map((keyword) => [keyword, schema[keyword] ?? true])) },
  ];
}
