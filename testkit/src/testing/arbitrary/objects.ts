import { ownMember, setMember } from '../../json-value.js';
import { anyOf, depth, minOf, sized } from './choose.js';
import { distinctLists } from './distinct.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { compilePattern } from './patterns.js';
import { isSchema, type Making, requiredNames, type Schema, type SchemaObject, schemaMap, strictest } from './schema.js';

/** Objects with more properties are not generated. */
const maxMembers = 10_000;
/** The usual number of properties beyond the named ones. */
const maxExtras = 3;

/** Objects that match all schemas; null if there are none. */
export function objectsOf(making: Making): Arbitrary<object> | null {
  const { fc, parts, make } = making;
  const min = strictest(parts, 'minProperties', Math.max) ?? 0;
  const max = strictest(parts, 'maxProperties', Math.min) ?? Infinity;
  const required = requiredNames(parts);
  if (min > max || min > maxMembers || required.size > max) return null;
  const named = new Set([...parts.flatMap((part) => schemaMap(part, 'properties').map(([name]) => name)), ...required]);
  const members = new Map<string, Arbitrary<unknown>>();
  for (const name of named) {
    const values = make(schemasFor(parts, name));
    if (values !== null) members.set(name, values);
    else if (required.has(name)) return null;
  }
  const extras = makeExtras(making, { min: min - members.size, max: max - required.size });
  if (extras === null) return null;
  return joinMembers(fc, members, extras, { required, min, max });
}

/** The schemas for a property. A part's `additionalProperties` applies to names that the same part doesn't list. */
function schemasFor(parts: readonly SchemaObject[], name: string): Schema[] {
  return parts.flatMap((part) => {
    if (ownMember(part, 'propertyNames') === false) return [false];
    const listed = ownMember(ownMember(part, 'properties'), name);
    const matching = schemaMap(part, 'patternProperties').filter(([pattern]) => compilePattern(pattern).test(name));
    const known = [...(isSchema(listed) ? [listed] : []), ...matching.map(([, schema]) => schema)];
    const additional = ownMember(part, 'additionalProperties');
    return known.length === 0 && isSchema(additional) ? [additional] : known;
  });
}

/** A group of unnamed properties: the schema of their names, besides being strings, and of their values. */
interface Kind {
  readonly names: SchemaObject;
  readonly schema: Schema;
}

/** Properties that no schema names: from `patternProperties`, `additionalProperties`, or as many as are required. */
function makeExtras({ fc, parts, make }: Making, { min, max }: { min: number; max: number }): Arbitrary<[string, unknown][]> | null {
  const kinds: Kind[] = parts.flatMap((part) =>
    schemaMap(part, 'patternProperties').map(([pattern, schema]) => ({ names: { pattern }, schema })),
  );
  const isMap = parts.some((part) => typeof ownMember(part, 'additionalProperties') === 'object');
  const others = { names: {}, schema: { allOf: parts.map((part) => ownMember(part, 'additionalProperties')).filter(isSchema) } };
  if (isMap || (min > 0 && kinds.length === 0)) kinds.push(others);
  const allNames = parts.map((part) => ownMember(part, 'propertyNames')).filter(isSchema);
  const entries = kinds.map(({ names, schema }) => {
    const [name, value] = [make([{ type: 'string', ...names }, ...allNames]), make([schema])];
    return name === null || value === null ? null : sized(fc.tuple(name, value), 1 + minOf(value));
  });
  const entry = max <= 0 ? null : anyOf(fc, entries);
  if (entry === null) return min > 0 ? null : fc.constant('').map(() => []);
  const lengths = { min: Math.max(0, min), max: Math.min(max, Math.max(maxExtras, min)) };
  const extras = distinctLists(fc, entry, lengths, ([name]) => String(name));
  return sized(extras as Arbitrary<[string, unknown][]>, lengths.min * minOf(entry));
}

/** Generates the objects. Optional properties come and go within the bounds. */
function joinMembers(
  fc: FastCheck,
  members: ReadonlyMap<string, Arbitrary<unknown>>,
  extras: Arbitrary<[string, unknown][]>,
  { required, min, max }: { required: ReadonlySet<string>; min: number; max: number },
): Arbitrary<object> | null {
  const names = [...members.keys()];
  const optional = names.filter((name) => !required.has(name));
  const needed = new Set([...required, ...optional.slice(0, Math.max(0, min - required.size))]);
  const values = [...members].map(([name, one]) => (needed.has(name) ? one : fc.option(one, { nil: absent, ...depth })));
  const objects = fc.tuple(extras, ...values).map(([more, ...found]) => {
    const object: Record<string, unknown> = {};
    let spare = max - needed.size;
    for (const [at, name] of names.entries()) {
      if (found[at] === absent || (!needed.has(name) && spare <= 0)) continue;
      if (!needed.has(name)) spare -= 1;
      setMember(object, name, found[at]);
    }
    for (const [name, value] of more as [string, unknown][]) {
      if (spare <= 0 || members.has(name)) continue;
      spare -= 1;
      setMember(object, name, value);
    }
    return object;
  });
  return sized(
    objects,
    [...members].reduce((sum, [name, one]) => sum + (needed.has(name) ? minOf(one) : 0), 1 + minOf(extras)),
  );
}

/** Marks a property that is left out. */
const absent = Symbol('absent');
