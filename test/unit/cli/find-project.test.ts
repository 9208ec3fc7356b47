import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Flags, loadSettings } from '../../../cli/settings.js';
import { temporaryFolder } from '../output/temporary-folder.js';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The working directory, below the folder with the files. */
  readonly from: string;
  readonly flags?: Flags;
  readonly want: { readonly document: string; readonly out: string; readonly strict?: boolean };
  readonly notes?: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'asyncapi.yml', files: { 'asyncapi.yml': '' }, from: '.', want: { document: 'asyncapi.yml', out: 'generated' } },
  { name: 'asyncapi.json', files: { 'asyncapi.json': '' }, from: '.', want: { document: 'asyncapi.json', out: 'generated' } },
  { name: 'nothing', files: {}, from: '.', want: { document: 'asyncapi.yaml', out: 'generated' } },
  {
    name: 'two documents: the YAML is used, and that is said',
    files: { 'asyncapi.json': '', 'asyncapi.yaml': '' },
    from: '.',
    want: { document: 'asyncapi.yaml', out: 'generated' },
    notes: ['using asyncapi.yaml, not asyncapi.json: name the one you mean with --document, or in hookbook.config.json'],
  },
  {
    name: 'two documents, and the config names one',
    files: { 'asyncapi.json': '', 'asyncapi.yaml': '', 'hookbook.config.json': '{"document":"asyncapi.json"}' },
    from: '.',
    want: { document: 'asyncapi.json', out: 'generated' },
  },
  {
    name: 'a config that names no document',
    files: { 'asyncapi.yml': '', 'hookbook.config.json': '{"strict":true}' },
    from: '.',
    want: { document: 'asyncapi.yml', out: 'generated', strict: true },
  },
  {
    name: 'a document above',
    files: { 'asyncapi.yaml': '', 'src/deep/x.ts': '' },
    from: 'src/deep',
    want: { document: '../../asyncapi.yaml', out: '../../generated' },
    notes: ['using ../../asyncapi.yaml'],
  },
  {
    name: 'a config above, whose paths are relative to it',
    files: {
      'hookbook.config.json': '{"document":"api/hooks.yaml","out":"src/hooks","strict":true}',
      'api/hooks.yaml': '',
      'src/x.ts': '',
    },
    from: 'src',
    want: { document: '../api/hooks.yaml', out: 'hooks', strict: true },
    notes: ['using ../api/hooks.yaml and ../hookbook.config.json'],
  },
  {
    name: 'options, which are relative to the working directory',
    files: { 'asyncapi.yaml': '', 'src/x.ts': '' },
    from: 'src',
    flags: { out: 'hooks' },
    want: { document: '../asyncapi.yaml', out: 'hooks' },
    notes: ['using ../asyncapi.yaml'],
  },
  {
    name: 'the document above, named: its project is the same',
    files: { 'asyncapi.yaml': '', 'src/x.ts': '' },
    from: 'src',
    flags: { document: '../asyncapi.yaml' },
    want: { document: '../asyncapi.yaml', out: '../generated' },
    notes: ['using ../asyncapi.yaml'],
  },
  {
    name: 'another document, named: the project above is left alone',
    files: { 'hookbook.config.json': '{"out":"hooks","strict":true}', 'asyncapi.yaml': '', 'try/other.yaml': '' },
    from: 'try',
    flags: { document: 'other.yaml' },
    want: { document: 'other.yaml', out: 'generated', strict: false },
  },
  {
    name: 'the nearest of several documents',
    files: { 'asyncapi.yaml': '', 'packages/a/asyncapi.yaml': '', 'packages/a/src/x.ts': '' },
    from: 'packages/a/src',
    want: { document: '../asyncapi.yaml', out: '../generated' },
    notes: ['using ../asyncapi.yaml'],
  },
  {
    name: "a document here that is another's than the config above",
    files: { 'hookbook.config.json': '{"strict":true}', 'asyncapi.yaml': '', 'packages/a/asyncapi.yaml': '' },
    from: 'packages/a',
    want: { document: 'asyncapi.yaml', out: 'generated', strict: false },
  },
  {
    name: 'a document here that the config above names: it generates where it does from there',
    files: { 'hookbook.config.json': '{"document":"api/asyncapi.yaml"}', 'api/asyncapi.yaml': '' },
    from: 'api',
    want: { document: 'asyncapi.yaml', out: '../generated' },
    notes: ['using asyncapi.yaml and ../hookbook.config.json'],
  },
  {
    name: 'the root of a Git repository: nothing above it',
    files: { 'asyncapi.yaml': '', 'repository/.git/HEAD': '', 'repository/src/x.ts': '' },
    from: 'repository/src',
    want: { document: 'asyncapi.yaml', out: 'generated' },
  },
];

describe('the document and the output folder that are taken', () => {
  test.each(cases)('$name', async ({ files, from, flags = {}, want, notes = [] }) => {
    const folder = join(temporaryFolder(files), from);
    const told: string[] = [];
    expect(await loadSettings(flags, folder, (note) => told.push(note))).toMatchObject(want);
    expect(told).toEqual(notes);
  });

  it("runs no config that may be a stranger's: of a folder in which everyone may put files", async () => {
    const shared = temporaryFolder({ 'hookbook.config.json': '{"strict":true}', 'asyncapi.yaml': '', 'mine/src/x.ts': '' });
    chmodSync(shared, 0o1777);
    expect(await loadSettings({}, join(shared, 'mine/src'))).toMatchObject({ document: 'asyncapi.yaml', strict: false });
    expect(await loadSettings({}, shared)).toMatchObject({ strict: true });
    chmodSync(shared, 0o777);
    expect(await loadSettings({}, join(shared, 'mine/src'))).toMatchObject({ document: '../../asyncapi.yaml', strict: true });
  });

  it('refuses two configs above as it does here', async () => {
    const folder = temporaryFolder({ 'hookbook.config.js': '', 'hookbook.config.json': '{}' });
    mkdirSync(join(folder, 'src'));
    await expect(loadSettings({}, join(folder, 'src'))).rejects.toThrow(/keep only one of them/);
  });
});
