import { readFileSync } from 'node:fs';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';
import { UsageError } from '../exit.js';

/** The changes to a package.json, and the entries that differ but are skipped. */
export interface PackageEdit {
  readonly text: string;
  /** The added properties: `scripts.docs`. */
  readonly added: readonly string[];
  readonly skipped: readonly string[];
}

type Section = Readonly<Record<string, string>>;
export type Manifest = Readonly<Record<string, unknown>>;

const toolkit = JSON.parse(readFileSync(toolkitFile('package.json'), 'utf8')) as {
  readonly version: string;
  readonly peerDependencies: Section;
};

/** The packages that a site needs: the peers of `hookbook/site`, in the tested versions. */
const packages: Section = { hookbook: `^${toolkit.version}`, ...pick(toolkit.peerDependencies, ['minisearch', 'vitepress', 'vue']) };

function pick(section: Section, names: readonly string[]): Section {
  return Object.fromEntries(names.map((name) => [name, section[name] ?? '*']));
}

/** The scripts of a site in the folder; `generate` is the command that updates the generated code. */
const scriptsOf = (folder: string, generate: string): Section => ({
  docs: `${generate} && vitepress dev ${folder}`,
  'docs:build': `${generate} && vitepress build ${folder}`,
  'docs:preview': `vitepress preview ${folder}`,
});

/** Parses the project's package.json. Throws a UsageError if it is invalid. */
export function parsePackageJson(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (isRecord(value)) return value;
  } catch {
    // Reported below, like any text that is not an object.
  }
  throw new UsageError('package.json is not a JSON object: fix it first');
}

/** Adds the scripts and packages of a site to a package.json. Existing entries stay. */
export function editPackageJson(text: string, folder: string, generate: string): PackageEdit {
  const manifest = parsePackageJson(text);
  const installed = { ...sectionOf(manifest, 'dependencies'), ...sectionOf(manifest, 'devDependencies') };
  const scripts = compare('scripts', scriptsOf(folder, generate), sectionOf(manifest, 'scripts'));
  const dependencies = compare('devDependencies', packages, installed);
  const added = [...scripts.added, ...dependencies.added];
  // Only VitePress must have this exact version: the site depends on details of its theme and output.
  const skipped = [...scripts.skipped, ...dependencies.skipped.filter((line) => line.startsWith('devDependencies.vitepress '))];
  if (added.length === 0) return { text, added, skipped };
  const edited = {
    ...manifest,
    scripts: { ...sectionOf(manifest, 'scripts'), ...scripts.members },
    devDependencies: sorted({ ...sectionOf(manifest, 'devDependencies'), ...dependencies.members }),
  };
  return { text: `${JSON.stringify(edited, null, indentOf(text))}\n`, added, skipped };
}

function compare(name: string, wanted: Section, found: Section) {
  const missing = Object.entries(wanted).filter(([key]) => !Object.hasOwn(found, key));
  const others = Object.entries(wanted).filter(([key, value]) => Object.hasOwn(found, key) && found[key] !== value);
  return {
    members: Object.fromEntries(missing),
    added: missing.map(([key]) => `${name}.${key}`),
    skipped: others.map(([key, value]) => `${name}.${key} is ${JSON.stringify(found[key])}, the site's would be ${JSON.stringify(value)}`),
  };
}

function sectionOf(manifest: Manifest, name: string): Section {
  const section = manifest[name];
  return isRecord(section) ? (section as Section) : {};
}

const sorted = (section: Section): Section => Object.fromEntries(Object.entries(section).sort(([a], [b]) => (a < b ? -1 : 1)));

const indentOf = (text: string): string => /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
