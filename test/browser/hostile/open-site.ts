import type { Browser } from 'playwright-core';
import { findHarm, guardCanary, readText } from '../look-for-harm.js';
import { makeSite } from '../make-site.js';
import { serveFolder } from '../serve-folder.js';
import { pagesIn } from '../site.js';
import { visitAll } from '../visit-all.js';

export interface Opened {
  /** Whether a text of the document ran while the site was made. */
  readonly ranAtBuild: boolean;
  /** What ran, was loaded or broke out in the browser. */
  readonly harm: readonly string[];
  /** What each page says, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Makes the site of a document and opens every page of it. Null where the document is refused. */
export async function openSiteOf(browser: Browser, document: string, name?: string): Promise<Opened | null> {
  const site = makeSite(document, name);
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
    return { ranAtBuild: site.ran, harm: findings.get('harm') ?? [], texts };
  } finally {
    await served.close();
    site.remove();
  }
}
