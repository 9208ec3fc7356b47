import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoize } from '../memoize.js';
import { describeUnknown } from '../near-names.js';
import type { FixtureEntry, FixtureIndex, Mutant } from './fixture.js';
import { bound } from './words.js';

/** The fixtures in a generated folder. Each file is read once, on first use. */
export interface FixtureFiles {
  /** The fixtures of an event, in order. */
  entries(provider: string, event: string): readonly FixtureEntry[];
  /** A fixture by name, or the first. Throws a TypeError if there is none. */
  entry(provider: string, event: string, name?: string | null): FixtureEntry;
  /** A fresh copy. */
  payload(provider: string, entry: FixtureEntry): unknown;
  mutants(provider: string, event: string): Mutant[];
  schema(provider: string): unknown;
  /** The path of a fixture, relative to the working directory. */
  path(provider: string, entry: FixtureEntry): string;
}

/** `root`: the `file:` URL of the generated folder, with a trailing slash. */
export function openFixtureFiles(root: string): FixtureFiles {
  const textOf = memoize((path: string) => readText(root, path));
  const read = (path: string): unknown => JSON.parse(textOf(path));
  const indexOf = memoize((provider: string) => read(`fixtures/${provider}.json`) as FixtureIndex);
  const entries = (provider: string, event: string) => {
    const index = indexOf(provider);
    return (Object.hasOwn(index, event) ? index[event] : undefined) ?? [];
  };
  const entry = (provider: string, event: string, name: string | null = null) => {
    const known = entries(provider, event);
    const found = name === null ? known[0] : known.find((one) => one.name === name);
    if (found !== undefined) return found;
    const key = bound(`${provider}/${event}`);
    if (known.length === 0) throw new TypeError(`${key} has no fixture`);
    const names = known.flatMap((one) => (one.name === null ? [] : [one.name]));
    if (names.length === 0) throw new TypeError(`${key} has one fixture, which has no name: leave the name out`);
    throw new TypeError(describeUnknown(`fixture of ${key} called`, name, names));
  };
  return {
    entries,
    entry,
    payload: (provider, { file }) => read(`fixtures/${provider}/${file}`),
    mutants: (provider, event) => read(`fixtures/${provider}/invalid/${entry(provider, event).file}`) as Mutant[],
    schema: (provider) => read(`schemas/${provider}.json`),
    path: (provider, { file }) => relative('', fileURLToPath(new URL(`fixtures/${provider}/${file}`, root))),
  };
}

function readText(root: string, path: string): string {
  const file = fileURLToPath(new URL(path, root));
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`cannot read ${file}, which hookbook generate writes: run it again`, { cause });
  }
}
