import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, must } from './run.mjs';

const wanted = ['index.html', 'reference/index.html', 'reference/acme/index.html', 'reference/acme/order.created/index.html'];

/**
 * A project of a publisher who has the packed toolkit and nothing of this repository: `hookbook init`, `hookbook docs init`, and its
 * site built. Gives the paths of the pages; throws where one is missing, or the theme's own style sheet is.
 */
export function buildPublishersSite(box, packages) {
  const project = join(box, 'publisher');
  const tarballs = packages.map(({ tarball }) => tarball);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  install(project, ...tarballs);
  for (const name of ['package.json', 'package-lock.json']) rmSync(join(project, name));
  const hookbook = (...args) => must(project, 'npx', '--no-install', 'hookbook', ...args);
  hookbook('init', '--yes');
  hookbook('docs', 'init');
  install(project, '--save-dev', ...tarballs);
  must(project, 'npm', 'run', '--silent', 'docs:build');
  return checkSite(join(project, 'docs/.vitepress/dist'));
}

function checkSite(dist) {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const missing = wanted.find((page) => !files.includes(page));
  if (missing) throw new Error(`the publisher's site has no ${missing}`);
  const styles = files.filter((path) => path.endsWith('.css')).map((path) => readFileSync(join(dist, path), 'utf8'));
  if (!styles.some((text) => text.includes('--code-keyword'))) throw new Error("the publisher's site lacks the theme's style sheet");
  return files.filter((path) => path.endsWith('.html')).sort();
}
