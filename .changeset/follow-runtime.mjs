// After `changeset version`, which sees workspaces and not the root: the testkit and the toolkit take the runtime's version, and what
// CHANGELOG.md has under "Unreleased" becomes the release's.
import { readFileSync, writeFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const { version: runtime } = read('runtime/package.json');
const { version: events } = read('generated/package.json');

for (const path of ['testkit/package.json', 'package.json']) {
  const manifest = read(path);
  manifest.version = runtime;
  for (const name of ['@hookbook/runtime', '@hookbook/testkit']) if (name in manifest.dependencies) manifest.dependencies[name] = runtime;
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

const release = `hookbook ${runtime}, @hookbook/events ${events}`;
const changelog = readFileSync('CHANGELOG.md', 'utf8');
const unreleased = /^## \[Unreleased\]\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog)?.[1]?.trim() ?? '';
if (changelog.includes(`## [${release}] `)) {
  console.log(`CHANGELOG.md has ${release} already`);
} else if (unreleased === '') {
  console.error('CHANGELOG.md has nothing under "## [Unreleased]": write there what readers of this release must know, and run this again');
  process.exitCode = 1;
} else {
  const heading = `## [${release}] - ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync('CHANGELOG.md', changelog.replace(/^## \[Unreleased\]$/m, `## [Unreleased]\n\n${heading}`));
  console.log(`CHANGELOG.md: ${heading}`);
}
