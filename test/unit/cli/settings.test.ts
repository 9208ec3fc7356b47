import { describe, expect, it, test } from 'vitest';
import { defineConfig } from '../../../cli/config.js';
import { generateCommand, loadSettings } from '../../../cli/settings.js';
import { temporaryFolder } from '../output/temporary-folder.js';

const config = (value: unknown) => temporaryFolder({ 'hookbook.config.json': JSON.stringify(value) });

describe('settings', () => {
  it('has defaults for everything', async () => {
    expect(await loadSettings({}, temporaryFolder())).toEqual({
      document: 'asyncapi.yaml',
      config: null,
      out: 'generated',
      root: null,
      strict: false,
      json: false,
      generators: null,
      providers: null,
      ignores: [],
      typed: [],
    });
  });

  test.each([
    { name: 'JSON', file: 'hookbook.config.json', text: '{"document":"a.yaml","strict":true,"generators":["types"]}' },
    { name: 'JavaScript', file: 'hookbook.config.js', text: 'export default {document:"a.yaml",strict:true,generators:["types"]}' },
  ])('reads $name, and options win over it', async ({ file, text }) => {
    const folder = temporaryFolder({ [file]: text, 'package.json': '{"type":"module"}' });
    expect(await loadSettings({ document: 'b.yaml', out: 'o' }, folder)).toMatchObject({
      document: 'b.yaml',
      out: 'o',
      strict: true,
      generators: ['types'],
    });
  });

  test.each([
    {
      name: 'an unknown key',
      folder: () => config({ documents: 'a' }),
      want: /unknown key "documents"; known keys: document, out, root, strict, generators/,
    },
    { name: 'a key of every object', folder: () => config({ constructor: 'a' }), want: /unknown key "constructor"/ },
    { name: 'a list', folder: () => config([]), want: /must contain an object/ },
    { name: 'a value of another type', folder: () => config({ strict: 'yes' }), want: /strict must be true or false/ },
    { name: 'an empty path', folder: () => config({ out: '' }), want: /out must be a path/ },
    { name: 'an unknown generator', folder: () => config({ generators: ['type'] }), want: /no generator "type"; there are types, / },
    {
      name: 'a generator without what it imports',
      folder: () => config({ generators: ['types', 'receivers'] }),
      want: /receivers needs validators/,
    },
    { name: 'no providers', folder: () => config({ providers: [] }), want: /providers must be a list of providers' keys/ },
    { name: 'a provider that is no key', folder: () => config({ providers: [1] }), want: /providers must be a list of providers' keys/ },
    {
      name: 'a diff of another kind',
      folder: () => config({ diff: { ignored: [] } }),
      want: /diff must be an object with no key but ignore/,
    },
    { name: 'ignores that are no list', folder: () => config({ diff: { ignore: {} } }), want: /diff\.ignore must be a list/ },
    {
      name: 'an ignore without a reason',
      folder: () => config({ diff: { ignore: [{ code: 'event-removed' }] } }),
      want: /diff\.ignore\[0\] must have a code and a reason/,
    },
    {
      name: 'an ignore with a slip of the pen',
      folder: () => config({ diff: { ignore: [{ code: 'event-removed', reason: 'r', event: 'a' }] } }),
      want: /diff\.ignore\[0\]/,
    },
    { name: 'broken JSON', folder: () => temporaryFolder({ 'hookbook.config.json': '{' }), want: /hookbook\.config\.json can't be loaded/ },
    {
      name: 'no default export',
      folder: () => temporaryFolder({ 'hookbook.config.js': 'export const x = 1', 'package.json': '{"type":"module"}' }),
      want: /no default export/,
    },
    {
      name: 'two config files',
      folder: () => temporaryFolder({ 'hookbook.config.js': '', 'hookbook.config.json': '{}' }),
      want: /keep only one of them/,
    },
  ])('refuses $name', async ({ folder, want }) => {
    await expect(loadSettings({}, folder())).rejects.toThrow(want);
  });

  it('takes what diff ignores, and why', async () => {
    const ignore = [
      { code: 'event-removed', reason: 'unused' },
      { code: 'event-removed', at: 'acme', reason: 'gone' },
    ];
    expect((await loadSettings({}, config({ diff: { ignore } }))).ignores).toEqual([{ ...ignore[0], at: null }, ignore[1]]);
  });

  it('refuses an empty option', async () => {
    await expect(loadSettings({ out: '' }, temporaryFolder())).rejects.toThrow(/--out is empty/);
  });

  test.each([
    { given: {}, want: 'hookbook generate' },
    {
      given: { document: 'api/a.yaml', out: 'o', root: '..', strict: true, json: true },
      want: 'hookbook generate --document api/a.yaml --out o --root .. --strict',
    },
    { given: { out: "it's here; rm -rf" }, want: `hookbook generate --out 'it'\\''s here; rm -rf'` },
  ])('the command that mends is $want', async ({ given, want }) => {
    expect(generateCommand(await loadSettings(given, temporaryFolder()))).toBe(want);
  });

  it('defineConfig gives back what it is given', () => {
    expect(defineConfig({ out: 'x' })).toEqual({ out: 'x' });
  });
});
