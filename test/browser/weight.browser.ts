import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openSite } from './open-site.js';
import { findFile } from './serve-folder.js';
import { base, eventPages, folder } from './site.js';
import { openPage, visit } from './watch-page.js';

const site = openSite();

/** All that a first visit loads, as files of the site. */
async function loadedFiles(path: string): Promise<string[]> {
  const watched = await openPage(site.browser(), site.served().origin);
  const loaded = new Set<string>();
  watched.page.on('response', (response) => loaded.add(new URL(response.url()).pathname));
  await visit(watched, `${site.served().url}${path}`);
  await watched.page.waitForLoadState('networkidle');
  await watched.page.context().close();
  return [...loaded].map((pathname) => findFile(folder, `/${decodeURIComponent(pathname.slice(base.length))}`) ?? pathname);
}

it('the largest page of an event is below 250 KB in all, as GitHub Pages sends it', async () => {
  const size = (path: string) => statSync(join(folder, path, 'index.html')).size;
  const largest = [...eventPages].sort((a, b) => size(b) - size(a))[0];
  if (largest === undefined) throw new Error('the site has no page of an event');
  const files = await loadedFiles(largest);
  const raw = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const sent = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  console.log(`${largest}: ${files.length} files, ${(sent / 1000).toFixed(1)} KB sent, ${(raw / 1000).toFixed(1)} KB unpacked`);
  expect(sent).toBeLessThan(250_000);
});
