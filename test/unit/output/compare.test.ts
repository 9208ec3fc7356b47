import { describe, expect, it } from 'vitest';
import { compareFiles } from '../../../generators/output/compare.js';
import { generatedNotice } from '../../../generators/output/generator.js';
import { renderManifest } from '../../../generators/output/manifest.js';
import { readTree, temporaryFolder } from './temporary-folder.js';

const files = ['a', 'b', 'c'].map((name) => ({ path: `${name}.js`, contents: `// ${generatedNotice}\n${name}\n` }));
const output = [...files, renderManifest(files)];
const tree = Object.fromEntries(output.map(({ path, contents }) => [path, contents]));

describe('compareFiles', () => {
  it('finds nothing where nothing drifted', async () => {
    expect(await compareFiles(temporaryFolder({ ...tree, 'mine.js': 'x' }), output)).toEqual([]);
  });

  it('finds every missing, changed and stale file, and writes nothing', async () => {
    const manifest = renderManifest([...files, { path: 'old.js', contents: '' }]).contents;
    const { 'b.js': _missing, ...rest } = tree;
    const folder = temporaryFolder({
      ...rest,
      'manifest.json': manifest,
      'a.js': `${tree['a.js']}edited\n`,
      'old.js': `// ${generatedNotice}\n`,
    });
    const before = readTree(folder);
    const drift = await compareFiles(folder, output);
    expect(drift.map(({ kind, path }) => [kind, path])).toEqual([
      ['changed', 'a.js'],
      ['missing', 'b.js'],
      ['changed', 'manifest.json'],
      ['stale', 'old.js'],
    ]);
    expect(drift[0]?.diff).toBe(`--- a.js\ton disk\n+++ a.js\tgenerated\n@@ -1,3 +1,2 @@\n // ${generatedNotice}\n a\n-edited`);
    expect(readTree(folder)).toEqual(before);
  });

  it('finds everything missing in a folder that is not there', async () => {
    expect((await compareFiles('/nonexistent/out', output)).map(({ kind }) => kind)).toEqual(['missing', 'missing', 'missing', 'missing']);
  });

  it('bounds a long difference', async () => {
    const long = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const [drift] = await compareFiles(temporaryFolder({ 'a.js': '' }), [{ path: 'a.js', contents: long }]);
    expect(drift?.diff.split('\n')).toHaveLength(61);
    expect(drift?.diff).toMatch(/\(\d+ more lines\)$/);
  });
});
