import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, repository, run } from './run.mjs';

const maxMegabytes = 100;
const maxPackages = 250; // of them, tar brings six

/**
 * A project that depends on the packed toolkit. Throws if the installation is too large, if it has packages or fields that users don't
 * need, or if lint doesn't find a bad pattern. Gives the project and what was measured.
 */
export function installToolkit(box, packages) {
  const project = join(box, 'toolkit');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  install(project, '--omit=dev', ...packages.map(({ tarball }) => tarball));
  const modules = join(project, 'node_modules');
  const installed = readInstalled(modules);
  const measured = { megabytes: sizeOf(modules), packages: installed.length };
  if (measured.megabytes > maxMegabytes) throw new Error(`the toolkit installs ${measured.megabytes} MB: ${maxMegabytes} at most`);
  if (measured.packages > maxPackages) throw new Error(`the toolkit installs ${measured.packages} packages: ${maxPackages} at most`);
  const stray = installed.find(({ path }) => path.includes('node_modules/recheck'));
  if (stray) throw new Error(`the toolkit installs ${stray.path}, which it doesn't load`);
  // package.json pins @stoplight/spectral-*, which the AsyncAPI parser needs: later versions report each installation to their makers.
  const scripted = installed.find(({ hasInstallScript }) => hasInstallScript);
  if (scripted) throw new Error(`the toolkit installs ${scripted.path}, whose install script npm runs or asks about`);
  for (const { name } of packages) checkManifest(JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')));
  checkLint(project);
  return { project, ...measured };
}

/** In megabytes of disk, rounded up, as `du -sm` counts. */
function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isSymbolicLink());
  const bytes = entries.map(({ parentPath, name }) => statSync(join(parentPath, name)).blocks * 512);
  return Math.ceil(bytes.reduce((sum, size) => sum + size, 0) / 1024 ** 2);
}

/** What npm installed, by its own record. */
function readInstalled(modules) {
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  return Object.entries(packages).map(([path, fields]) => ({ path, hasInstallScript: fields.hasInstallScript === true }));
}

function checkManifest({ name, ...fields }) {
  const stray = ['scripts', 'devDependencies', 'workspaces', 'overrides', 'allowScripts'].find((field) => field in fields);
  if (stray) throw new Error(`the packed ${name} has ${stray} in its package.json`);
}

function checkLint(project) {
  const document = join(repository, 'test/problems/unsafe-pattern.yaml');
  const { code, output } = run(project, 'npx', '--no-install', 'hookbook', 'lint', '--document', document);
  if (code !== 1 || !output.includes('unsafe-pattern')) throw new Error(`lint of a bad pattern ended with ${code}:\n${output}`);
}
