import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { generateFiles } from '../../generators/index.js';
import { shopCatalogue } from '../unit/testing/shop-catalogue.js';
import { loadRepository } from './repository.js';
import { runTsc } from './tsc.js';

const repository = new URL('../../', import.meta.url);
const pathOf = (path: string) => fileURLToPath(new URL(path, repository));
const generators = ['types', 'validators', 'contracts', 'testing'] as const;
const caseOf = (name: string) => ({ [name]: readFileSync(new URL(`testing-cases/${name}`, import.meta.url), 'utf8') });

/** As an app that installed them finds the testkit and the runtime, and nothing else. */
const paths = {
  '@hookbook/runtime': [pathOf('runtime/dist/index.d.ts')],
  '@hookbook/runtime/*': [pathOf('runtime/dist/*.d.ts')],
  '@hookbook/testkit/*': [pathOf('testkit/dist/*.d.ts')],
};
/** Those of the runtime speak of requests. */
const app = { paths, lib: ['ES2022', 'DOM'] };
/** What @jest/expect-utils and expect declare, as far as it counts here; jest is not installed. */
const expectModule = `
export interface AsymmetricMatcher { asymmetricMatch(other: unknown): boolean; toString(): string }
export interface AsymmetricMatchers { any(sample: unknown): AsymmetricMatcher }
export interface Matchers<R extends void | Promise<void>, T = unknown> { toBe(expected: T): R }
`;

let files: Record<string, string>;
let providers: Record<string, readonly string[]>;
beforeAll(async () => {
  const { catalogue, files: generated } = await loadRepository();
  providers = Object.fromEntries(catalogue.providers.map(({ key, events }) => [key, events.map(({ name }) => name)]));
  files = Object.fromEntries(
    generated.filter(({ path }) => path.endsWith('.d.ts') && !path.startsWith('receivers/')).map(({ path, contents }) => [path, contents]),
  );
});

test('where no test runner is installed, the declarations compile, and wrong names and overrides do not', async () => {
  expect(await runTsc({ ...files, ...caseOf('app.ts') }, app)).toEqual([]);
  expect(await runTsc({ ...files, ...caseOf('app.ts'), ...caseOf('removed.ts') }, { ...app, exactOptionalPropertyTypes: true })).toEqual(
    [],
  );
});

test('of every event, the fixture is overrides, and what it is compared with', async () => {
  const keys = Object.keys(providers).flatMap((provider) => (providers[provider] ?? []).map((event) => ({ provider, event })));
  const lines = keys.map(({ provider, event }) => {
    const [name, key] = [`'${provider}', '${event}'`, `'${provider}/${event}'`];
    return `matchers.toMatchWebhook(${name}, build(${name}, loadFixture(${key}))); loadFixture(${key}) satisfies EventOf<${key}>;`;
  });
  const source = [
    "import { build, type EventOf, type Events, loadFixture, type WebhookMatchers } from './testing/index.js';",
    'declare const matchers: WebhookMatchers<Events>;',
    ...lines,
  ];
  expect(lines).toHaveLength(117);
  expect(await runTsc({ ...files, 'every.ts': source.join('\n') }, app)).toEqual([]);
});

test('in vitest and fast-check', async () => {
  const installed = {
    vitest: [pathOf('node_modules/vitest/dist/index.d.ts')],
    'fast-check': [pathOf('node_modules/fast-check/lib/fast-check.d.ts')],
  };
  const options = {
    ...app,
    paths: { ...paths, ...installed },
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [pathOf('node_modules/@types')],
  };
  expect(await runTsc({ ...files, ...caseOf('in-vitest.ts'), ...caseOf('in-fast-check.ts') }, options)).toEqual([]);
});

test('in jest, with its own types or those of @types/jest', async () => {
  const options = { ...app, paths: { ...paths, expect: ['./expect-module.d.ts'] } };
  expect(await runTsc({ ...files, ...caseOf('in-jest.ts'), 'expect-module.d.ts': expectModule }, options)).toEqual([]);
});

test('names are themselves, whatever they are, and so are providers', async () => {
  const generated = await generateFiles(shopCatalogue, generators);
  const lines = shopCatalogue.providers.flatMap(({ key, events }) =>
    events.map(
      ({ name }) => `build(${JSON.stringify(key)}, ${JSON.stringify(name)}, {}); loadFixture(${JSON.stringify(`${key}/${name}`)});`,
    ),
  );
  const source = ["import { build, loadFixture } from './testing/index.js';", ...lines].join('\n');
  const declarations = Object.fromEntries(
    generated.filter(({ path }) => path.endsWith('.d.ts')).map(({ path, contents }) => [path, contents]),
  );
  expect(await runTsc({ ...declarations, 'names.ts': source }, app)).toEqual([]);
});
