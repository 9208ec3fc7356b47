import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderSiteFiles, type SitePlan } from '../../../../cli/docs/site-files.js';
import { sampleCatalogue } from '../../sample-catalogue.js';

const plan: SitePlan = { catalogue: sampleCatalogue(), folder: 'docs', out: 'generated', package: null, repository: null, workflow: true };
const render = (change: Partial<SitePlan> = {}) =>
  new Map(renderSiteFiles({ ...plan, ...change }).map(({ path, contents }) => [path, contents]));

describe('the files of a new site', () => {
  it('name the generated folder, from where they stand', () => {
    const at = (change: Partial<SitePlan>) => render(change).get(`${change.folder ?? 'docs'}/.vitepress/hookbook.mjs`);
    expect(at({})).toContain("new URL('../../generated/', import.meta.url)");
    expect(at({ folder: 'sites/events', out: '../made #1' })).toContain("new URL('../../../../made%20%231/', import.meta.url)");
  });

  it('import the generated code as apps do: by the name of its package, or by its path', () => {
    expect(render({ package: '@acme/webhooks' }).get('docs/.vitepress/hookbook.mjs')).toContain("package: '@acme/webhooks',");
    expect(render().get('docs/.vitepress/hookbook.mjs')).toContain("package: './generated',");
  });

  it('show a title as it is, and let it mean nothing', () => {
    const title = `A'B\`"</title><script>alert(1)</script>{{ 7 * 7 }} \${x} __VP_STATIC_END__'\n---\n`;
    const files = render({ catalogue: { ...sampleCatalogue(), title, description: title } });
    const config = files.get('docs/.vitepress/config.mjs') ?? '';
    expect(config).toContain(`  title: 'A\\'Bʻ”‹/title›‹script›alert(1)‹/script›{{ 7 * 7 }} \${x} _＿VP_STATIC_END__\\' ---',`);
    const [, front = ''] = (files.get('docs/index.md') ?? '').split('---\n');
    const { name } = parse(front).hero;
    expect(name).not.toMatch(/[<>{}]/);
    expect(name).toContain('alert(1)');
  });

  it('leave out the workflow where none is wanted', () => {
    expect([...render({ workflow: false }).keys()].filter((path) => path.startsWith('.github'))).toEqual([]);
  });

  it('have a workflow that may do what it has to and no more, and builds what the site is', () => {
    const { permissions, jobs } = parse(render({ folder: 'sites/events' }).get('.github/workflows/docs.yml') ?? '');
    expect(permissions).toEqual({});
    expect(jobs.build.permissions).toEqual({ contents: 'read', pages: 'read' });
    expect(jobs.deploy.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
    const steps = jobs.build.steps as { run?: string; with?: Record<string, unknown>; env?: Record<string, unknown> }[];
    expect(steps.find(({ run }) => run === 'npm run docs:build')?.env).toEqual({
      DOCS_BASE: expect.stringContaining('{{ steps.pages.outputs.base_path }}/'),
    });
    expect(steps.at(-1)?.with).toEqual({ path: 'sites/events/.vitepress/dist' });
  });

  it("are laid out as this repository's own", () => {
    const own = (path: string) => readFileSync(join(import.meta.dirname, '../../../../docs', path), 'utf8');
    const plain = (text = '') => text.replaceAll('.mjs', '.js').trim();
    const files = render();
    for (const path of ['reference/index.md', 'reference/[provider]/index.md', 'reference/[provider]/[event]/index.md'])
      expect({ path, text: plain(files.get(`docs/${path}`)) }).toEqual({ path, text: plain(own(path)) });
    for (const path of ['reference/[provider]/index.paths', 'reference/[provider]/check.paths', 'reference/[provider]/[event]/index.paths'])
      expect({ path, text: plain(files.get(`docs/${path}.mjs`)) }).toEqual({ path, text: plain(own(`${path}.ts`)) });
  });
});
