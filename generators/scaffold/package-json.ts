import { readFileSync } from 'node:fs';
import type { Framework } from './frameworks.js';
import type { GeneratedCode } from './generated-code.js';

interface Package {
  readonly version: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const toolkit = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package;

/** What our own tests don't install. */
const others: Readonly<Record<string, string>> = {
  '@types/react': '^19.0.0',
  next: '^16.0.0',
  react: '^19.0.0',
  'react-dom': '^19.0.0',
  wrangler: '^4.0.0',
};

/** The range of a package that an app asks for: for what our tests run with, from that version on. */
function rangeOf(name: string): string {
  const version = toolkit.devDependencies?.[name];
  const range = version === undefined ? others[name] : `^${version}`;
  if (range === undefined) throw new Error(`no version is known of ${name}`);
  return range;
}

const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, rangeOf(name)]));

/**
 * The app's package.json. It installs the runtime and its framework, never this toolkit. The runtime has the toolkit's version: they are
 * released together.
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

/** The app's tsconfig.json: strict, and nothing of `types` but what it names. */
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

/** JSON, with lists on their line. */
export function renderJson(value: object): string {
  const json = JSON.stringify(value, null, 2);
  return `${json.replace(/\[\n\s+((?:"[^"\\]*",?\s+)*)\]/g, (_, items: string) => `[${items.trim().replace(/\s+/g, ' ')}]`)}\n`;
}
