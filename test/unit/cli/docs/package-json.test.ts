import { describe, expect, it } from 'vitest';
import { editPackageJson } from '../../../../cli/docs/package-json.js';

const edit = (manifest: unknown, indent: string | number = 2) => {
  const { text, ...rest } = editPackageJson(`${JSON.stringify(manifest, null, indent)}\n`, 'docs', 'hookbook generate');
  return { manifest: JSON.parse(text), text, ...rest };
};

describe('the scripts and packages of a site', () => {
  it('are added, VitePress in exactly the version that the site rests on', () => {
    const { manifest, skipped } = edit({ name: 'acme' });
    expect(manifest.scripts).toEqual({
      docs: 'hookbook generate && vitepress dev docs',
      'docs:build': 'hookbook generate && vitepress build docs',
      'docs:preview': 'vitepress preview docs',
    });
    expect(manifest.devDependencies).toEqual({
      hookbook: expect.stringMatching(/^\^\d/),
      minisearch: expect.stringMatching(/^\^7\./),
      vitepress: '1.6.4',
      vue: expect.stringMatching(/^\^3\./),
    });
    expect(skipped).toEqual([]);
  });

  it('are not added twice', () => {
    const { text } = edit({ name: 'acme' });
    expect(editPackageJson(text, 'docs', 'hookbook generate')).toEqual({ text, added: [], skipped: [] });
  });

  it('leave what is there: other scripts, and packages wherever they stand', () => {
    const { manifest, added, skipped } = edit({
      scripts: { docs: 'typedoc' },
      dependencies: { hookbook: 'file:../hookbook', vue: '^3.4.0' },
      devDependencies: { vitepress: '^1.5.0' },
    });
    expect(manifest.scripts['docs']).toBe('typedoc');
    expect(manifest.dependencies).toEqual({ hookbook: 'file:../hookbook', vue: '^3.4.0' });
    expect(Object.keys(manifest.devDependencies)).toEqual(['minisearch', 'vitepress']);
    expect(added).toEqual(['scripts.docs:build', 'scripts.docs:preview', 'devDependencies.minisearch']);
    expect(skipped).toEqual([
      'scripts.docs is "typedoc", the site\'s would be "hookbook generate && vitepress dev docs"',
      'devDependencies.vitepress is "^1.5.0", the site\'s would be "1.6.4"',
    ]);
  });

  it('keep the order and the indentation of the rest', () => {
    const { text } = edit({ name: 'acme', zebra: true, private: true }, '\t');
    expect(text).toMatch(/^\{\n\t"name": "acme",\n\t"zebra": true,\n\t"private": true,\n\t"scripts": \{\n\t\t"docs"/);
  });

  it('need a package.json that is one', () => {
    for (const text of ['', '[]', 'null', '{'])
      expect(() => editPackageJson(text, 'docs', '')).toThrow('package.json is not a JSON object: fix it first');
  });
});
