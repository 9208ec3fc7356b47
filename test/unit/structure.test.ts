import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What each folder may import, apart from itself. A folder is above the ones it names. The table has no circle, and an import of a type
 * counts like any other import. CONTRIBUTING says what belongs in which folder.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'catalogue/model': ['runtime'],
  'catalogue/read': ['catalogue/model'],
  'catalogue/schema': ['catalogue/model', 'catalogue/read'],
  'catalogue/build': ['catalogue/model', 'catalogue/read', 'catalogue/schema'],
  'catalogue/compile': ['catalogue/model', 'catalogue/schema'],
  'catalogue/lint': ['catalogue/model', 'catalogue/schema', 'catalogue/build', 'catalogue/compile'],
  catalogue: ['catalogue/model', 'catalogue/read', 'catalogue/build', 'catalogue/lint'],
  'generators/output': ['catalogue'],
  'generators/render': ['catalogue', 'generators/output', 'runtime'],
  'generators/types': ['catalogue', 'generators/render', 'generators/output'],
  'generators/validators': ['catalogue', 'generators/render', 'generators/output'],
  'generators/contracts': ['catalogue', 'generators/render', 'generators/output'],
  'generators/schemas': ['catalogue', 'generators/render', 'generators/output'],
  'generators/fixtures': ['catalogue', 'generators/render', 'generators/output'],
  'generators/receivers': ['catalogue', 'generators/render', 'generators/output'],
  'generators/testing': ['catalogue', 'generators/render', 'generators/output'],
  'generators/reference': ['catalogue', 'generators/render', 'generators/output'],
  generators: [
    'catalogue',
    'generators/output',
    'generators/render',
    'generators/types',
    'generators/validators',
    'generators/contracts',
    'generators/schemas',
    'generators/fixtures',
    'generators/receivers',
    'generators/testing',
    'generators/reference',
  ],
  // It asks the types what code sees of a payload, as the generator does.
  diff: ['catalogue', 'generators'],
  // What a provider sends, and why a receiver would refuse it: `send`, `listen` and the site's payload tool share it.
  requests: ['catalogue', 'generators', 'testkit', 'runtime'],
  'site/theme': ['catalogue', 'generators', 'requests', 'testkit', 'runtime'],
  'site/build': ['catalogue', 'generators', 'requests', 'site/theme', 'runtime'],
  api: ['catalogue', 'generators'],
  cli: ['catalogue', 'generators', 'diff', 'requests', 'site', 'testkit', 'runtime'],
  runtime: [],
  testkit: ['runtime'],
};

/** What a folder may import types from, and nothing that runs. */
const allowedTypes: Readonly<Record<string, readonly string[]>> = {
  // A contract is what receivers read: its types are the runtime's, and the catalogue's model uses them.
  'catalogue/model': ['runtime'],
  'generators/contracts': ['runtime'],
};

const folders = Object.keys(allowed);

const sourcesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).split(sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !/\/(?:dist|node_modules)\//.test(name))
    .filter((name) => folderOf(name) === folder);

/** The longest folder of the table that a file is in. */
function folderOf(path: string): string | undefined {
  const around = folders.filter((folder) => path.startsWith(`${folder}/`));
  return around.sort((one, other) => other.length - one.length)[0];
}

/** The first circle of nodes that lead to one another, as its path; null without one. */
function findCircle(nodes: readonly string[], next: (node: string) => readonly string[]): string | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return null;
    for (const other of next(node)) {
      const circle = visit(other, [...path, node]);
      if (circle !== null) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of nodes) {
    const circle = visit(node, []);
    if (circle !== null) return circle;
  }
  return null;
}

interface Import {
  /** A path from the root. A package of ours is its folder. */
  readonly target: string;
  readonly isType: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\s)(?:import|export)\s(type\s)?[^'"]*?from\s+'(?<from>[^']+)'|import\('(?<loaded>[^']+)'\)|^import '(?<run>[^']+)'/gm,
  );
  return [...found].flatMap(([, type, from, loaded, run]) => {
    const specifier = from ?? loaded ?? run ?? '';
    const isType = type !== undefined;
    if (specifier.startsWith('.')) {
      const target = relative(root, join(root, dirname(file), specifier));
      return [{ target: target.split(sep).join('/'), isType }];
    }
    const [, name] = /^@hookbook\/(runtime|testkit)(?:\/|$)/.exec(specifier) ?? [];
    return name === undefined ? [] : [{ target: `${name}/package`, isType }];
  });
}

const isAllowed = (folder: string, { target, isType }: Import) => {
  const path = target.replace(/\.js$/, '');
  if (folderOf(path) === folder) return true;
  const below = [...(allowed[folder] ?? []), ...(isType ? (allowedTypes[folder] ?? []) : [])];
  return below.some((other) => path === other || path.startsWith(`${other}/`));
};

describe('a folder imports downwards only', () => {
  it('the table has no circle', () => {
    const below = (folder: string) => {
      const names = [...(allowed[folder] ?? []), ...(allowedTypes[folder] ?? [])];
      return folders.filter((other) => names.some((name) => name === other || other.startsWith(`${name}/`)));
    };
    expect(findCircle(folders, below)).toBeNull();
  });

  it('files import each other in no circle, except for types', () => {
    const files = folders.flatMap(sourcesOf);
    const known = new Set(files);
    const imported = (file: string) =>
      importsOf(file)
        .filter(({ isType }) => !isType)
        .flatMap(({ target }) => ['ts', 'tsx'].map((end) => target.replace(/js$/, end)))
        .filter((path) => known.has(path));
    expect(findCircle(files, imported)).toBeNull();
  });

  it.each(folders)('%s', (folder) => {
    const ours = folders.map((name) => name.split('/')[0]);
    const found = sourcesOf(folder).flatMap((file) =>
      importsOf(file)
        .filter((each) => ours.includes(each.target.split('/')[0] ?? '') && !isAllowed(folder, each))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(found).toEqual([]);
  });

  // What its files may import: test/runtime/imports.test.ts.
  it('the runtime depends on nothing', () => {
    expect(JSON.parse(readFileSync(join(root, 'runtime/package.json'), 'utf8')).dependencies).toBeUndefined();
  });

  it('nothing imports what is generated', () => {
    const found = folders.flatMap(sourcesOf).flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /^(?:import|export) .*from '(?:@hookbook\/events|(?:\.\.\/)+generated\/)/.test(line))
        .map((line) => `${file}: ${line}`),
    );
    expect(found).toEqual([]);
  });

  // It finds the runtime of the app whose inbox it opens: its own need not be the version that wrote it.
  it('the command inbox imports only types of the runtime', () => {
    for (const file of sourcesOf('cli').filter((name) => name.startsWith('cli/inbox/'))) {
      expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(/^import (?!type )[^;]*@hookbook\/runtime/m);
    }
  });
});
