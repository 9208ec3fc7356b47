import type { Browser } from 'playwright-core';
import { findHarm, guardCanary, readText } from '../look-for-harm.js';
import { makeSite } from '../make-site.js';
import { serveFolder } from '../serve-folder.js';
import { pagesIn } from '../site.js';
import { visitAll } from '../visit-all.js';
import { useSite } from './use-site.js';

export interface Opened {
  /** Whether a text of the document ran while the site was made. */
  readonly ranAtBuild: boolean;
  /** What ran, was loaded or broke out in the browser. */
  readonly harm: readonly string[];
  /** What each page says, by its path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the search shows, by what was searched for. */
  readonly found: ReadonlyMap<string, string>;
}

export interface Document {
  readonly text: string;
  readonly name?: string;
  /** What is searched for in its site. */
  readonly queries?: readonly string[];
}

/** Makes the site of a document, opens every page of it, searches in it and checks its examples. Null where the document is refused. */
export async function openSiteOf(browser: Browser, document: Document): Promise<Opened | null> {
  const { text, name, queries = [] } = document;
  const site = makeSite(text, name);
  if (site === null) return null;
  const served = await serveFolder(site.folder, '/');
  const texts = new Map<string, string>();
  try {
    const findings = await visitAll(browser, served, pagesIn(site.folder), {
      prepare: guardCanary,
      async look({ page, takeTroubles }, path) {
        texts.set(path, await readText(page));
        return { harm: [...(await findHarm(page)), ...takeTroubles()] };
      },
    });
    const used = await useSite(browser, served, queries);
    return { ranAtBuild: site.ran, harm: [...(findings.get('harm') ?? []), ...used.harm], texts, found: used.found };
  } finally {
    await served.close();
    site.remove();
  }
}
