import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../generators/render/visible-text.js';
import { hostileDocument } from './hostile/document.js';
import { type Opened, openSiteOf } from './hostile/open-site.js';
import { hostileTexts } from './hostile/texts.js';
import { openBrowser } from './open-browser.js';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

/** As a reader sees it. */
const seen = (text: string) => visibleText(text).replace(/\s+/g, ' ');

// What a bundler takes for its own breaks a build, and would hide how the others fare: it has a site to itself.
const { markers = '', ...others } = hostileTexts;

describe.each([
  ['texts that would run', others],
  ['texts that a bundler would replace', { markers }],
])('%s', (_, texts) => {
  let opened: Opened;

  beforeAll(async () => {
    const site = await openSiteOf(browser, {
      text: JSON.stringify(hostileDocument(texts)),
      queries: Object.values(texts).map((text) => `event ${text}`),
    });
    if (site === null) throw new Error('the document is valid, and was refused');
    opened = site;
  });

  it('run nothing while the site is built', () => {
    expect(opened.ranAtBuild).toBe(false);
  });

  it('run, load and break nothing in the browser', () => {
    expect(opened.harm).toEqual([]);
  });

  it.each(Object.values(texts))('are found: %s', (text) => {
    expect(opened.found.get(`event ${text}`)).toContain(seen(`event ${text}`));
  });

  it.each(Object.entries(texts))('are shown: %s', (key, text) => {
    const overview = opened.texts.get(`reference/${key}/`) ?? '';
    const event = [...opened.texts].find(([path]) => /^reference\/([^/]+)\/(?!plain\/)[^/]+\/$/.exec(path)?.[1] === key)?.[1] ?? '';
    // What is part of a path or a value may be written as JSON.
    const says = (page: string, words: string) => page.includes(seen(words)) || page.includes(seen(JSON.stringify(words).slice(1, -1)));
    expect(['title', 'heading'].filter((slot) => !says(overview, `${slot} ${text}`))).toEqual([]);
    expect(['event', 'group', 'rest', 'field', 'enum', 'kind'].filter((slot) => !says(event, `${slot} ${text}`))).toEqual([]);
  });
});

/** A folder of documents of others: each is refused, or its site does no harm. */
const folder = process.env['HOOKBOOK_HOSTILE'];

describe.runIf(folder !== undefined)('documents of HOOKBOOK_HOSTILE', () => {
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name));

  it.each(names)('%s', async (name) => {
    const site = await openSiteOf(browser, { text: readFileSync(join(folder ?? '', name), 'utf8'), name });
    if (site === null) return;
    expect(site.ranAtBuild).toBe(false);
    expect(site.harm).toEqual([]);
  });
});
