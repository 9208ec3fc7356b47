// Copies the only file of recheck that lint needs into dist. As a dependency, recheck would bring its Java archive and a native program
// along: 52 MB that are never loaded, and that a package can't keep its users' npm from installing.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vendor = fileURLToPath(new URL('../dist/vendor/', import.meta.url));
const recheck = dirname(createRequire(import.meta.url).resolve('recheck/package.json'));
const { version } = JSON.parse(readFileSync(join(recheck, 'package.json'), 'utf8'));

/** From recheck's build.sbt: what is compiled into the file, and on which terms. */
const parts = `recheck.cjs is lib/browser.js of recheck ${version}, unchanged. It contains compiled code of
the Scala library, Scala.js and circe (Apache License 2.0), cats and fastparse (MIT License).
recheck itself: https://github.com/makenowjust-labs/recheck

`;

mkdirSync(vendor, { recursive: true });
write('recheck.cjs', readFileSync(join(recheck, 'lib/browser.js'), 'utf8'));
write('recheck.LICENSE', parts + readFileSync(join(recheck, 'LICENSE'), 'utf8'));

/** Renamed into place, and only if it has changed: tests that run meanwhile load the file. */
function write(name, text) {
  const path = join(vendor, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}
