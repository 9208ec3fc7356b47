import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAccess } from './judge-access.js';
import { openBrowser } from './open-browser.js';
import { findCutOff, findTables } from './read-layout.js';
import { type Served, serveFolder } from './serve-folder.js';
import { base, folder, pages } from './site.js';
import { visitAll } from './visit-all.js';
import { openPage, visit, type WatchedPage } from './watch-page.js';

let served: Served;
let browser: Browser;
let findings: ReadonlyMap<string, string[]>;

const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

async function look({ page, takeTroubles }: WatchedPage) {
  const light = await judgeAccess(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await judgeAccess(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(phone);
  const phoneFindings = { cutOff: await findCutOff(page), tables: await findTables(page) };
  await page.setViewportSize(desk);
  return { ...phoneFindings, light, dark, troubles: takeTroubles() };
}

beforeAll(async () => {
  served = await serveFolder(folder, base);
  browser = await openBrowser();
  const started = performance.now();
  findings = await visitAll(browser, served, pages, { look });
  console.log(`${pages.length} pages looked at in ${((performance.now() - started) / 1000).toFixed(0)} s`);
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

describe(`each of ${pages.length} pages`, () => {
  it.each([
    ['loads without an error, a warning, a failed or foreign request, or anything that the security policy refuses', 'troubles'],
    ['has no serious accessibility problem in light', 'light'],
    ['has no serious accessibility problem in dark', 'dark'],
    ['shows all of its text at 390 px', 'cutOff'],
    ['has lists in place of tables at 390 px', 'tables'],
  ])('%s', (_, name) => {
    expect(findings.get(name)).toEqual([]);
  });
});

it('an address without a page says so, in the site', async () => {
  const watched = await openPage(browser, served.origin);
  await visit(watched, `${served.url}no/such/page`);
  expect(await watched.page.textContent('body')).toContain('No page has this address.');
  expect(watched.takeTroubles().filter((trouble) => !trouble.includes('404'))).toEqual([]);
});
