import type { Definition, Discriminator, DiscriminatorValue, Json, Schema, Source } from '../model/model.js';
import { members, own, ownArray, ownString } from '../model/own.js';
import { joinPointer } from '../model/pointer.js';

export type Scalar = string | number | boolean | null;

interface Shape {
  readonly name: string;
  readonly payload: Schema;
  readonly headers: Schema | null;
}

export interface Discrimination {
  readonly discriminator: Discriminator | null;
  /** For each event, in order, the values of the discriminator's sources. */
  readonly values: readonly (readonly DiscriminatorValue[])[];
  /** Events that can't be told apart. */
  readonly alike: readonly Alike[];
}

export interface Alike {
  readonly names: readonly string[];
  /** The source (a pointer, or `header:name`) by which all the others are told, and these have no value there; null: they share all values. */
  readonly lack: string | null;
}

/** How deep in a value the property may be that tells events, or the alternatives of a union, apart: `/data/object/type` at most. */
export const maxTagDepth = 3;
/** More sources than this are no discriminator but a fingerprint. */
const MAX_SOURCES = 3;
/** Nor do so many combinations of values name an event. */
const MAX_TUPLES = 10_000;

/**
 * Finds the smallest set of properties (else `http` headers) whose `const` or disjoint `enum` values tell all events
 * apart; of sets of one size the shallowest, then the first in the document.
 */
export function findDiscriminator(shapes: readonly Shape[], definitions: readonly Definition[]): Discrimination {
  const constantsOf = createConstantsOf(definitions);
  const tables = shapes.map((shape) => constants(shape, constantsOf));
  const [first] = tables;
  if (!first) return { discriminator: null, values: [], alike: [] };
  const shared = [...first.keys()].filter((key) => key !== '' && tables.every((table) => table.has(key)));
  const candidates = shapes.length === 1 ? shared.filter((key) => depthOf(key) === 1 && first.get(key)?.length === 1) : shared;
  const ranked = candidates
    .map((key, index) => ({ key, index }))
    .sort((a, b) => depthOf(a.key) - depthOf(b.key) || a.index - b.index)
    .map(({ key }) => key);
  const chosen = shapes.length === 1 ? ranked : smallestSet(ranked, tables);
  if (chosen === null) return { discriminator: null, values: shapes.map(() => []), alike: groupAlike(shapes, ranked, tables) };
  const sources = chosen.map(sourceOf);
  return {
    discriminator: { sources },
    values: tables.map((table) => chosen.map((key, index) => ({ source: sources[index] as Source, values: table.get(key) ?? [] }))),
    alike: [],
  };
}

/** The values that a schema holds properties to, by JSON pointer. */
export type Constants = ReadonlyMap<string, readonly Scalar[]>;

const HEADER = 'header:';
const depthOf = (key: string) => (key.startsWith(HEADER) ? maxTagDepth + 1 : key.split('/').length - 1);
const sourceOf = (key: string): Source =>
  key.startsWith(HEADER) ? { kind: 'header', header: key.slice(HEADER.length) } : { kind: 'pointer', pointer: key };

function constants(shape: Shape, constantsOf: ConstantsOf): Constants {
  const body = constantsOf(shape.payload, maxTagDepth);
  const headers = shape.headers === null ? new Map() : constantsOf(shape.headers, 1);
  return new Map([
    ...body,
    ...[...headers].map(([key, values]): [string, readonly Scalar[]] => [`${HEADER}${key.slice(1).toLowerCase()}`, values]),
  ]);
}

type ConstantsOf = (schema: Schema, depth: number) => Constants;

/** Gives the values that members of an instance are held to, by pointer, down to a depth. Each schema is read once. */
export function createConstantsOf(definitions: readonly Definition[]): ConstantsOf {
  const schemas = new Map(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const known = Array.from({ length: maxTagDepth + 1 }, () => new Map<Schema, Constants>());
  const read = (schema: Schema, depth: number): Constants => {
    if (typeof schema === 'boolean') return none;
    const found = known[depth]?.get(schema);
    if (found) return found;
    known[depth]?.set(schema, none); // a circular schema adds nothing on its second round
    const result = readSchema(schema, depth);
    known[depth]?.set(schema, result);
    return result;
  };
  const readSchema = (schema: Exclude<Schema, boolean>, depth: number): Constants => {
    const found = new Map<string, readonly Scalar[]>();
    const both = (more: Constants) => {
      for (const [key, values] of more) found.set(key, found.has(key) ? intersect(found.get(key) ?? [], values) : values);
    };
    const ref = ownString(schema, '$ref');
    if (ref !== null) both(read(schemas.get(ref.slice('#/definitions/'.length)) ?? true, depth));
    const own = scalars(schema);
    if (own) both(new Map([['', own]]));
    for (const part of ownArray(schema, 'allOf')) both(read(part as Schema, depth));
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = ownArray(schema, keyword).map((branch) => read(branch as Schema, depth));
      if (branches.length > 0) both(union(branches));
    }
    if (depth > 0) {
      for (const [name, property] of members(schema['properties'])) {
        both(new Map([...read(property as Schema, depth - 1)].map(([key, values]) => [`${joinPointer('', name)}${key}`, values])));
      }
    }
    return found;
  };
  return read;
}

