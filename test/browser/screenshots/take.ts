import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { repository } from '../build-site.js';
import { openBrowser } from '../open-browser.js';
import { type Served, serveFolder } from '../serve-folder.js';
import { base, folder } from '../site.js';
import { openPage, visit } from '../watch-page.js';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly options?: BrowserContextOptions;
  readonly prepare?: (page: Page) => Promise<void>;
}

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };

const pictures: readonly Picture[] = [
  { name: 'overview', path: 'reference/ecwid/', options: desk },
  { name: 'event', path: 'reference/ecwid/order.created/', options: desk },
  { name: 'event-dark', path: 'reference/ecwid/order.created/', options: { ...desk, colorScheme: 'dark' } },
  { name: 'event-phone', path: 'reference/ecwid/order.created/', options: phone },
  { name: 'french', path: 'reference/creads/project.created/', options: { ...desk, locale: 'fr-FR' } },
  { name: 'payload-tool', path: 'check.html', options: { viewport: { width: 1280, height: 1400 } }, prepare: tryExample },
];

/** A signed example, and what is said of it. */
async function tryExample(page: Page): Promise<void> {
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: 'Gately' });
  await page.getByRole('button', { name: 'Try an example' }).click();
  await page.getByText('A receiver accepts and handles this request.').waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
}

const out = join(repository, 'docs/screenshots');

let browser: Browser;
let served: Served;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  served = await serveFolder(folder, base);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

it.each(pictures)('$name', async ({ name, path, options, prepare }) => {
  const { page } = await openPage(browser, served.origin, options);
  await visit({ page }, `${served.url}${path}`);
  await prepare?.(page);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  writeFileSync(join(out, `${name}.png`), png);
  console.log(`docs/screenshots/${name}.png: ${(png.length / 1000).toFixed(0)} KB`);
  await page.context().close();
});
