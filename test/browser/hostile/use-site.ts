import type { Browser, Page } from 'playwright-core';
import { findHarm, guardCanary } from '../look-for-harm.js';
import { openSearch } from '../open-search.js';
import { openPage, visit } from '../watch-page.js';

export interface Used {
  readonly harm: readonly string[];
  /** What the search shows, by what was searched for. */
  readonly found: ReadonlyMap<string, string>;
}

/** Searches in a site and checks an example of each of its providers: there too a document's text must stay text. */
export async function useSite(
  browser: Browser,
  { url, origin }: { readonly url: string; readonly origin: string },
  queries: readonly string[],
): Promise<Used> {
  const watched = await openPage(browser, origin);
  await guardCanary(watched.page);
  await visit(watched, url);
  const found = await search(watched.page, queries);
  const afterSearch = await findHarm(watched.page);
  await visit(watched, `${url}check.html`);
  const afterChecks = await checkExamples(watched.page);
  const harm = [...afterSearch, ...afterChecks, ...watched.takeTroubles()].map((each) => `search, payload tool: ${each}`);
  await watched.page.context().close();
  return { harm, found };
}

async function search(page: Page, queries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const field = await openSearch(page);
  for (const query of queries) {
    await field.fill(query);
    await page
      .locator('.search-status')
      .getByText(/result|Nothing found/)
      .waitFor();
    found.set(query, ((await page.locator('#search-hits').textContent()) ?? '').replace(/\s+/g, ' '));
  }
  return found;
}

async function checkExamples(page: Page): Promise<string[]> {
  const providers = page.locator('#check-provider');
  await providers.waitFor();
  const harm: string[] = [];
  const keys = await providers.locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const key of keys.filter((each) => each !== '')) {
    await providers.selectOption(key);
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.locator('#check-result ~ *').first().waitFor();
    await page.locator('section[aria-busy=false]').waitFor();
    harm.push(...(await findHarm(page)));
  }
  return harm;
}
