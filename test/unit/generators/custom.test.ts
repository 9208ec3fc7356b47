import { describe, expect, it, test } from 'vitest';
import { GeneratorError } from '../../../generators/custom.js';
import { generateFiles } from '../../../generators/index.js';
import { type Generator, generatedNotice } from '../../../generators/output/generator.js';
import { sampleCatalogue } from '../sample-catalogue.js';

const catalogue = sampleCatalogue();
const notice = `// ${generatedNotice}\n`;
const returning = (files: unknown): Generator => ({ name: 'mine', generate: () => files as ReturnType<Generator['generate']> });
const pathsOf = async (...choices: NonNullable<Parameters<typeof generateFiles>[1]>) =>
  (await generateFiles(catalogue, choices)).map(({ path }) => path);

describe('a custom generator', () => {
  it('runs after ours, and the manifest lists its files', async () => {
    const mine = returning([{ path: 'mine/a.ts', contents: notice }]);
    expect(await pathsOf(mine, 'contracts')).toEqual([
      'contracts/acme.js',
      'contracts/acme.d.ts',
      'contracts/index.js',
      'contracts/index.d.ts',
      'asyncapi.json',
      'mine/a.ts',
      'package.json',
      'manifest.json',
    ]);
    const manifest = (await generateFiles(catalogue, [mine])).at(-1);
    expect(JSON.parse(manifest?.contents ?? '')).toEqual({ files: ['manifest.json', 'mine/a.ts', 'package.json'] });
  });

  it('gets the catalogue, may be asynchronous, and needs no package.json if it has no code', async () => {
    const generate: Generator['generate'] = async ({ title }) => [{ path: 'title.json', contents: JSON.stringify(title) }];
    expect(await pathsOf({ name: 'titles', generate })).toEqual(['title.json', 'manifest.json']);
  });

  it('that throws is named, with what it threw as the cause', async () => {
    const cause = new RangeError('too many');
    const failing = generateFiles(catalogue, [{ name: 'mine', generate: () => Promise.reject(cause) }]);
    await expect(failing).rejects.toThrow(new GeneratorError('the generator "mine" threw RangeError: too many'));
    await expect(failing).rejects.toMatchObject({ cause });
  });

  const file = { path: 'a.ts', contents: notice };
  test.each<{ name: string; files: unknown; want: RegExp }>([
    { name: 'nothing', files: undefined, want: /returned undefined; it must return a list of \{ path, contents \}/ },
    { name: 'one file', files: file, want: /returned an object; it must return a list/ },
    { name: 'a text as a file', files: [file, 'b.ts'], want: /returned a string as item 1 of its list/ },
    { name: 'no path', files: [{ contents: notice }], want: /item 0 of its list\) whose path is undefined/ },
    {
      name: 'contents that are no text',
      files: [{ path: 'a.bin', contents: new Uint8Array() }],
      want: /"a\.bin" whose contents are an object/,
    },
    { name: 'an absolute path', files: [{ path: '/etc/a.ts', contents: notice }], want: /unsafe path "\/etc\/a\.ts"/ },
    { name: 'a path that leaves the folder', files: [{ path: '../a.ts', contents: notice }], want: /unsafe path "\.\.\/a\.ts"/ },
    { name: 'a path twice', files: [file, { ...file, path: 'A.ts' }], want: /share a path: a\.ts and A\.ts/ },
    { name: 'a path of ours', files: [{ path: 'contracts/index.js', contents: notice }], want: /share a path: contracts\/index\.js/ },
    { name: 'the manifest', files: [{ path: 'manifest.json', contents: '{}' }], want: /share a path: manifest\.json/ },
    { name: 'a package.json', files: [{ path: 'package.json', contents: '{}' }], want: /share a path: package\.json/ },
    {
      name: 'a file without the notice',
      files: [{ path: 'a.ts', contents: 'export {};' }],
      want: /"a\.ts" without the notice; put generatedNotice/,
    },
  ])('is refused for $name', async ({ files, want }) => {
    const failing = generateFiles(catalogue, ['contracts', returning(files)]);
    await expect(failing).rejects.toThrow(want);
    await expect(failing).rejects.toThrow(/the generator "mine" returned/);
    await expect(failing).rejects.toBeInstanceOf(GeneratorError);
  });
});
