import { relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generatedCatalogue } from '../unit/generated-catalogue.js';
import { openBrowser } from './open-browser.js';
import { type PageLinks, readLinks } from './read-links.js';
import { findFile } from './serve-folder.js';
import { base, eventPages, folder, pages } from './site.js';

const site = `https://site.invalid${base}`;

let browser: Browser;
/** By the file's path: `reference/ecwid/index.html`. */
const read = new Map<string, PageLinks>();

const fileOf = (path: string) => relative(folder, findFile(folder, `/${path}`) ?? '').replaceAll('\\', '/');

beforeAll(async () => {
  browser = await openBrowser();
  const page = await browser.newPage();
  for (const file of [...pages.map(fileOf), '404.html']) read.set(file, await readLinks(page, folder, file));
});

afterAll(() => browser?.close());

/** Where a link leads within the site; null where it leaves it. */
function resolve(file: string, address: string): { readonly target: string | null; readonly hash: string } | null {
  const url = new URL(address, `${site}${file}`);
  if (url.origin !== new URL(site).origin) return null;
  const inside = url.pathname.startsWith(base);
  const found = inside ? findFile(folder, `/${decodeURIComponent(url.pathname.slice(base.length))}`) : null;
  return { target: found === null ? null : relative(folder, found).replaceAll('\\', '/'), hash: decodeURIComponent(url.hash.slice(1)) };
}

it('every link, script, style and picture of every page is there, with its anchor', () => {
  const dead = [...read].flatMap(([file, { addresses }]) =>
    [...new Set(addresses)]
      .filter((address) => {
        const place = resolve(file, address);
        if (place === null) return false;
        if (place.target === null) return true;
        return place.hash !== '' && read.get(place.target)?.ids.has(place.hash) !== true;
      })
      .map((address) => `${file} → ${address}`),
  );
  expect(dead).toEqual([]);
});

it('links lead to web pages, never to this machine', () => {
  const odd = [...read].flatMap(([file, { addresses }]) =>
    addresses
      .map((address) => new URL(address, `${site}${file}`))
      .filter(({ protocol, hostname }) => !/^(?:https?|mailto):$/.test(protocol) || /^(?:localhost|127\.|\[|0\.0\.0\.0)/.test(hostname))
      .map(({ href }) => `${file} → ${href}`),
  );
  expect(odd).toEqual([]);
});

it('every event of the catalogue has a page, two clicks from the start page', () => {
  const events = generatedCatalogue.providers.flatMap((provider) => provider.events);
  expect(eventPages).toHaveLength(events.length);
  const next = (file: string) =>
    (read.get(file)?.links ?? []).flatMap((address) => {
      const target = resolve(file, address)?.target;
      return target !== undefined && target !== null && read.has(target) ? [target] : [];
    });
  const first = new Set(next('index.html'));
  const second = new Set([...first, ...[...first].flatMap(next)]);
  expect(eventPages.map(fileOf).filter((file) => !second.has(file))).toEqual([]);
});
