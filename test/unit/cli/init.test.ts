import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { checkAnswer, init } from '../../../cli/init/command.js';
import { readTree, temporaryFolder } from '../output/temporary-folder.js';
import { captureTerminal } from './captured-terminal.js';

describe('init', () => {
  it('writes a project, and says what comes next', async () => {
    const folder = join(temporaryFolder(), 'new');
    const { captured, terminal } = captureTerminal();
    expect(await init(folder, { provider: 'big-shop', event: 'order.paid' }, terminal)).toBe(0);
    const tree = readTree(folder);
    expect(Object.keys(tree).sort()).toEqual(['.gitattributes', '.gitignore', 'README.md', 'asyncapi.yaml', 'package.json']);
    expect(parse(tree['asyncapi.yaml'] ?? '').channels['big-shop']['x-webhook']).toMatchObject({
      provider: 'big-shop',
      title: 'Big Shop',
      signature: { header: 'X-Big-Shop-Signature' },
    });
    expect(JSON.parse(tree['package.json'] ?? '').scripts.generate).toBe('hookbook generate --strict');
    expect(tree['README.md']).toContain('createBigShopReceiver');
    expect(captured.stderr).toContain('npm install && npm run generate');
  });

  it('writes the document alone into a project, and says what the project lacks', async () => {
    const mine = { 'package.json': '{"scripts":{"generate":"vite build"}}', 'README.md': '# Mine\n', 'src/index.js': '' };
    const folder = temporaryFolder(mine);
    const { captured, terminal } = captureTerminal();
    expect(await init(folder, {}, terminal)).toBe(0);
    expect(readTree(folder)).toEqual({ ...mine, 'asyncapi.yaml': expect.stringContaining('asyncapi: 3.1.0') });
    expect(captured.stderr).toContain(
      '&& npm install --save-dev hookbook @hookbook/testkit && npm install @hookbook/runtime && npx hookbook generate',
    );
  });

  it.each([
    {
      name: 'has the packages',
      manifest: { devDependencies: { hookbook: '1', '@hookbook/testkit': '1' }, dependencies: { '@hookbook/runtime': '1' } },
      want: '',
    },
    {
      name: 'has one of them',
      manifest: { dependencies: { hookbook: '1' } },
      want: 'npm install --save-dev @hookbook/testkit && npm install @hookbook/runtime && ',
    },
  ])('asks for nothing that a project $name', async ({ manifest, want }) => {
    const folder = temporaryFolder({ 'package.json': JSON.stringify(manifest) });
    const { captured, terminal } = captureTerminal();
    expect(await init(folder, {}, terminal)).toBe(0);
    expect(captured.stderr.trim().endsWith(`next: cd ${folder} && ${want}npx hookbook generate`)).toBe(true);
  });

  it('keeps a file of a folder that is no project', async () => {
    const folder = temporaryFolder({ 'README.md': '# Mine\n' });
    expect(await init(folder, {}, captureTerminal().terminal)).toBe(0);
    expect(readTree(folder)['README.md']).toBe('# Mine\n');
  });

  it.each(['asyncapi.yaml', 'asyncapi.yml', 'asyncapi.json'])('refuses a folder with %s, and writes nothing', async (name) => {
    const folder = temporaryFolder({ [name]: 'mine' });
    await expect(init(folder, {}, captureTerminal().terminal)).rejects.toThrow(`already has ${name}: run hookbook generate there`);
    expect(readTree(folder)).toEqual({ [name]: 'mine' });
  });

  it('refuses a folder that is a file', async () => {
    await expect(init(join(temporaryFolder({ a: '' }), 'a'), {}, captureTerminal().terminal)).rejects.toThrow(/can't be written/);
  });

  test.each([
    { name: 'provider', given: 'acme', want: null },
    { name: 'provider', given: 'Acme', want: /lower case/ },
    { name: 'provider', given: 'a: b', want: /lower case/ },
    { name: 'provider', given: 'index', want: /reserved word/ },
    { name: 'provider', given: 'null', want: /reserved word/ },
    { name: 'event', given: 'order.created', want: null },
    { name: 'event', given: 'ORDER_CREATED', want: null },
    { name: 'event', given: "a' # b", want: /words joined/ },
    { name: 'event', given: 'true', want: /reserved word/ },
    { name: 'event', given: '..', want: /words joined/ },
  ] as const)('a $name called $given', ({ name, given, want }) => {
    const fault = checkAnswer(name, given);
    if (want === null) expect(fault).toBeNull();
    else expect(fault).toMatch(want);
  });
});
