// What a downstream repository goes through: it installs the packages as they would be published, and runs its contract tests. They have to
// pass, and against a contract in which one field is renamed they have to fail, with a message that names field and event. And what a
// publisher goes through: how much the packed toolkit installs, its template under AsyncAPI's commands, a site of a document.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTemplate } from './asyncapi-template.mjs';
import { installToolkit } from './installed-toolkit.mjs';
import { buildPublishersSite } from './publishers-site.mjs';
import { renameField } from './rename-field.mjs';
import { install, must, pack, repository, run } from './run.mjs';

const renamed = { provider: 'gately', event: 'payment.succeeded', from: 'amount', to: 'total', pointer: '/data/amount' };
const runs = [
  { name: 'vitest', command: ['npm', 'run', '--silent', 'test:vitest'] },
  { name: 'jest', command: ['npm', 'run', '--silent', 'test:jest'] },
  { name: 'tsc', command: ['npm', 'run', '--silent', 'typecheck'] },
];

const step = (text) => console.log(`smoke: ${text}`);

/** An app in an empty folder: the example, with packed packages for those of its package.json that are on no registry yet. */
function createApp(box, tarballs) {
  const app = join(box, 'app');
  cpSync(join(repository, 'examples/downstream'), app, { recursive: true, filter: (path) => !path.includes('node_modules') });
  checkRanges(app, tarballs);
  install(app, '--save-dev', ...tarballs.map(({ tarball }) => tarball));
  return app;
}

/** The example's own ranges are replaced by tarballs, so they are checked here. The runtime comes with the testkit. */
function checkRanges(app, packages) {
  const { devDependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  for (const { name, version } of packages) {
    if (name === '@hookbook/runtime') continue;
    const [major, minor] = version.split('.');
    const want = major === '0' ? `^0.${minor}.` : `^${major}.`;
    if (!devDependencies[name]?.startsWith(want))
      throw new Error(`examples/downstream/package.json asks for ${name} ${devDependencies[name]}, and this is ${version}`);
  }
}

/** The events package as it would be if the provider had renamed the field. */
function packRenamed(box) {
  const folder = join(box, 'renamed');
  const events = join(folder, 'generated');
  mkdirSync(folder);
  cpSync(join(repository, 'generated'), events, { recursive: true });
  const document = readFileSync(join(repository, 'asyncapi.yaml'), 'utf8');
  const { provider, event, from, to } = renamed;
  writeFileSync(join(folder, 'asyncapi.yaml'), renameField(document, `${provider}.${event}`, from, to));
  must(folder, process.execPath, join(repository, 'dist/cli/main.js'), 'generate');
  return pack(events, folder);
}

function expectToPass(app) {
  for (const { name, command } of runs) {
    const { code, output } = run(app, ...command);
    if (code !== 0) throw new Error(`the contract tests fail under ${name}, and should pass:\n${output}`);
    step(`${name} passes`);
  }
}

function expectToFail(app) {
  const { provider, event, from, to, pointer } = renamed;
  for (const { name, command } of runs) {
    const { code, output } = run(app, ...command);
    if (code === 0) throw new Error(`${provider} ${event} has ${to} in place of ${from}, and ${name} passes`);
    const wanted = name === 'tsc' ? [`'${from}'`] : [pointer, `${provider} ${event}`, ...promised];
    const missing = wanted.find((text) => !output.includes(text));
    if (missing) throw new Error(`${name} fails, and doesn't say ${missing}:\n${output}`);
    const line = output.split('\n').find((text) => text.includes(wanted[0]));
    step(`${name} fails, as it should: ${line.trim()}`);
  }
}

/** What the example's README says that one then reads, line by line. */
const promised = readFileSync(join(repository, 'examples/downstream/README.md'), 'utf8')
  .match(/^expected .*(?:\n {2}.*)+/m)[0]
  .split('\n')
  .map((line) => line.trim());

const box = mkdtempSync(join(tmpdir(), 'hookbook-smoke-'));
try {
  const packages = ['runtime', 'testkit', 'generated'].map((folder) => pack(join(repository, folder), box));
  step(`packed ${packages.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
  const app = createApp(box, packages);
  step('installed them into an empty folder, with a copy of examples/downstream');
  expectToPass(app);
  const broken = packRenamed(box);
  install(app, '--save-dev', broken.tarball);
  step(`renamed ${renamed.pointer} of ${renamed.provider} ${renamed.event} to ${renamed.to}, generated, packed and installed`);
  expectToFail(app);
  const toolkit = [pack(repository, box), ...packages.filter(({ name }) => name !== '@hookbook/events')];
  const { project, ...installed } = installToolkit(box, toolkit);
  step(`the toolkit installs ${installed.megabytes} MB in ${installed.packages} packages`);
  for (const command of runTemplate(box, project)) step(`the template gives what hookbook generate gives: ${command}`);
  const pages = buildPublishersSite(box, toolkit);
  step(`a publisher's site builds: ${pages.join(', ')}`);
  step('ok');
} catch (error) {
  console.error(`smoke: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  rmSync(box, { recursive: true, force: true });
}
