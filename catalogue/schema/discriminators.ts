import { groupEntries } from '../model/group.js';
import type { Definition, Discriminator, DiscriminatorValue, Schema, Source } from '../model/model.js';
import { treeLimits } from './limits.js';
import { openTree, type SchemaNode } from './tree.js';
import { readValueTable, type Scalar, type ValueTable } from './value-table.js';

/** The schemas of an event's requests. */
interface EventSchemas {
  readonly name: string;
  readonly payload: Schema;
  readonly headers: Schema | null;
}

export interface Discrimination {
  readonly discriminator: Discriminator | null;
  /** For each event, in order, the values of the discriminator's sources. */
  readonly values: readonly (readonly DiscriminatorValue[])[];
  /** Events that can't be distinguished. */
  readonly alike: readonly Alike[];
}

export interface Alike {
  readonly names: readonly string[];
  /**
   * The source (a pointer, or `header:name`) that distinguishes all other events, and for which these have no known
   * value. null if these share all values.
   */
  readonly lack: string | null;
}

/** More sources than these describe an event rather than name it. So do more combinations of their values. */
const maxSources = 3;
const maxCombinations = 10_000;
/** The best candidates, whose sets are tried: 20 have 1,350. */
const maxCandidates = 20;

/**
 * Finds the smallest set of properties (else `http` headers) whose `const` or disjoint `enum` values distinguish all
 * events. Of sets of one size, the shallowest wins, then the first in the document.
 */
export function findDiscriminator(events: readonly EventSchemas[], definitions: readonly Definition[]): Discrimination {
  const tree = openTree(definitions);
  const tables = events.map(({ payload, headers }) => readTable(tree.read(payload), headers === null ? null : tree.read(headers)));
  const [first] = tables;
  if (!first) return { discriminator: null, values: [], alike: [] };
  const shared = [...first.keys()].filter((key) => key !== '' && tables.every((table) => table.has(key)));
  const candidates = events.length === 1 ? shared.filter((key) => depthOf(key) === 1 && first.get(key)?.length === 1) : shared;
  const ranked = candidates.toSorted((one, other) => depthOf(one) - depthOf(other));
  const chosen = events.length === 1 ? ranked : findSmallestSet(ranked, tables);
  if (chosen === null) return { discriminator: null, values: events.map(() => []), alike: groupAlike(events, ranked, tables) };
  const sources = chosen.map((key) => ({ key, source: sourceOf(key) }));
  return {
    discriminator: { sources: sources.map(({ source }) => source) },
    values: tables.map((table) => sources.map(({ key, source }) => ({ source, values: table.get(key) ?? [] }))),
    alike: [],
  };
}

const headerPrefix = 'header:';
const depthOf = (key: string) => (key.startsWith(headerPrefix) ? treeLimits.maxTagDepth + 1 : key.split('/').length - 1);
const sourceOf = (key: string): Source =>
  key.startsWith(headerPrefix) ? { kind: 'header', header: key.slice(headerPrefix.length) } : { kind: 'pointer', pointer: key };

/** The values of the payload by pointer, and of the headers by `header:name`. */
function readTable(payload: SchemaNode, headers: SchemaNode | null): ValueTable {
  const ofHeaders = headers === null ? [] : [...readValueTable(headers, 1)];
  return new Map([
    ...readValueTable(payload),
    ...ofHeaders.map(([key, values]): [string, readonly Scalar[]] => [`${headerPrefix}${key.slice(1).toLowerCase()}`, values]),
  ]);
}

function findSmallestSet(keys: readonly string[], tables: readonly ValueTable[]): string[] | null {
  for (let size = 1; size <= Math.min(maxSources, keys.length); size++)
    for (const set of combinations(keys.slice(0, maxCandidates), size)) if (isDistinguishing(set, tables)) return set;
  return null;
}

function* combinations(keys: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at <= keys.length - size; at++)
      for (const rest of combinations(keys, size - 1, at + 1)) yield [keys[at] as string, ...rest];
}

/** Whether no combination of values means two events. */
function isDistinguishing(keys: readonly string[], tables: readonly ValueTable[]): boolean {
  const seen = new Set<string>();
  for (const table of tables) {
    if (keys.reduce((product, key) => product * (table.get(key)?.length ?? 0), 1) > maxCombinations) return false;
    const combined = combineValues(keys, table);
    if (combined.length === 0 || combined.some((values) => seen.has(values))) return false;
    for (const values of combined) seen.add(values);
  }
  return true;
}

/** Every combination of values that means the event, each as one string. */
function combineValues(keys: readonly string[], table: ValueTable): string[] {
  return keys.reduce<string[]>(
    (lines, key) => lines.flatMap((line) => (table.get(key) ?? []).map((value) => `${line}${JSON.stringify(value)}\n`)),
    [''],
  );
}

/** The few events without a value where all others have one, or the groups of events that have the same values. */
function groupAlike(events: readonly EventSchemas[], keys: readonly string[], tables: readonly ValueTable[]): Alike[] {
  const lacking = findLacking(events, tables);
  if (lacking) return [lacking];
  const valuesOf = (table: ValueTable | undefined) => keys.map((key) => JSON.stringify(table?.get(key))).join('\n');
  const groups = groupEntries(events.map(({ name }, index) => [valuesOf(tables[index]), name] as const));
  const alike = [...groups.values()].filter((names) => names.length > 1);
  return (alike.length > 0 ? alike : [events.map(({ name }) => name)]).map((names) => ({ names, lack: null }));
}

/** The events without a value at a source that distinguishes most events. */
function findLacking(events: readonly EventSchemas[], tables: readonly ValueTable[]): Alike | null {
  const holders = groupEntries(tables.flatMap((table) => [...table.keys()].map((key) => [key, table] as const)));
  for (const [key, held] of [...holders].sort((a, b) => b[1].length - a[1].length || depthOf(a[0]) - depthOf(b[0]))) {
    if (key === '' || held.length * 2 < events.length || held.length === events.length) continue;
    if (!isDistinguishing([key], held)) continue;
    return { names: events.filter((_, index) => !tables[index]?.has(key)).map(({ name }) => name), lack: key };
  }
  return null;
}
