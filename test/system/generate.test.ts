import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../unit/output/temporary-folder.js';
import { hookbook, newProject } from './hookbook.js';

const edit = (path: string, change: (text: string) => string) => writeFileSync(path, change(readFileSync(path, 'utf8')));

describe('generate', () => {
  it('writes everything, then nothing, then what an edit calls for', async () => {
    const cwd = await newProject();
    const out = join(cwd, 'generated');
    const first = await hookbook(['generate', '--strict'], { cwd });
    expect(first).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^generated: \d+ files written \(1 event of 1 provider\)\n$/),
    });
    const tree = readTree(out);
    const paths = Object.keys(tree);
    expect(JSON.parse(tree['manifest.json'] ?? '').files).toEqual([...paths].sort());
    expect(paths).toEqual(expect.arrayContaining(['types/acme.d.ts', 'validators/acme.js', 'receivers/acme.js', 'reference/acme.md']));

    const times = paths.map((path) => statSync(join(out, path)).mtimeMs);
    const again = await hookbook(['generate', '--strict'], { cwd });
    expect(again).toMatchObject({ code: 0, stdout: `generated: ${paths.length} files up to date (1 event of 1 provider)\n` });
    rmSync(join(cwd, 'node_modules/.cache'), { recursive: true });
    expect((await hookbook(['generate', '--strict'], { cwd })).stdout).toBe(again.stdout);
    expect(paths.map((path) => statSync(join(out, path)).mtimeMs)).toEqual(times);

    edit(join(cwd, 'asyncapi.yaml'), (text) => text.replace('Sent when order.created happens.', 'Sent when an order is placed.'));
    expect((await hookbook(['generate'], { cwd })).stdout).toMatch(/files? written, \d+ up to date/);
    expect(readTree(out)['reference/acme.md']).toContain('Sent when an order is placed.');
  });

  it('gives the same bytes wherever it runs and whatever was there before', async () => {
    const [one, two] = [await newProject(), await newProject()];
    await hookbook(['generate'], { cwd: one });
    await hookbook(['generate', '--document', join(two, 'asyncapi.yaml'), '--out', join(two, 'generated')], { cwd: one });
    expect(readTree(join(two, 'generated'))).toEqual(readTree(join(one, 'generated')));
  });

  it('repairs an edited file and restores a missing one, also when the document did not change', async () => {
    const cwd = await newProject();
    const out = join(cwd, 'generated');
    await hookbook(['generate'], { cwd });
    const tree = readTree(out);
    edit(join(out, 'types/acme.d.ts'), (text) => `${text}export type Mine = 1;\n`);
    rmSync(join(out, 'reference'), { recursive: true });
    expect((await hookbook(['generate'], { cwd })).code).toBe(0);
    expect(readTree(out)).toEqual(tree);
  });

  it('deletes what no longer comes out, and nothing else', async () => {
    const cwd = await newProject();
    const out = join(cwd, 'generated');
    await hookbook(['generate'], { cwd });
    writeFileSync(join(out, 'README.md'), 'by hand');
    edit(join(cwd, 'asyncapi.yaml'), (text) => text.replaceAll('provider: acme', 'provider: emca'));
    expect((await hookbook(['generate'], { cwd })).stdout).toMatch(/deleted/);
    const paths = Object.keys(readTree(out));
    expect(paths.filter((path) => path.includes('acme'))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'types/emca.d.ts']));
  });

  it('runs the generators that the config names, and reports as JSON', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'hookbook.config.js'), "export default { out: 'api', generators: ['types'] };");
    const { code, stdout, stderr } = await hookbook(['generate', '--json'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const paths = Object.keys(readTree(join(cwd, 'api'))).sort();
    expect(paths.every((path) => path.startsWith('types/') || ['manifest.json', 'package.json'].includes(path))).toBe(true);
    expect(JSON.parse(stdout)).toEqual({ problems: [], written: paths, deleted: [], unchanged: 0 });
  });

  it('reads a config in TypeScript where Node can, and says so where it cannot', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'hookbook.config.ts'), "const out: string = 'api';\nexport default { out };\n");
    const { code, stdout, stderr } = await hookbook(['generate'], { cwd });
    if ('typescript' in process.features && process.features.typescript)
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^api: /) });
    else expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/can't load hookbook\.config\.ts: use Node 22\.18/) });
  });

  it('follows references out of the folder of the document only where --root says so', async () => {
    const cwd = await newProject();
    mkdirSync(join(cwd, 'api'));
    edit(join(cwd, 'asyncapi.yaml'), (text) => text.replace("'#/components/schemas/envelope'", "'../shared.yaml'"));
    renameSync(join(cwd, 'asyncapi.yaml'), join(cwd, 'api/asyncapi.yaml'));
    writeFileSync(join(cwd, 'shared.yaml'), 'type: object\nrequired: [id]\nproperties: { id: { type: string } }\n');
    const args = ['generate', '--document', 'api/asyncapi.yaml'];
    expect(await hookbook(args, { cwd })).toMatchObject({ code: 1, stderr: expect.stringMatching(/ref-outside-root[\s\S]*--root/) });
    expect(await hookbook([...args, '--root', 'nowhere'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no folder nowhere'),
    });
    expect(await hookbook([...args, '--root', '.'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    edit(join(cwd, 'shared.yaml'), (text) => text.replace('string', 'integer'));
    expect((await hookbook([...args, '--root', '.'], { cwd })).stderr).toContain('example-mismatch');
  });

  it('says that the output folder is unchanged only if there is one', async () => {
    const cwd = await newProject();
    const breakDocument = () => edit(join(cwd, 'asyncapi.yaml'), (text) => text.replace(/^asyncapi:.*$/m, 'openapi: 3.1.0'));
    const working = readFileSync(join(cwd, 'asyncapi.yaml'), 'utf8');
    breakDocument();
    expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 1, stderr: expect.stringMatching(/\nnothing was generated\n$/) });
    writeFileSync(join(cwd, 'asyncapi.yaml'), working);
    expect(await hookbook(['generate'], { cwd })).toMatchObject({ code: 0 });
    breakDocument();
    expect((await hookbook(['generate'], { cwd })).stderr).toMatch(/\nnothing was generated: generated is unchanged\n$/);
  });

  it('will not write over what it did not write', async () => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'manifest.json'), '{"name":"a web app"}');
    const before = readTree(cwd);
    const { code, stderr } = await hookbook(['generate', '--out', '.'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/did not write manifest\.json/);
    expect(readTree(cwd)).toEqual(before);
  });
});
