import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, repository } from './hookbook.js';

const folders = ['.', 'runtime', 'testkit', 'generated'];
const development = ['scripts', 'devDependencies', 'workspaces', 'overrides', 'allowScripts'];

/** The environment without what an outer npm set for its own command. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
const npm = (cwd: string, ...args: string[]) => spawnSync('npm', args, { cwd, env: environment, encoding: 'utf8' });

const manifestIn = (tarball: string) =>
  JSON.parse(execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })) as Record<string, unknown>;
const manifestOf = (folder: string) => readFileSync(join(repository, folder, 'package.json'), 'utf8');

describe('npm pack', () => {
  const commands = [
    { name: 'npm pack', args: ['pack'], cwd: repository, packs: ['.'] },
    { name: 'npm pack -w', args: ['pack', '-w', 'runtime', '-w', 'testkit'], cwd: repository, packs: ['runtime', 'testkit'] },
    { name: 'npm pack of a path', args: ['pack', './runtime'], cwd: repository, packs: ['runtime'] },
    { name: 'npm pack in a folder', args: ['pack'], cwd: join(repository, 'runtime'), packs: ['runtime'] },
  ];
  it.each(commands)('$name leaves out the fields for development, and package.json as it is', ({ args, cwd, packs }) => {
    const before = folders.map(manifestOf);
    const into = emptyFolder();
    const { status, stderr } = npm(cwd, ...args, '--pack-destination', into, '--loglevel=error');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(folders.map(manifestOf)).toEqual(before);
    const tarballs = readdirSync(into).map((name) => join(into, name));
    const wanted = packs.map((folder) => {
      const fields = Object.entries(JSON.parse(manifestOf(folder)) as Record<string, unknown>);
      return Object.fromEntries(fields.filter(([name]) => !development.includes(name)));
    });
    expect(tarballs.map(manifestIn).sort(byName)).toEqual(wanted.sort(byName));
  });

  it('prints the integrity of the file that it leaves', () => {
    const into = emptyFolder();
    const { stderr } = npm(repository, 'pack', './runtime', '--pack-destination', into, '--loglevel=error');
    const [name = ''] = readdirSync(into);
    const hash = createHash('sha512')
      .update(readFileSync(join(into, name)))
      .digest('base64');
    expect(stderr).toContain(`integrity sha512-${hash}`);
  });

  it('leaves package.json as it is when it is killed', async () => {
    const before = manifestOf('.');
    const child = spawn('npm', ['pack', '--pack-destination', emptyFolder()], { cwd: repository, env: environment, detached: true });
    await once(child.stdout, 'data');
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await once(child, 'close');
    expect(manifestOf('.')).toBe(before);
  });
});

describe('npm publish', () => {
  it.each(['.', 'runtime', 'testkit'])('is refused in %s: it would publish the fields for development', (folder) => {
    const { status, stderr } = npm(join(repository, folder), 'publish', '--dry-run');
    expect(status).not.toBe(0);
    expect(stderr).toContain('publish with `npm run release`');
  });
});

/** A repository with our manifests and a program `npm` that packs, but keeps what it should publish in the folder `published`. */
function repositoryToRelease(): string {
  const folder = emptyFolder();
  for (const path of ['packaging', '.changeset']) cpSync(join(repository, path), join(folder, path), { recursive: true });
  for (const name of folders) {
    const manifest = JSON.parse(manifestOf(name)) as { scripts?: Record<string, string> };
    // There is nothing to build here.
    for (const script of ['prepare', 'prepack']) delete manifest.scripts?.[script];
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ ...manifest, repository: 'https://example.com/hookbook' }));
  }
  const real = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const programs = {
    npm: `case "$1" in view) echo E404 >&2; exit 1 ;; publish) cp "$2" "$PUBLISHED/$(ls "$PUBLISHED" | wc -l | tr -d ' ').tgz" ;; *) exec "${real}" "$@" ;; esac`,
    npx: 'echo "$@"',
  };
  mkdirSync(join(folder, 'published'));
  mkdirSync(join(folder, 'programs'));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, 'programs', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'programs', name), 0o755);
  }
  return folder;
}

describe('npm run release', () => {
  it('publishes the runtime, the testkit, the events and the toolkit without the fields for development, then tags', () => {
    const folder = repositoryToRelease();
    const path = [join(folder, 'programs'), dirname(process.execPath), process.env['PATH']].join(delimiter);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['.changeset/release.mjs'], {
      cwd: folder,
      env: { ...environment, PATH: path, PUBLISHED: join(folder, 'published') },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const published = ['0.tgz', '1.tgz', '2.tgz', '3.tgz'].map((name) => manifestIn(join(folder, 'published', name)));
    expect(published.map(({ name }) => name)).toEqual(['@hookbook/runtime', '@hookbook/testkit', '@hookbook/events', 'hookbook']);
    expect(published.flatMap((manifest) => development.filter((field) => field in manifest))).toEqual([]);
    expect(stdout).toContain('--no-install changeset tag');
  });
});

function byName(one: Record<string, unknown>, other: Record<string, unknown>): number {
  return String(one['name']).localeCompare(String(other['name']));
}
