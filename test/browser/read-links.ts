import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface PageLinks {
  /** Of links, scripts, styles and pictures, as they are written. */
  readonly addresses: readonly string[];
  /** Where its links alone lead. */
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/** What an HTML file leads to and can be led to, read by the browser's own parser; nothing of it is loaded or run. */
export async function readLinks(page: Page, folder: string, file: string): Promise<PageLinks> {
  const found = await page.evaluate(
    (html) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      const all = (attribute: string, selector = '*') =>
        [...parsed.querySelectorAll(`${selector}[${attribute}]`)].map((element) => element.getAttribute(attribute) ?? '');
      return { addresses: [...all('href'), ...all('src')], links: all('href', 'a'), ids: [...all('id'), ...all('name', 'a')] };
    },
    readFileSync(join(folder, file), 'utf8'),
  );
  return { ...found, ids: new Set(found.ids) };
}
