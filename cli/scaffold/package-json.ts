import { readFileSync } from 'node:fs';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';
import type { Framework } from './frameworks.js';
import type { GeneratedCode } from './generated-code.js';

const readJson = (path: string): unknown => JSON.parse(readFileSync(toolkitFile(path), 'utf8'));

const toolkit = readJson('package.json') as { readonly version: string };

/**
 * The version ranges of the packages that apps require. In their own file, since a published package.json has no
 * devDependencies. A test compares both, so apps start with tested versions.
 */
export const scaffoldVersions = readJson('templates/scaffold/versions.json') as Readonly<Record<string, string>>;

function rangeOf(name: string): string {
  const range = scaffoldVersions[name];
  if (range === undefined) throw new Error(`templates/scaffold/versions.json lacks ${name}`);
  return range;
}

const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, rangeOf(name)]));

/**
 * The app's package.json. It installs the runtime and its framework, never this toolkit. Runtime and toolkit are
 * released together and have the same version.
 */
export function renderPackageJson(provider: string, framework: Framework, generated: GeneratedCode): string {
  const dependencies: Record<string, string> = { '@hookbook/runtime': `^${toolkit.version}`, ...ranges(framework.dependencies) };
  if (generated.kind === 'package') dependencies[generated.package] = generated.range;
  return renderJson({
    name: `${provider}-webhooks`,
    version: '0.0.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    scripts: { ...framework.scripts, ...(generated.kind === 'own' ? { generate: 'hookbook generate' } : {}) },
    dependencies: Object.fromEntries(Object.entries(dependencies).sort(([one], [other]) => (one < other ? -1 : 1))),
    devDependencies: ranges(framework.devDependencies),
  });
}

/** The app's tsconfig.json: strict, and only with the `types` that it lists. */
export function renderTsconfig({ compilerOptions, include }: Framework): string {
  const shared = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2023'],
    strict: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    skipLibCheck: true,
  };
  const exclude = ['node_modules', 'dist'];
  return renderJson({ compilerOptions: { ...shared, ...compilerOptions }, include, exclude });
}

/** JSON with each list on one line. */
export function renderJson(value: object): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/\[\n\s+((?:"[^"\\]*",?\s+)*)\]/g, (_, items: string) => `[${items.trim().replace(/\s+/g, ' ')}]`)}\n`;
}
