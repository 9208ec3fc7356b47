import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanTarball } from '../../packaging/clean-tarball.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const environment = { ...process.env, SCARF_ANALYTICS: 'false', NO_COLOR: '1' };
const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];

let box: string;
const run = (folder: string, command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: folder, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const packed = new Map<string, string>();

/** Packs a package once, as it would be published, and gives the tarball's path. Of generated code it is what was generated, and all of it. */
function pack(folder: string): string {
  const before = packed.get(folder);
  if (before !== undefined) return before;
  const [report] = JSON.parse(run(folder, 'npm', 'pack', '--json', '--pack-destination', box, '--ignore-scripts')) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (!report) throw new Error(`npm packed nothing in ${folder}`);
  const tarball = join(box, report.filename);
  packed.set(folder, tarball);
  cleanTarball(tarball);
  const paths = report.files.map(({ path }) => path).sort();
  expect(paths.filter((path) => /tsbuildinfo|\.test\.|(?<!\.d)\.ts$|node_modules/.test(path))).toEqual([]);
  if (!existsSync(join(folder, 'manifest.json'))) return tarball;
  const { files: generated } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { files: string[] };
  const byHand = ['LICENSE', 'README.md', 'package.json'];
  expect(paths).toEqual([...generated, ...byHand].sort());
  return tarball;
}

/** An empty folder with these packages installed. */
function install(name: string, ...packages: string[]): string {
  const folder = mkdtempSync(join(box, `${name}-`));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  run(folder, 'npm', 'install', ...quiet, ...packages);
  return folder;
}

/** The checker of patterns is part of the package. */
function expectToFindBadPattern(project: string) {
  const document = join(root, 'test/problems/unsafe-pattern.yaml');
  const { status, stderr, stdout } = spawnSync('npx', ['--no-install', 'hookbook', 'lint', '--document', document], {
    cwd: project,
    env: environment,
    encoding: 'utf8',
  });
  expect({ status, output: stdout + stderr }).toEqual({ status: 1, output: expect.stringContaining('unsafe-pattern') });
}

beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'hookbook-packages-'));
});
afterAll(() => rmSync(box, { recursive: true, force: true }));

describe('packages, installed into an empty folder', () => {
  it('@hookbook/runtime and @hookbook/events are all that a receiver installs', () => {
    const app = install('app', pack(join(root, 'runtime')), pack(join(root, 'generated')));
    expect(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@hookbook']);
    writeFileSync(
      join(app, 'app.mjs'),
      `import { createGatelyReceiver } from '@hookbook/events/gately/receiver';
import { isMemberCreated, validate } from '@hookbook/events/gately';
import { validate as validateStrictly } from '@hookbook/events/gately/strict';
import { toNodeListener } from '@hookbook/runtime/node';
import { createHmac } from 'node:crypto';
const receiver = createGatelyReceiver({ secrets: ['s3cret'], on: { 'member.login': (event) => console.log('handled', event.data.email) } });
const body = JSON.stringify({ id: 'evt_1', event: 'member.login', created_at: '2024-01-15T13:00:00Z', project_id: 'p', data: { id: 'm', email: 'user@example.com', ip_address: '192.0.2.1', user_agent: 'x', login_method: 'password' } });
const signature = 'sha256=' + createHmac('sha256', 's3cret').update(body).digest('hex');
const answer = await receiver.fetch(new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-gately-signature': signature } }));
await receiver.drain();
console.log(answer.status, validate(JSON.parse(body)).valid, validateStrictly({}).valid, isMemberCreated({}), typeof toNodeListener(receiver));
await receiver.close();
`,
    );
    expect(run(app, 'node', '--disallow-code-generation-from-strings', 'app.mjs')).toBe(
      'handled user@example.com\n200 true false false function\n',
    );
  });

  it('hookbook starts a project, generates and checks it', () => {
    const project = install('project', pack(root), pack(join(root, 'runtime')), pack(join(root, 'testkit')));
    const hookbook = (...args: string[]) => run(project, 'node_modules/.bin/hookbook', ...args);
    expect(hookbook('--version').trim()).toMatch(/^\d+\.\d+\.\d+/);
    rmSync(join(project, 'package.json'));
    hookbook('init', '--yes');
    hookbook('generate', '--strict');
    expect(readdirSync(join(project, 'generated')).sort()).toEqual(
      expect.arrayContaining(['manifest.json', 'receivers', 'reference', 'types', 'validators']),
    );
    hookbook('check', '--strict');
    const frameworks = ['node', 'express', 'fastify', 'hono', 'next', 'lambda', 'worker'];
    writeFileSync(
      join(project, 'scaffold.mjs'),
      `import { runCommandLine } from './node_modules/hookbook/dist/cli/program.js';
for (const framework of process.argv.slice(2))
  process.exitCode ||= await runCommandLine(['scaffold', 'acme', '--framework', framework, '--out', \`app-\${framework}\`], process);
`,
    );
    run(project, 'node', 'scaffold.mjs', ...frameworks);
    expect(readdirSync(project)).toEqual(expect.arrayContaining(frameworks.map((framework) => `app-${framework}`)));
    expectToFindBadPattern(project);
    expect(readdirSync(join(project, 'node_modules')).filter((name) => name.startsWith('recheck'))).toEqual([]);
  });
});
