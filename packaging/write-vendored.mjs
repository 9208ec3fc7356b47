import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a file of dist/vendor lies. */
export const vendored = (name) => fileURLToPath(new URL(`../dist/vendor/${name}`, import.meta.url));

/** Writes a file of dist/vendor, only if it has changed, and in one move: tests that run meanwhile load it. */
export function writeVendored(name, text) {
  const path = vendored(name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}
