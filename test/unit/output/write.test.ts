import { mkdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { generatedNotice, type OutputFile } from '../../../generators/output/generator.js';
import { renderManifest } from '../../../generators/output/manifest.js';
import { writeFiles } from '../../../generators/output/write.js';
import { readTree, temporaryFolder } from './temporary-folder.js';

const code = (text: string) => `// ${generatedNotice}\n${text}\n`;
const withManifest = (files: readonly OutputFile[]): OutputFile[] => [...files, renderManifest(files)];
const outputOf = (files: Readonly<Record<string, string>>) =>
  withManifest(Object.entries(files).map(([path, contents]) => ({ path, contents })));
const treeOf = (files: readonly OutputFile[]) =>
  Object.fromEntries([...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, contents }) => [path, contents]));

describe('writeFiles', () => {
  it('writes into a folder that is not there yet, and nothing the second time', async () => {
    const folder = join(temporaryFolder(), 'deep/out');
    const files = outputOf({ 'types/a.d.ts': code('a'), 'fixtures/a.json': '{}' });
    expect(await writeFiles(folder, files)).toEqual({
      written: ['fixtures/a.json', 'manifest.json', 'types/a.d.ts'],
      deleted: [],
      unchanged: 0,
    });
    const before = statSync(join(folder, 'types/a.d.ts')).mtimeMs;
    expect(await writeFiles(folder, files)).toEqual({ written: [], deleted: [], unchanged: 3 });
    expect(statSync(join(folder, 'types/a.d.ts')).mtimeMs).toBe(before);
    expect(readTree(folder)).toEqual(treeOf(files));
  });

  const old = outputOf({ 'types/a.d.ts': code('a'), 'types/b/c.js': code('c'), 'fixtures/a.json': '{}' });
  const oldTree = treeOf(old);
  const next = outputOf({ 'types/a.d.ts': code('a') });
  test.each([
    { name: 'deletes what it wrote before, and the folders that leaves empty', given: oldTree, want: {} },
    {
      name: 'keeps a hand-written file beside it',
      given: { ...oldTree, 'types/b/mine.ts': 'x', 'package.json': '{}' },
      want: { 'types/b/mine.ts': 'x', 'package.json': '{}' },
    },
    {
      name: 'keeps a file that someone took over by dropping the notice',
      given: { ...oldTree, 'types/b/c.js': 'mine now' },
      want: { 'types/b/c.js': 'mine now' },
    },
    {
      name: 'keeps JSON that its manifest does not list',
      given: { ...oldTree, 'fixtures/b.json': '{}' },
      want: { 'fixtures/b.json': '{}' },
    },
  ])('$name', async ({ given, want }) => {
    const folder = temporaryFolder(given);
    await writeFiles(folder, next);
    expect(readTree(folder)).toEqual({ ...treeOf(next), ...want });
  });

  test.each([
    {
      name: 'a file without the notice in the way',
      given: { 'types/a.d.ts': 'export type Mine = 1;\n' },
      want: /did not write types\/a\.d\.ts/,
    },
    {
      name: "another program's manifest.json",
      given: { 'manifest.json': '{"name":"a web app","icons":[]}' },
      want: /did not write manifest\.json/,
    },
    { name: 'a folder in the way', given: { 'types/a.d.ts/x': '' }, want: /types\/a\.d\.ts in the output folder is a folder/ },
    { name: 'a file where a folder is needed', given: { types: '' }, want: /types in the output folder is a file/ },
  ])('refuses over $name, and leaves everything as it was', async ({ given, want }) => {
    const folder = temporaryFolder(given);
    const before = readTree(folder);
    await expect(writeFiles(folder, next)).rejects.toThrow(want);
    expect(readTree(folder)).toEqual(before);
  });

  it('repairs a listed file that lost its notice, and an emptied or conflicting manifest', async () => {
    const conflict = `{\n  "files": [\n<<<<<<< ours\n    "types/old.js",\n=======\n    "../outside.js"\n>>>>>>> theirs\n  ]\n}\n`;
    const folder = temporaryFolder({ 'out/manifest.json': conflict, 'out/types/old.js': code('old'), 'outside.js': code('outside') });
    await writeFiles(join(folder, 'out'), next);
    expect(Object.keys(readTree(folder))).toEqual(['out/manifest.json', 'out/types/a.d.ts', 'outside.js']);
    const edited = temporaryFolder({ ...treeOf(next), 'types/a.d.ts': 'edited' });
    await writeFiles(edited, next);
    expect(readTree(edited)).toEqual(treeOf(next));
  });

  it('neither writes nor deletes through a symbolic link', async () => {
    const folder = temporaryFolder({
      'elsewhere/a.d.ts': code('not this one'),
      'out/manifest.json': JSON.stringify({ files: ['links/a.d.ts'] }),
    });
    mkdirSync(join(folder, 'out/types'));
    symlinkSync(join(folder, 'elsewhere/a.d.ts'), join(folder, 'out/types/a.d.ts'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/links'));
    await expect(writeFiles(join(folder, 'out'), next)).rejects.toThrow(/links in the output folder is a symbolic link/);
    const plain = outputOf({ 'types/a.d.ts': code('a') });
    const second = temporaryFolder({ 'elsewhere.d.ts': code('not this one') });
    mkdirSync(join(second, 'out/types'), { recursive: true });
    symlinkSync(join(second, 'elsewhere.d.ts'), join(second, 'out/types/a.d.ts'));
    await writeFiles(join(second, 'out'), plain);
    expect(readTree(second)).toMatchObject({ 'elsewhere.d.ts': code('not this one'), 'out/types/a.d.ts': code('a') });
  });

  it('writes a file again whose name changed by letter case only, since deleting the old one may delete it', async () => {
    const folder = temporaryFolder(treeOf(outputOf({ 'types/A.js': code('a') })));
    const renamed = outputOf({ 'types/a.js': code('a') });
    expect(await writeFiles(folder, renamed)).toMatchObject({ written: ['manifest.json', 'types/a.js'], deleted: ['types/A.js'] });
    expect(readTree(folder)).toEqual(treeOf(renamed));
  });

  it('clears up after a run that was killed long ago, and not after one that may still be at it', async () => {
    const folder = temporaryFolder({ '.hookbook-old/0': '', '.hookbook-new/0': '' });
    utimesSync(join(folder, '.hookbook-old'), 1, 1);
    await writeFiles(folder, next);
    expect(readTree(folder)).toEqual({ '.hookbook-new/0': '', ...treeOf(next) });
  });

  it('says so where the system refuses', async () => {
    const folder = temporaryFolder({ file: '' });
    await expect(writeFiles(join(folder, 'file/out'), next)).rejects.toThrow(/output folder cannot be written/);
  });

  test('from any output to any other, the folder holds exactly the second and what is not ours', async () => {
    const name = fc.constantFrom('a.js', 'b.js', 'types/a.js', 'types/b/c.js', 'fixtures/a.json', 'fixtures/x/b.json');
    const output = fc
      .dictionary(name, fc.constantFrom('1', '2', '3'), { noNullPrototype: true })
      .map((files) =>
        outputOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, path.endsWith('.json') ? text : code(text)]))),
      );
    await fc.assert(
      fc.asyncProperty(output, output, async (first, second) => {
        const folder = temporaryFolder({ 'README.md': 'mine' });
        await writeFiles(folder, first);
        await writeFiles(folder, second);
        expect(readTree(folder)).toEqual({ 'README.md': 'mine', ...treeOf(second) });
      }),
      { numRuns: 40 },
    );
  });
});
