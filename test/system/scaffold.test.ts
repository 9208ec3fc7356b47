import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, hookbook, newProject, repository } from './hookbook.js';
import { buildApps, declareNext, installPackages, writeApps } from './scaffolded.js';

const document = join(repository, 'asyncapi.yaml');
const scaffold = (cwd: string, ...args: string[]) => hookbook(['scaffold', ...args], { cwd });

/** Every file below a folder. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('scaffold', () => {
  it('writes apps that compile as they are: every provider, every framework', async () => {
    const folder = emptyFolder();
    installPackages(folder);
    const apps = await writeApps(folder, document);
    expect(apps).toHaveLength(35);
    const built = apps.map(({ app }) => app);
    expect(await buildApps(folder, built)).toEqual([]);
    // The compiler looked: a stub for an event that isn't there is an error.
    const handlers = join(folder, 'ecwid-worker/src/handlers.ts');
    writeFileSync(handlers, readFileSync(handlers, 'utf8').replace("'order.created':", "'order.createt':"));
    expect((await buildApps(folder, built)).join('\n')).toMatch(/^ecwid-worker\/src\/handlers\.ts.*order\.createt/);
  });

  it('has a stub for every event, typed by its payload', async () => {
    const folder = emptyFolder();
    installPackages(folder);
    expect((await scaffold(folder, 'gately', '--framework', 'node', '--out', 'app', '--document', document)).code).toBe(0);
    const handlers = join(folder, 'app/src/handlers.ts');
    const text = readFileSync(handlers, 'utf8');
    const { stdout } = await hookbook(['list', '--json', '--document', document], { cwd: folder });
    const events = (JSON.parse(stdout) as { provider: string; name: string }[]).filter(({ provider }) => provider === 'gately');
    for (const { name } of events) expect(text).toContain(`  '${name}': async (event, delivery) => {`);
    // The keys that the comment mentions work.
    expect(text).toContain('// `member.*` and `*` are also possible keys.');
    writeFileSync(handlers, text.replace(/\n};\n$/, "\n  'member.*': async () => {},\n  '*': async () => {},\n};\n"));
    expect(await buildApps(folder, ['app'])).toEqual([]);
    writeFileSync(handlers, text.replace(/('member\.login': .*\n)/, '$1    const wrong: number = event.data.email;\n'));
    expect((await buildApps(folder, ['app'])).join('\n')).toMatch(
      /handlers\.ts.*Type 'string \| undefined' is not assignable to type 'number'/,
    );
  });

  it('says which files it wrote, and installs no toolkit', async () => {
    const folder = emptyFolder();
    const { code, stdout } = await scaffold(folder, 'ulule', '--framework', 'hono', '--out', 'app', '--document', document, '--json');
    expect(code).toBe(0);
    const { written, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ provider: 'ulule', framework: 'hono', out: 'app' });
    expect(written).toEqual(filesOf(join(folder, 'app')));
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'app/package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(['@hono/node-server', '@hookbook/runtime', 'hono', 'libsql']);
    expect(Object.keys(devDependencies)).toEqual(['@types/node', 'typescript']);
    expect(readFileSync(join(folder, 'app/src/receiver.ts'), 'utf8')).toMatch(/NOT VERIFIED[\s\S]*unsigned: true/);
    expect(readFileSync(join(folder, 'app/README.md'), 'utf8')).toContain('> **NOT VERIFIED.**');
  });

  it('makes the generated code again where the document changed, of that provider alone', async () => {
    const project = await newProject();
    expect((await scaffold(project, 'acme', '--framework', 'fastify', '--out', 'apps/hooks')).code).toBe(0);
    const app = join(project, 'apps/hooks');
    expect(await hookbook(['check'], { cwd: app })).toMatchObject({ code: 0, stderr: '' });
    const text = readFileSync(join(project, 'asyncapi.yaml'), 'utf8');
    writeFileSync(join(project, 'asyncapi.yaml'), text.replace('Sent when order.created happens.', 'Sent when someone orders.'));
    expect((await hookbook(['check'], { cwd: app })).code).toBe(3);
    expect((await hookbook(['generate'], { cwd: app })).code).toBe(0);
    expect(readFileSync(join(app, 'generated/types/acme.d.ts'), 'utf8')).toContain('Sent when someone orders.');
    expect(existsSync(join(app, 'generated/reference'))).toBe(false);
  });

  it.each([
    ['a folder', ['--generated', './generated'], '../generated/receivers/acme.js'],
    ['a package', ['--generated', '@hookbook/events', '--document', document], '@hookbook/events/acme/receiver'],
  ])('takes the generated code from %s', async (_, option, specifier) => {
    const project = await newProject();
    rmSync(join(project, 'node_modules'), { recursive: true });
    installPackages(project);
    expect((await hookbook(['generate'], { cwd: project })).code).toBe(0);
    for (const framework of ['node', 'next', 'worker'] as const) {
      expect(await scaffold(project, 'acme', '--framework', framework, '--out', framework, ...option)).toMatchObject({ code: 0 });
      declareNext(join(project, framework), framework);
      expect(existsSync(join(project, framework, 'generated'))).toBe(false);
      expect(readFileSync(join(project, framework, 'src/receiver.ts'), 'utf8')).toContain(`'${specifier.replace('../', '../../')}'`);
    }
    expect(await buildApps(project, ['node', 'next', 'worker'])).toEqual([]);
  });

  it.each([
    { name: 'from the version that is installed on', installed: '3.1.4', want: '^3.1.4' },
    { name: 'in any version where none is', installed: null, want: '*' },
  ])('asks for a package of generated code $name', async ({ installed, want }) => {
    const project = await newProject();
    const folder = join(project, 'node_modules/@hookbook/events');
    if (installed !== null) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: installed }));
    }
    const args = ['acme', '--framework', 'node', '--out', 'app', '--generated', '@hookbook/events'];
    expect(await scaffold(project, ...args)).toMatchObject({ code: 0 });
    const { dependencies } = JSON.parse(readFileSync(join(project, 'app/package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies['@hookbook/events']).toBe(want);
  });

  it('overwrites nothing, and writes nothing then', async () => {
    const folder = await newProject();
    mkdirSync(join(folder, 'app/generated'), { recursive: true });
    writeFileSync(join(folder, 'app/README.md'), 'mine');
    writeFileSync(join(folder, 'app/generated/manifest.json'), '{}');
    const { code, stdout, stderr } = await scaffold(folder, 'acme', '--framework', 'node', '--out', 'app');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/app has generated\/manifest\.json, README\.md, and scaffold overwrites nothing: name a new folder with --out/);
    expect(filesOf(join(folder, 'app'))).toEqual(['README.md', 'generated/manifest.json']);
  });

  it.each([
    ['an unknown provider', ['shopify', '--framework', 'node', '--out', 'app'], /no provider "shopify"; it has acme/],
    ['an unknown framework', ['acme', '--framework', 'koa', '--out', 'app'], /node\|express\|fastify\|hono\|next\|lambda\|worker/],
    ['no framework', ['acme', '--out', 'app'], /--framework node\|express/],
    ['no folder', ['acme', '--framework', 'node'], /name a folder for the app: --out DIR/],
    ['no provider', ['--framework', 'node', '--out', 'app'], /missing required argument 'provider'/],
    [
      'a folder without generated code',
      ['acme', '--framework', 'node', '--out', 'app', '--generated', './none'],
      /has no receivers\/acme\.js/,
    ],
    [
      'a specifier that is no package',
      ['acme', '--framework', 'node', '--out', 'app', '--generated', "a'b"],
      /neither a folder nor a package/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const folder = await newProject();
    const before = readdirSync(folder);
    const { code, stderr } = await scaffold(folder, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('says so where events cannot be told apart', async () => {
    const folder = emptyFolder();
    const message = '{ payload: { type: object, properties: { id: { type: string } } } }';
    const text = `asyncapi: 3.1.0\ninfo: { title: Twins, version: 1.0.0 }\nchannels:\n  a:\n    address: /a\n    messages:\n      one: ${message}\n      two: ${message}\n`;
    writeFileSync(join(folder, 'asyncapi.yaml'), text);
    const { code, stderr } = await scaffold(folder, 'twins', '--framework', 'node', '--out', 'app');
    expect(code).toBe(1);
    expect(stderr).toMatch(/nothing was written: twins has no receiver: nothing distinguishes its events/);
    expect(existsSync(join(folder, 'app'))).toBe(false);
  });
});
