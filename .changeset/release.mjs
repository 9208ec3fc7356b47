// Publishes what is not published yet: the workspaces by `changeset publish`, then the toolkit, which is the root and which changesets
// don't see. Runs in CI alone: provenance names the build that made a package, and there is none elsewhere.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const run = (command, args, stdio = 'inherit') =>
  spawnSync(command, args, { encoding: 'utf8', stdio, shell: process.platform === 'win32' });

function fail(message) {
  console.error(message);
  process.exit(1);
}

for (const folder of ['.', 'runtime', 'generated']) {
  const { repository } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (repository === undefined)
    fail(`${folder}/package.json has no "repository": npm refuses provenance without it; see CONTRIBUTING.md, Release`);
}

const { status } = run('npx', ['--no-install', 'changeset', 'publish']);
if (status !== 0) process.exit(status ?? 1);

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const known = run('npm', ['view', `${name}@${version}`, 'version'], 'pipe');
if (known.status === 0 && known.stdout.trim() === version) {
  console.log(`${name}@${version} is published already`);
} else if (known.status === 0 || /\bE404\b/.test(known.stderr)) {
  process.exitCode = run('npm', ['publish', '--provenance', '--access', 'public']).status ?? 1;
} else {
  fail(`can't tell whether ${name}@${version} is published: ${known.stderr.trim()}`);
}
