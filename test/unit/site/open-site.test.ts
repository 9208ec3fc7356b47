import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderCatalogue } from '../../../generators/contracts/snapshot.js';
import { openSite } from '../../../generators/site/open-site.js';
import { sampleCatalogue } from '../sample-catalogue.js';

describe('a site of what was generated', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookbook-site-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a path', () => folder],
    ['a URL', () => pathToFileURL(`${folder}/`)],
  ])('%s names the folder', (_, generated) => {
    writeFileSync(join(folder, 'catalogue.json'), renderCatalogue(sampleCatalogue()));
    const site = openSite({ generated: generated() });
    expect(site.providerPages.paths().map(({ params }) => params)).toEqual([{ provider: 'acme' }]);
    expect(site.eventPages.paths().map(({ params }) => params)).toEqual([{ provider: 'acme', event: 'order.created' }]);
  });

  it('says what to do where nothing was generated', () => {
    expect(() => openSite({ generated: folder })).toThrow(
      `no ${folder}/catalogue.json: run hookbook generate, or name the folder that it writes`,
    );
  });

  it('refuses what another version wrote', () => {
    writeFileSync(join(folder, 'catalogue.json'), '{"format":99,"catalogue":{}}');
    expect(() => openSite({ generated: folder })).toThrow('has format 99, this version of hookbook reads 1: run hookbook generate');
  });

  it('refuses what is no JSON, with its name', () => {
    writeFileSync(join(folder, 'catalogue.json'), '<<<<<<< HEAD');
    expect(() => openSite({ generated: folder })).toThrow(/catalogue\.json is not JSON: run hookbook generate/);
  });
});
