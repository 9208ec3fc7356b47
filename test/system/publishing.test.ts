import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder, repository } from './hookbook.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly contractVersion?: string;
  readonly publishConfig?: unknown;
  readonly sideEffects?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const folders = ['.', 'runtime', 'testkit', 'generated'];
const read = (root: string, folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** What has to be true of the three versions, before a release and after it. */
function expectVersionsToAgree(root: string) {
  const [toolkit, runtime, testkit, events] = folders.map((folder) => read(root, folder)) as [Manifest, Manifest, Manifest, Manifest];
  for (const { version, dependencies } of [toolkit, testkit])
    expect([version, dependencies?.['@hookbook/runtime']]).toEqual([runtime.version, runtime.version]);
  expect(toolkit.dependencies?.['@hookbook/testkit']).toBe(runtime.version);
  for (const name of ['@hookbook/runtime', '@hookbook/testkit']) {
    const [, low = '', high = ''] = /^>=(\S+) <(\S+)$/.exec(events.peerDependencies?.[name] ?? '') ?? [];
    expect(compareVersions(low, runtime.version)).toBeLessThanOrEqual(0);
    expect(compareVersions(runtime.version, high)).toBeLessThan(0);
  }
}

const compareVersions = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });

describe('packages', () => {
  it.each(folders)('%s/package.json is published for everyone, with provenance', (folder) => {
    expect(read(repository, folder).publishConfig).toEqual({ access: 'public', provenance: true });
  });

  it.each(folders)('%s/package.json asks for no peer that it can do without', (folder) => {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = read(repository, folder);
    expect(Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)).toEqual([]);
  });

  it('@hookbook/events says which contract it is of, in its root and in its package.json', async () => {
    const { info } = parse(readFileSync(join(repository, 'asyncapi.yaml'), 'utf8')) as { info: { version: string } };
    const { contractVersion } = (await import('@hookbook/events')) as { contractVersion: string };
    expect({ module: contractVersion, manifest: read(repository, 'generated').contractVersion }).toEqual({
      module: info.version,
      manifest: info.version,
    });
  });

  it('docs/publishing.md has a package.json to copy that publishes what @hookbook/events does', () => {
    const [, text = '{}'] = /^```json\n([\s\S]*?)^```$/m.exec(readFileSync(join(repository, 'docs/publishing.md'), 'utf8')) ?? [];
    const ofOurs = ['name', 'version', 'contractVersion', 'description', 'keywords', 'license', 'repository'];
    const rest = (manifest: object) => Object.fromEntries(Object.entries(manifest).filter(([key]) => !ofOurs.includes(key)));
    expect(rest(JSON.parse(text) as object)).toEqual(rest(read(repository, 'generated')));
  });

  it('have versions that agree', () => expectVersionsToAgree(repository));
});

/** The repository's manifests, with these changesets waiting. */
function repositoryWith(changesets: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const path of ['package.json', ...folders.slice(1).map((name) => `${name}/package.json`), '.changeset', 'CHANGELOG.md'])
    cpSync(join(repository, path), join(folder, path), { recursive: true });
  for (const [name, text] of Object.entries(changesets)) writeFileSync(join(folder, '.changeset', `${name}.md`), text);
  mkdirSync(join(folder, 'node_modules'));
  return folder;
}

function run(cwd: string, script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, script), ...args], { cwd, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

const changesets = 'node_modules/@changesets/cli/bin.js';
const bump = (name: string, by: string) => `---\n'${name}': ${by}\n---\n\nA change.\n`;

describe('npm run version', () => {
  const cases = [
    { name: 'the runtime moves', given: { a: bump('@hookbook/runtime', 'minor') }, want: ['0.2.0', '0.2.0', '0.2.0', '0.1.0'] },
    { name: 'the events move', given: { a: bump('@hookbook/events', 'minor') }, want: ['0.1.0', '0.1.0', '0.1.0', '0.2.0'] },
    {
      name: 'both move',
      given: { a: bump('@hookbook/runtime', 'patch'), b: bump('@hookbook/events', 'patch') },
      want: ['0.1.1', '0.1.1', '0.1.1', '0.1.1'],
    },
  ];
  it.each(cases)('$name: toolkit and testkit follow the runtime, and peers still fit', ({ given, want }) => {
    const folder = repositoryWith(given);
    for (const name of folders) {
      // From 0.1.0 whatever the release is: the test is of the steps, not of today's versions.
      const manifest = { ...read(folder, name), version: '0.1.0' };
      writeFileSync(join(folder, name, 'package.json'), JSON.stringify(manifest, null, 2));
    }
    expect(run(folder, changesets, 'version')).toMatchObject({ status: 0 });
    expect(run(folder, '.changeset/follow-runtime.mjs')).toMatchObject({ status: 0 });
    expect(folders.map((name) => read(folder, name).version)).toEqual(want);
    expectVersionsToAgree(folder);
    const [, runtime, , events] = want;
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
      new RegExp(`^## \\[Unreleased\\]\\n\\n## \\[hookbook ${runtime}, @hookbook/events ${events}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
    );
  });

  it('stops where the changelog has nothing to say of the release', () => {
    const folder = repositoryWith({ a: bump('@hookbook/runtime', 'minor') });
    writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## [Unreleased]\n\n## [hookbook 0.0.1]\n\n- Old.\n');
    expect(run(folder, '.changeset/follow-runtime.mjs')).toEqual({
      status: 1,
      output: expect.stringContaining('nothing under "## [Unreleased]"'),
    });
  });
});

describe('npm run release', () => {
  it('is refused where no repository is named, before anything is published', () => {
    const folder = repositoryWith({});
    for (const name of folders) {
      const { repository: _address, ...manifest } = read(folder, name) as Manifest & { readonly repository?: unknown };
      writeFileSync(join(folder, name, 'package.json'), JSON.stringify(manifest));
    }
    expect(run(folder, '.changeset/release.mjs')).toEqual({
      status: 1,
      output: expect.stringContaining('./package.json has no "repository": npm refuses provenance without it'),
    });
  });
});

describe('workflows', () => {
  const workflows = readdirSync(join(repository, '.github/workflows')).map((file) => ({
    file,
    text: readFileSync(join(repository, '.github/workflows', file), 'utf8'),
  }));

  it.each(workflows)('$file: says what it may do, and pins its actions', ({ text }) => {
    const { permissions } = parse(text) as { permissions?: Record<string, string> };
    expect(permissions).toBeDefined();
    expect(Object.values(permissions ?? {})).not.toContain('write');
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    expect(used.filter((action) => !/@(?:v\d+|[\da-f]{40})$/.test(action) && !action.startsWith('./'))).toEqual([]);
  });

  it.each(workflows)('$file: runs scripts that there are', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
