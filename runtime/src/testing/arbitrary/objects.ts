import { ownMember, setMember } from '../json-value.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import type { MakeValues } from './lists.js';
import { isSchema, requiredNames, type Schema, type SchemaObject, schemaMap, strictest } from './schema.js';

/** Objects with more members than this are not made. */
const mostMembers = 10_000;
/** Members beyond those that are named: as many at most, where no more are asked for. */
const fewExtras = 3;

/** Objects with the members that schemas ask for together; null where there is none. */
export function objectsOf(fc: FastCheck, parts: readonly SchemaObject[], make: MakeValues): Arbitrary<object> | null {
  const least = strictest(parts, 'minProperties', Math.max) ?? 0;
  const most = strictest(parts, 'maxProperties', Math.min) ?? Infinity;
  const required = requiredNames(parts);
  if (least > most || least > mostMembers || required.size > most) return null;
  const named = new Set([...parts.flatMap((part) => schemaMap(part, 'properties').map(([name]) => name)), ...required]);
  const members = new Map<string, Arbitrary<unknown>>();
  for (const name of named) {
    const values = make(schemasFor(parts, name));
    if (values !== null) members.set(name, values);
    else if (required.has(name)) return null;
  }
  const extras = makeExtras(fc, parts, make, { least: least - members.size, most: most - required.size });
  if (extras === null) return null;
  return print(fc, members, extras, { required, least, most });
}

/** What parts say of a member, by its name: a part's `additionalProperties` is for those that the same part doesn't know. */
function schemasFor(parts: readonly SchemaObject[], name: string): Schema[] {
  const names = parts.map((part) => ownMember(part, 'propertyNames')).filter((schema) => schema === false);
  return [
    ...names.map(() => false),
    ...parts.flatMap((part) => {
      const own = ownMember(ownMember(part, 'properties'), name);
      const matching = schemaMap(part, 'patternProperties').filter(([pattern]) => matches(pattern, name));
      const known = [...(isSchema(own) ? [own] : []), ...matching.map(([, schema]) => schema)];
      const additional = ownMember(part, 'additionalProperties');
      return known.length === 0 && isSchema(additional) ? [additional] : known;
    }),
  ];
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** Members that no schema names: of `patternProperties`, of an `additionalProperties` that is a schema, or as many as are missing. */
function makeExtras(
  fc: FastCheck,
  parts: readonly SchemaObject[],
  make: MakeValues,
  { least, most }: { least: number; most: number },
): Arbitrary<unknown[]> | null {
  const kinds = parts.flatMap((part) =>
    schemaMap(part, 'patternProperties').map(([pattern]) => ({ names: fc.stringMatching(new RegExp(pattern, 'u')), like: pattern })),
  );
  const entries = kinds.flatMap(({ names }) => {
    const schemas = parts.flatMap((part) => schemaMap(part, 'patternProperties').map(([, schema]) => schema));
    const values = make(schemas.slice(0, 1));
    return values === null ? [] : [fc.tuple(names, values)];
  });
  const isMap = parts.some((part) => typeof ownMember(part, 'additionalProperties') === 'object');
  if (isMap || (least > 0 && entries.length === 0)) {
    const names = make([...parts.map((part) => ownMember(part, 'propertyNames')).filter(isSchema), { type: 'string' }]);
    const values = make(parts.map((part) => ownMember(part, 'additionalProperties')).filter(isSchema));
    if (names !== null && values !== null) entries.push(fc.tuple(names, values));
  }
  if (entries.length === 0) return least > 0 ? null : fc.constant([]).map(() => []);
  const lengths = { minLength: Math.max(0, least), maxLength: Math.max(0, Math.min(most, Math.max(fewExtras, least))) };
  const one = fc.oneof({ withCrossShrink: true }, ...entries);
  return fc.uniqueArray(one, { ...lengths, selector: ([name]) => name });
}

/**
 * Makes the objects. fast-check sees members by their number: names are a document's own, and `__proto__` may be one. What is
 * optional comes and goes, within the bounds.
 */
function print(
  fc: FastCheck,
  members: ReadonlyMap<string, Arbitrary<unknown>>,
  extras: Arbitrary<unknown[]>,
  { required, least, most }: { required: ReadonlySet<string>; least: number; most: number },
): Arbitrary<object> {
  const names = [...members.keys()];
  const optional = names.filter((name) => !required.has(name));
  const needed = new Set([...required, ...optional.slice(0, Math.max(0, least - required.size))]);
  const model = Object.fromEntries([...members.values()].map((values, at): [string, Arbitrary<unknown>] => [`m${at}`, values]));
  const requiredKeys = names.flatMap((name, at) => (needed.has(name) ? [`m${at}`] : []));
  return fc.tuple(fc.record(model, { requiredKeys }), extras).map(([found, more]) => {
    const object: Record<string, unknown> = {};
    let spare = most - needed.size;
    for (const [at, name] of names.entries()) {
      if (!Object.hasOwn(found as object, `m${at}`) || (!needed.has(name) && spare <= 0)) continue;
      if (!needed.has(name)) spare -= 1;
      setMember(object, name, ownMember(found, `m${at}`));
    }
    for (const [name, value] of more as [string, unknown][]) {
      if (spare <= 0 || members.has(name)) continue;
      spare -= 1;
      setMember(object, name, value);
    }
    return object;
  });
}
