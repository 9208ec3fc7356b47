import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readTree } from '../unit/output/temporary-folder.js';
import { hookbook, newProject } from './hookbook.js';

const edit = (path: string, change: (text: string) => string) => writeFileSync(path, change(readFileSync(path, 'utf8')));

describe('the document as an argument', () => {
  test.each(['lint', 'list', 'check', 'generate'])('%s takes it as it takes --document', async (command) => {
    const cwd = await newProject();
    renameSync(join(cwd, 'asyncapi.yaml'), join(cwd, 'hooks.yaml'));
    const byArgument = await hookbook([command, 'hooks.yaml'], { cwd });
    expect(byArgument).toEqual(await hookbook([command, '--document', 'hooks.yaml'], { cwd: await freshCopy(cwd, command) }));
    expect(byArgument.code).toBe(command === 'check' ? 3 : 0);
    expect(byArgument.stderr).toContain(command === 'check' ? 'hookbook generate --document hooks.yaml' : '');
  });

  it('may be given twice where both are the same, and not where they differ', async () => {
    const cwd = await newProject();
    expect((await hookbook(['lint', './asyncapi.yaml', '-d', 'asyncapi.yaml'], { cwd })).code).toBe(0);
    expect(await hookbook(['lint', 'asyncapi.yaml', '-d', 'other.yaml'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'hookbook: asyncapi.yaml and --document other.yaml are two documents: give only one\n',
    });
  });

  it('stays a payload for validate and an event for send', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'payload.json'), '{}');
    expect((await hookbook(['validate', 'payload.json'], { cwd })).stdout).toMatch(/^invalid {2}payload\.json/);
    expect((await hookbook(['send', 'acme.order.created', '--dry-run'], { cwd })).code).toBe(0);
  });
});

/** The project before generate wrote into it. */
async function freshCopy(cwd: string, command: string): Promise<string> {
  if (command !== 'generate') return cwd;
  const copy = await newProject();
  cpSync(join(cwd, 'hooks.yaml'), join(copy, 'hooks.yaml'));
  return copy;
}

describe('in a folder below the project', () => {
  const below = (root: string) => {
    const cwd = join(root, 'src/deep');
    mkdirSync(cwd, { recursive: true });
    return cwd;
  };

  it('generates into the folder of the project, and says from what and where', async () => {
    const root = await newProject();
    const cwd = below(root);
    expect(await hookbook(['generate'], { cwd })).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\.\.\/\.\.\/generated: \d+ files written/),
      stderr: 'using ../../asyncapi.yaml\n',
    });
    expect(readTree(cwd)).toEqual({});
    expect(existsSync(join(root, 'generated/manifest.json'))).toBe(true);
    // The other way round nothing is left to do: one project, wherever it is seen from.
    expect((await hookbook(['check', '--strict'], { cwd: root })).code).toBe(0);
    expect((await hookbook(['generate'], { cwd: root })).stdout).toMatch(/^generated: \d+ files up to date/);
    expect((await hookbook(['check'], { cwd })).stdout).toMatch(/^\.\.\/\.\.\/generated: up to date/);
  });

  it('names the files with problems by paths that can be opened from there', async () => {
    const root = await newProject();
    const cwd = below(root);
    edit(join(root, 'asyncapi.yaml'), (text) => text.replace("'#/components/schemas/envelope'", "'./schemas/envelope.yaml'"));
    mkdirSync(join(root, 'schemas'));
    writeFileSync(join(root, 'schemas/envelope.yaml'), 'type: object\nproperties: { id: { type: string, format: uuidd } }\n');
    expect((await hookbook(['lint'], { cwd })).stderr).toMatch(/^\.\.\/\.\.\/schemas\/envelope\.yaml:2:\d+ {2}warning {2}unknown-format/m);
    edit(join(root, 'asyncapi.yaml'), (text) => text.replace('info:', 'info: ['));
    expect((await hookbook(['lint'], { cwd })).stderr).toMatch(/^\.\.\/\.\.\/asyncapi\.yaml:\d+:\d+ {2}error {2}invalid-yaml/m);
  });

  it('uses the config above, and its paths from there', async () => {
    const root = await newProject();
    const cwd = below(root);
    mkdirSync(join(root, 'api'));
    renameSync(join(root, 'asyncapi.yaml'), join(root, 'api/hooks.yaml'));
    writeFileSync(
      join(root, 'hookbook.config.json'),
      JSON.stringify({ document: 'api/hooks.yaml', out: 'src/hooks', generators: ['reference'] }),
    );
    const { code, stdout, stderr } = await hookbook(['generate'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'using ../../api/hooks.yaml and ../../hookbook.config.json\n' });
    expect(stdout).toMatch(/^\.\.\/hooks: /);
    expect(existsSync(join(root, 'src/hooks/reference/acme.md'))).toBe(true);
    expect(await hookbook(['check', '--json'], { cwd })).toMatchObject({ code: 0, stderr: expect.stringMatching(/^using /) });
  });

  it('leaves init and scaffold --out where they are called', async () => {
    const root = await newProject();
    const cwd = below(root);
    expect((await hookbook(['scaffold', 'acme', '--framework', 'node', '--out', 'app'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'app/src/server.ts'))).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, 'app/hookbook.config.json'), 'utf8')).document).toBe('../../../asyncapi.yaml');
    expect((await hookbook(['init', 'new', '--yes'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'new/asyncapi.yaml'))).toBe(true);
  });
});
