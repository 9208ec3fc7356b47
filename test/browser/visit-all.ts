import type { Browser, Page } from 'playwright-core';
import { openPage, visit, type WatchedPage } from './watch-page.js';

/** How many pages load side by side: more than two cores can use, less than they choke on. */
const side = 3;

export interface Visitor<Name extends string> {
  /** Before the first page of each of those that load side by side. */
  prepare?(page: Page): Promise<void>;
  /** What is found in a page that has loaded, by what was looked for. */
  look(watched: WatchedPage, path: string): Promise<Readonly<Record<Name, readonly string[]>>>;
}

/** Loads every page and looks at it. Gives, by what was looked for, the findings of all pages, each behind its page's address. */
export async function visitAll<Name extends string>(
  browser: Browser,
  { origin, url }: { readonly origin: string; readonly url: string },
  paths: readonly string[],
  { prepare, look }: Visitor<Name>,
): Promise<ReadonlyMap<Name, string[]>> {
  const findings = new Map<Name, string[]>();
  const waiting = [...paths];
  const work = async () => {
    const watched = await openPage(browser, origin);
    await prepare?.(watched.page);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      await visit(watched, `${url}${path}`);
      for (const [name, found] of Object.entries(await look(watched, path)) as [Name, readonly string[]][]) {
        findings.set(name, [...(findings.get(name) ?? []), ...found.map((each) => `/${path} ${each}`)]);
      }
    }
    await watched.page.context().close();
  };
  await Promise.all(Array.from({ length: side }, work));
  return findings;
}
