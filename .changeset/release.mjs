// Publishes what is not published yet: each package is packed, without its fields for development, and the tarball is published. Then
// `changeset tag` tags the workspaces. Runs only in CI: provenance names the build that made a package.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Each after those that it depends on; the toolkit is the root.
const folders = ['runtime', 'testkit', 'generated', '.'];
const read = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const run = (command, args, stdio = 'inherit') =>
  spawnSync(command, args, { encoding: 'utf8', stdio, shell: process.platform === 'win32' });

function must(command, ...args) {
  const { status } = run(command, args);
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}`);
}

function isPublished({ name, version }) {
  const { status, stdout, stderr } = run('npm', ['view', `${name}@${version}`, 'version'], 'pipe');
  if (status === 0) return stdout.trim() === version;
  if (/\bE404\b/.test(stderr)) return false;
  throw new Error(`can't tell whether ${name}@${version} is published: ${stderr.trim()}`);
}

function publish(folder) {
  const box = mkdtempSync(join(tmpdir(), 'hookbook-release-'));
  try {
    must('npm', 'pack', folder === '.' ? '.' : `./${folder}`, '--pack-destination', box);
    const [tarball] = readdirSync(box);
    must('npm', 'publish', join(box, tarball), '--provenance', '--access', 'public');
  } finally {
    rmSync(box, { recursive: true, force: true });
  }
}

function release() {
  for (const folder of folders.toReversed()) {
    if (read(folder).repository === undefined)
      throw new Error(`${folder}/package.json has no "repository": npm refuses provenance without it; see CONTRIBUTING.md, Release`);
  }
  for (const folder of folders) {
    const { name, version } = read(folder);
    if (isPublished({ name, version })) console.log(`${name}@${version} is published already`);
    else publish(folder);
  }
  must('npx', '--no-install', 'changeset', 'tag');
}

try {
  release();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
