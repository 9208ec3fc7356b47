import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openBrowser } from './open-browser.js';
import { type Served, serveFolder } from './serve-folder.js';
import { base, folder } from './site.js';
import { openPage, visit, type WatchedPage } from './watch-page.js';

export interface OpenSite {
  browser(): Browser;
  served(): Served;
  /** A page of the site in a context of its own, which is gone when the test ends. */
  open(path: string, options?: BrowserContextOptions): Promise<WatchedPage>;
}

/** The built site, served to a browser for all tests of a file. */
export function openSite(): OpenSite {
  let browser: Browser;
  let served: Served;
  beforeAll(async () => {
    served = await serveFolder(folder, base);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  return {
    browser: () => browser,
    served: () => served,
    async open(path, options) {
      const watched = await openPage(browser, served.origin, options);
      onTestFinished(() => watched.page.context().close());
      // Without scripts nothing says when a page is ready but that it has loaded.
      if (options?.javaScriptEnabled === false) await watched.page.goto(`${served.url}${path}`);
      else await visit(watched, `${served.url}${path}`);
      return watched;
    },
  };
}
