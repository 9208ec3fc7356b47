import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { generatedNotice, type OutputFile } from '../../../generators/output/generator.js';
import { renderManifest } from '../../../generators/output/manifest.js';
import { openModuleScope } from '../../../generators/output/module-scope.js';
import { isOurPackageJson, renderPackageJson } from '../../../generators/output/package-json.js';
import { writeFiles } from '../../../generators/output/write.js';
import { readTree, temporaryFolder } from './temporary-folder.js';

const code: OutputFile = { path: 'types/a.js', contents: `// ${generatedNotice}\n` };
const ours = renderPackageJson([code]).contents;
const manifest = (...paths: string[]) => renderManifest(paths.map((path) => ({ path, contents: '' }))).contents;

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The output folder, below the project's. */
  readonly out?: string;
  readonly want: { readonly ours: boolean; readonly warning: { readonly kind: 'own' | 'shared'; readonly path: string } | null };
}

const own = { ours: true, warning: null };
const theirs = { ours: false, warning: null };
const commonjs = { 'package.json': '{"type":"commonjs"}' };
const esm = { 'package.json': '{"type":"module"}' };

const cases: readonly Case[] = [
  { name: 'a folder that is not there', files: commonjs, want: own },
  {
    name: 'a folder as an earlier release left it',
    files: { 'generated/types/a.js': code.contents, 'generated/README.md': '' },
    want: own,
  },
  { name: 'our package.json', files: { 'generated/package.json': ours, 'generated/manifest.json': manifest('package.json') }, want: own },
  {
    name: 'ours, in a folder that got other code since',
    files: { 'generated/package.json': ours, 'generated/manifest.json': manifest('package.json'), 'generated/mine.js': '' },
    want: own,
  },
  { name: "someone's, of a module", files: { 'generated/package.json': '{"name":"a","type":"module"}' }, want: theirs },
  { name: "someone's that is the same as ours", files: { 'generated/package.json': ours }, want: theirs },
  {
    name: "someone's, of CommonJS",
    files: { 'generated/package.json': '{"name":"a"}' },
    want: { ours: false, warning: { kind: 'own', path: 'generated/package.json' } },
  },
  {
    name: 'ours, with something added',
    files: { 'generated/package.json': '{"type":"commonjs","sideEffects":false}', 'generated/manifest.json': manifest('package.json') },
    want: { ours: false, warning: { kind: 'own', path: 'generated/package.json' } },
  },
  {
    name: 'one that is broken',
    files: { 'generated/package.json': '{' },
    want: { ours: false, warning: { kind: 'own', path: 'generated/package.json' } },
  },
  {
    name: "the project's folder, with its package.json",
    files: commonjs,
    out: '.',
    want: { ours: false, warning: { kind: 'own', path: 'package.json' } },
  },
  { name: "the project's folder, of modules", files: esm, out: '.', want: theirs },
  {
    name: 'a folder with other code',
    files: { ...commonjs, 'src/app.ts': '', 'src/types/a.js': code.contents },
    out: 'src',
    want: { ours: false, warning: { kind: 'shared', path: 'package.json' } },
  },
  {
    name: 'a folder with other code further down',
    files: { ...commonjs, 'src/server/app.js': '' },
    out: 'src',
    want: { ours: false, warning: { kind: 'shared', path: 'package.json' } },
  },
  { name: 'a folder with other code, of modules', files: { ...esm, 'src/app.ts': '' }, out: 'src', want: theirs },
  {
    name: 'a folder with what package.json does not change',
    files: { ...commonjs, 'src/app.mjs': '', 'src/a.cts': '', 'src/a.md': '', 'src/node_modules/a/index.js': '' },
    out: 'src',
    want: own,
  },
];

describe('the package.json of an output folder', () => {
  test.each(cases)('$name', async ({ files, out = 'generated', want }) => {
    const project = temporaryFolder(files);
    const warning = want.warning && { ...want.warning, path: join(project, want.warning.path) };
    expect(await openModuleScope(join(project, out), [project])).toEqual({ ...want, warning });
  });

  it('is never added above the project', async () => {
    const folder = temporaryFolder({ 'project/asyncapi.yaml': '' });
    expect(await openModuleScope(folder, [join(folder, 'project')])).toMatchObject({ ours: false });
  });

  it('is left to whoever writes where the folder cannot be read', async () => {
    const folder = join(temporaryFolder(), 'a'.repeat(300));
    expect(await openModuleScope(folder, [])).toEqual(own);
  });

  it('is read, and not replaced, where it is a link', async () => {
    const project = temporaryFolder({ 'elsewhere.json': '{"type":"module"}', 'generated/README.md': '' });
    symlinkSync(join(project, 'elsewhere.json'), join(project, 'generated/package.json'));
    expect(await openModuleScope(join(project, 'generated'), [project])).toEqual(theirs);
  });

  it('tells bundlers which modules are imported for what they do', () => {
    expect(JSON.parse(ours)).toEqual({ type: 'module', sideEffects: false });
    const testing = ['testing/index.js', 'testing/jest.js', 'testing/vitest.js'].map((path) => ({ path, contents: '' }));
    const { contents } = renderPackageJson(testing);
    expect(JSON.parse(contents)).toEqual({ type: 'module', sideEffects: ['./testing/vitest.js', './testing/jest.js'] });
    expect([ours, contents].map(isOurPackageJson)).toEqual([true, true]);
  });

  test.each([
    { name: 'nothing', text: '' },
    { name: 'another type', text: '{"type":"commonjs","sideEffects":false}' },
    { name: 'a name too', text: '{"type":"module","sideEffects":false,"name":"a"}' },
    { name: 'other side effects', text: '{"type":"module","sideEffects":["./index.js"]}' },
    { name: 'the type alone', text: '{"type":"module"}' },
  ])('is not ours with $name', ({ text }) => expect(isOurPackageJson(text)).toBe(false));
});

describe('writeFiles', () => {
  const files = [code, renderPackageJson([code])];
  const without = [code];
  const complete = (list: readonly OutputFile[]) => [...list, renderManifest(list)];

  it('keeps a package.json that someone made their own, also where the manifest still lists it', async () => {
    const folder = temporaryFolder();
    await writeFiles(folder, complete(files));
    const mine = '{"type":"module","sideEffects":false,"name":"mine"}';
    const taken = temporaryFolder({ ...readTree(folder), 'package.json': mine });
    await expect(writeFiles(taken, complete(files))).rejects.toThrow(/did not write package\.json/);
    await writeFiles(taken, complete(without));
    expect(readTree(taken)['package.json']).toBe(mine);
  });

  it('deletes its own where no code is generated any more', async () => {
    const folder = temporaryFolder();
    await writeFiles(folder, complete(files));
    expect(await writeFiles(folder, complete([]))).toMatchObject({ deleted: ['package.json', 'types/a.js'] });
  });
});
