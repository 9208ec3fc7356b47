import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findChromium } from './open-browser.js';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Where the site stands in these tests: no link, script or download may forget it. */
const base = '/hookbook/';

declare module 'vitest' {
  interface ProvidedContext {
    readonly site: { readonly folder: string; readonly base: string };
  }
}

/** Builds the site once for all files. HOOKBOOK_BUILT_SITE names one that has been built with `DOCS_BASE=/hookbook/`, to save the time. */
export default function setup(project: TestProject): (() => void) | undefined {
  findChromium();
  const built = process.env['HOOKBOOK_BUILT_SITE'];
  if (built !== undefined) {
    project.provide('site', { folder: built, base });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-site-'));
  const started = performance.now();
  buildSite(join(repository, 'docs'), folder, { DOCS_BASE: base });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const files = filesIn(folder);
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  const pages = files.filter((file) => file.endsWith('.html')).length;
  console.log(`site: built in ${seconds} s, ${pages} pages, ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  project.provide('site', { folder, base });
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Runs VitePress over a folder of Markdown. Throws with what it said where it fails. */
export function buildSite(docs: string, out: string, env: Readonly<Record<string, string>> = {}): string {
  const vitepress = join(repository, 'node_modules/vitepress/bin/vitepress.js');
  const { NODE_ENV: _test, VITEST: _vitest, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitepress, 'build', docs, '--outDir', out], {
    cwd: repository,
    env: { ...inherited, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the site of ${docs} was not built\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

/** Paths of the files below a folder, with `/`, sorted. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
