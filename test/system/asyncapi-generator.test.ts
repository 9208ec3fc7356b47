import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTree, temporaryFolder } from '../unit/output/temporary-folder.js';
import { emptyFolder, hookbook, repository } from './hookbook.js';

const readme = readFileSync(join(repository, 'README.md'), 'utf8');
const ag = join(repository, 'node_modules/@asyncapi/generator/cli.js');

interface Where {
  readonly cwd: string;
  readonly template: string;
}
const clone: Where = { cwd: repository, template: './templates/asyncapi' };

/** Runs the AsyncAPI Generator on our template. A proxy that does not exist keeps it off the network. */
function generateAt({ cwd, template }: Where, document: string, out: string, ...args: readonly string[]) {
  const proxy = 'http://127.0.0.1:9';
  return spawnSync(process.execPath, [ag, document, template, '--output', out, '--force-write', '--disable-warning', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true', HTTPS_PROXY: proxy, HTTP_PROXY: proxy },
  });
}

const generateFromTemplate = (document: string, out: string, ...args: readonly string[]) => generateAt(clone, document, out, ...args);

/** A project with the toolkit and its dependencies in node_modules, and nothing else: the generator is installed elsewhere. */
function projectWithToolkit(): string {
  const project = emptyFolder();
  const installed = join(project, 'node_modules/hookbook');
  const manifest = readFileSync(join(repository, 'package.json'), 'utf8');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), manifest);
  for (const folder of ['dist', 'templates', 'catalogue/build/x-webhook.schema.json'])
    cpSync(join(repository, folder), join(installed, folder), { recursive: true, filter: (path) => !path.endsWith('__transpiled') });
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}

// Its parser alone takes several seconds for our own document.
describe('under the AsyncAPI Generator', () => {
  describe('called as in the README', () => {
    const out = mkdtempSync(join(tmpdir(), 'hookbook-system-'));
    let ran: ReturnType<typeof generateAt>;
    beforeAll(() => {
      const [, document = '', template = ''] = /^npx asyncapi-generator (\S+) (\S+) --output out --force-write$/m.exec(readme) ?? [];
      ran = generateAt({ cwd: repository, template }, document, out);
    });
    afterAll(() => rmSync(out, { recursive: true, force: true }));

    it('writes the files of generated/', () => {
      expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
      // In generated/, package.json is also written by hand; a new folder gets a generated one.
      const byHand = ['LICENSE', 'README.md'];
      expect(readdirSync(out).sort()).toEqual(
        readdirSync(join(repository, 'generated'))
          .filter((name) => !byHand.includes(name))
          .sort(),
      );
    });

    it('the template gives byte for byte what hookbook generate gives', async () => {
      const ours = emptyFolder();
      expect((await hookbook(['generate', '--out', ours], { cwd: repository })).code).toBe(0);
      const tree = readTree(ours);
      expect(Object.keys(tree).length).toBeGreaterThan(20);
      expect(readTree(out)).toEqual(tree);
    });
  });

  it('the template runs from an installed package, and leaves the package as it was', async () => {
    const project = projectWithToolkit();
    const installed = join(project, 'node_modules/hookbook/templates');
    const before = readTree(installed);
    expect((await hookbook(['init', '--yes'], { cwd: project })).code).toBe(0);
    const where = { cwd: project, template: 'hookbook/templates/asyncapi' };
    const { status, stderr } = generateAt(where, 'asyncapi.yaml', join(project, 'theirs'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((await hookbook(['generate'], { cwd: project })).code).toBe(0);
    expect(readTree(join(project, 'theirs'))).toEqual(readTree(join(project, 'generated')));
    expect(readTree(installed)).toEqual(before);
  });

  describe('references to files', () => {
    const ping = 'type: object\nrequired: [a]\nproperties: { a: { type: string } }\n';
    const line = (ref: string) => {
      const message = `{ name: ping, description: Sent to try the line., payload: { $ref: '${ref}' }, examples: [{ payload: { a: x } }] }`;
      return `asyncapi: 3.1.0\ninfo: { title: Line, version: 1.0.0 }\nchannels:\n  line: { address: /line, messages: { ping: ${message} } }\n`;
    };
    const cases = [
      { name: 'resolve against the document', document: 'docs/line.yaml', ref: './ping.yaml', file: 'docs/ping.yaml', root: null },
      { name: 'reach up to the parameter root', document: 'docs/line.yaml', ref: '../ping.yaml', file: 'ping.yaml', root: '.' },
      { name: 'may stay below the parameter root', document: 'docs/line.yaml', ref: './ping.yaml', file: 'docs/ping.yaml', root: 'docs' },
    ];
    it.each(cases)('$name', async ({ document, ref, file, root }) => {
      const folder = temporaryFolder({ [document]: line(ref), [file]: ping });
      const [out, template] = [join(folder, 'theirs'), join(repository, 'templates/asyncapi')];
      const { status, stderr } = generateAt(
        { cwd: folder, template },
        document,
        out,
        ...(root === null ? [] : ['--param', `root=${root}`]),
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      await hookbook(['generate', '--document', document, ...(root === null ? [] : ['--root', root])], { cwd: folder });
      expect(readTree(out)).toEqual(readTree(join(folder, 'generated')));
    });

    it('that leave the folder are refused, with the name of the document', () => {
      const folder = temporaryFolder({ 'docs/line.yaml': line('../ping.yaml'), 'ping.yaml': ping });
      const out = join(folder, 'theirs');
      const { status, stderr } = generateAt({ cwd: folder, template: join(repository, 'templates/asyncapi') }, 'docs/line.yaml', out);
      expect(status).toBe(1);
      expect(stderr).toMatch(/docs\/line\.yaml:4:\d+ {2}error {2}ref-outside-root/);
      expect(stderr).toContain('--param root=<folder>');
      expect(readTree(out)).toEqual({});
    });
  });

  it('a document at fault fails the run, and says where', () => {
    const folder = emptyFolder();
    const document = join(folder, 'asyncapi.yaml');
    const schema = '{ type: string, pattern: "(a+)+$" }';
    writeFileSync(
      document,
      `asyncapi: 3.1.0\ninfo: { title: Line, version: 1.0.0 }\nchannels:\n  line: { address: /line, messages: { ping: { payload: ${schema} } } }\n`,
    );
    const { status, stderr } = generateFromTemplate(document, join(folder, 'out'), '--param', `root=${folder}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/asyncapi\.yaml:4:\d+ {2}error {2}unsafe-pattern/);
    expect(readTree(join(folder, 'out'))).toEqual({});
  });
});
