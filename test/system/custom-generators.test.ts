import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { bin, hookbook, hookbookProcess, newProject, repository } from './hookbook.js';

const config = `import { defineConfig } from 'hookbook';
import mine from './tools/mine.js';
export default defineConfig({ generators: ['types', mine] });
`;
const generator = `import { defineGenerator, generatedNotice } from 'hookbook';
import { shout } from './shout.js';
export default defineGenerator({
  name: 'mine',
  generate: ({ providers }) =>
    providers.flatMap(({ events }) => events.map(({ name }) => ({ path: \`mine/\${name}.txt\`, contents: \`# \${generatedNotice}\\n\${shout(name)}\\n\` }))),
});
`;
const event = 'order.created';
const generated = `generated/mine/${event}.txt`;

/** A project whose config has a generator of its own, which imports another module. */
async function customProject(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = await newProject();
  symlinkSync(repository, join(cwd, 'node_modules/hookbook'));
  mkdirSync(join(cwd, 'tools'));
  const shout = 'export const shout = (text) => text.toUpperCase();\n';
  const all = {
    'package.json': '{"type":"module"}',
    'hookbook.config.js': config,
    'tools/mine.js': generator,
    'tools/shout.js': shout,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) writeFileSync(join(cwd, path), text);
  return cwd;
}

describe('a generator of the config', () => {
  it('is run with ours; its files are checked, replaced and deleted as ours are', async () => {
    const cwd = await customProject();
    expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, generated), 'utf8')).toContain('ORDER.CREATED');
    expect(await hookbook(['check'], { cwd })).toMatchObject({ code: 0 });

    // What it imports has changed, and no cache hides that.
    writeFileSync(join(cwd, 'tools/shout.js'), "export const shout = (text) => text + '!';\n");
    const drift = hookbookProcess(['check'], { cwd });
    expect(drift).toMatchObject({ code: 3 });
    expect(drift.stdout).toContain(`changed  ${generated}`);
    expect(hookbookProcess(['generate'], { cwd }).stdout).toContain('1 file written');
    expect(readFileSync(join(cwd, generated), 'utf8')).toContain('order.created!');

    writeFileSync(join(cwd, 'hookbook.config.js'), "export default { generators: ['types'] };\n");
    expect(hookbookProcess(['check'], { cwd }).stdout).toContain(`stale    ${generated}`);
    expect(hookbookProcess(['generate'], { cwd })).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'generated/mine'))).toBe(false);
  });

  test.each(['generate', 'check'])('%s reports one that throws as the user’s: name, stack and exit code 2', async (command) => {
    const cwd = await customProject({ 'tools/shout.js': "export const shout = () => { throw new RangeError('no voice'); };\n" });
    const { code, stdout, stderr } = await hookbook([command], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^hookbook: hookbook\.config\.js: the generator "mine" threw RangeError: no voice\n/);
    expect(stderr).toMatch(/\n\s+at shout \(.*shout\.js:1:\d+\)/);
    expect(stderr).not.toContain('bug');
    expect(existsSync(join(cwd, 'generated'))).toBe(false);
  });

  test.each([
    {
      name: 'a name of ours',
      list: "['types', { ...mine, name: 'fixtures' }]",
      want: 'generators[1] has the name "fixtures", which is one of hookbook\'s own',
    },
    { name: 'a name that is no identifier', list: "[{ ...mine, name: '../x' }]", want: 'generators[0] has the name "../x"; use letters' },
    { name: 'a name twice', list: '[mine, { ...mine }]', want: 'generators has "mine" twice' },
    { name: 'a generator of ours twice', list: "['types', 'types']", want: 'generators has "types" twice' },
    { name: 'something else', list: '[() => []]', want: 'generators[0] must be the name of a generator, or what defineGenerator' },
    {
      name: 'contents that are no text',
      list: "[{ name: 'n', generate: () => [{ path: 'n.md' }] }]",
      want: 'the generator "n" returned the file "n.md" whose contents are undefined',
    },
  ])('the config is named for $name', async ({ list, want }) => {
    const cwd = await customProject({
      'hookbook.config.js': `import mine from './tools/mine.js';\nexport default { generators: ${list} };\n`,
    });
    const { code, stderr } = await hookbook(['generate'], { cwd });
    expect(stderr.startsWith('hookbook: hookbook.config.js: ')).toBe(true);
    expect(stderr).toContain(want);
    expect(code).toBe(2);
  });

  it('--watch runs it again when it, or what it imports, is edited, and waits while it is broken', async () => {
    const cwd = await customProject();
    const child = spawn(process.execPath, [bin, 'generate', '--watch'], { cwd });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    const hears = async (text: string) => {
      await vi.waitFor(() => expect(output).toMatch(new RegExp(`${text}[^]*interrupt to stop`)), { timeout: 60_000, interval: 50 });
      output = '';
    };
    const edit = (path: string, text: string) => writeFileSync(join(cwd, path), text);
    await hears('files written');
    edit('tools/shout.js', "export const shout = (text) => text + '?';\n");
    await hears('1 file written');
    expect(readFileSync(join(cwd, generated), 'utf8')).toContain('order.created?');
    edit('tools/mine.js', generator.replace('shout(name)', 'oops(name)'));
    await hears('oops is not defined');
    edit('tools/mine.js', generator.replace('mine/', 'other/'));
    await hears('2 files written, 1 deleted');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
