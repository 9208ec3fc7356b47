// Copies the only file of recheck that lint needs into dist. As a dependency, recheck would bring its Java archive and
// a native program along: 52 MB that are never loaded, and that a package can't keep its users' npm from installing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeVendored } from './write-vendored.mjs';

const recheck = dirname(createRequire(import.meta.url).resolve('recheck/package.json'));
const { version } = JSON.parse(readFileSync(join(recheck, 'package.json'), 'utf8'));

/** From recheck's build.sbt: what is compiled into the file, and on which terms. */
const parts = `recheck.cjs is lib/browser.js of recheck ${version}, unchanged. It contains compiled code of
the Scala library, Scala.js and circe (Apache License 2.0), cats and fastparse (MIT License).
recheck itself: https://github.com/makenowjust-labs/recheck

`;

writeVendored('recheck.cjs', readFileSync(join(recheck, 'lib/browser.js'), 'utf8'));
writeVendored('recheck.LICENSE', parts + readFileSync(join(recheck, 'LICENSE'), 'utf8'));