const none: Constants = new Map();

function scalars(schema: Schema): readonly Scalar[] | null {
  const constant = own(schema, 'const');
  const values = constant === undefined ? ownArray(schema, 'enum') : [constant];
  return values.length > 0 && values.every(isScalar) ? (values as readonly Scalar[]) : null;
}

const isScalar = (value: Json) => value === null || typeof value !== 'object';
function intersect(a: readonly Scalar[], b: readonly Scalar[]): readonly Scalar[] {
  const both = new Set(b);
  return a.filter((value) => both.has(value));
}

/** What holds in whichever branch an instance takes. */
function union(branches: readonly Constants[]): Constants {
  const [first, ...rest] = branches;
  const shared = [...(first ?? [])].filter(([key]) => rest.every((branch) => branch.has(key)));
  return new Map(shared.map(([key]) => [key, [...new Set(branches.flatMap((branch) => branch.get(key) ?? []))]]));
}

function smallestSet(keys: readonly string[], tables: readonly Constants[]): string[] | null {
  for (let size = 1; size <= Math.min(MAX_SOURCES, keys.length); size++) {
    for (const set of combinations(keys.slice(0, 20), size)) if (tellsApart(set, tables)) return set;
  }
  return null;
}

function* combinations(keys: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at <= keys.length - size; at++)
      for (const rest of combinations(keys, size - 1, at + 1)) yield [keys[at] as string, ...rest];
}

function tellsApart(set: readonly string[], tables: readonly Constants[]): boolean {
  const seen = new Set<string>();
  for (const table of tables) {
    if (set.reduce((product, key) => product * (table.get(key)?.length ?? 0), 1) > MAX_TUPLES) return false;
    const own = tuples(set, table);
    if (own.length === 0 || own.some((tuple) => seen.has(tuple))) return false;
    for (const tuple of own) seen.add(tuple);
  }
  return true;
}

/** Every combination of values that means the event, each as one string. */
function tuples(set: readonly string[], table: Constants): string[] {
  return set.reduce<string[]>(
    (lines, key) => lines.flatMap((line) => (table.get(key) ?? []).map((value) => `${line}${JSON.stringify(value)}\n`)),
    [''],
  );
}

/** Who can't be told: the few that lack what tells the others, else those whose values are the same. */
function groupAlike(shapes: readonly Shape[], keys: readonly string[], tables: readonly Constants[]): Alike[] {
  const lacking = findLacking(shapes, tables);
  if (lacking) return [lacking];
  const groups = new Map<string, string[]>();
  for (const [index, shape] of shapes.entries()) {
    const key = keys.map((source) => JSON.stringify(tables[index]?.get(source))).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), shape.name]);
  }
  const alike = [...groups.values()].filter((group) => group.length > 1);
  return (alike.length > 0 ? alike : [shapes.map(({ name }) => name)]).map((names) => ({ names, lack: null }));
}

/** Where most events have values of their own at one source, the events that have none there. */
function findLacking(shapes: readonly Shape[], tables: readonly Constants[]): Alike | null {
  const holders = new Map<string, number[]>();
  for (const [index, table] of tables.entries()) for (const key of table.keys()) holders.set(key, [...(holders.get(key) ?? []), index]);
  for (const [key, indices] of [...holders].sort((a, b) => b[1].length - a[1].length || depthOf(a[0]) - depthOf(b[0]))) {
    if (key === '' || indices.length * 2 < shapes.length || indices.length === shapes.length) continue;
    const held = indices.map((index) => tables[index] ?? none);
    if (tellsApart([key], held)) return { names: shapes.filter((_, index) => !indices.includes(index)).map(({ name }) => name), lack: key };
  }
  return null;
}
