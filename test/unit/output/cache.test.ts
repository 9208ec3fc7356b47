import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readCachedRun, writeCachedRun } from '../../../generators/output/cache.js';
import { temporaryFolder } from './temporary-folder.js';

const files = [{ path: 'a.js', contents: 'a' }];
const long = 60_000;

async function rememberedRun({ startedAt = Date.now() + long, installed = true } = {}) {
  const project = temporaryFolder({ 'package.json': '{}', 'asyncapi.yaml': 'one', 'part.yaml': 'two', 'out/a.js': 'a' });
  if (installed) mkdirSync(join(project, 'node_modules'));
  const key = { document: join(project, 'asyncapi.yaml'), out: join(project, 'out'), options: [] };
  await writeCachedRun(key, { problems: [], summary: '1 event', startedAt, inputs: [key.document, join(project, 'part.yaml')], files });
  return { project, key };
}

describe('the cache', () => {
  it('knows a run again while nothing changes', async () => {
    const { key, project } = await rememberedRun();
    expect(await readCachedRun(key)).toEqual({
      problems: [],
      summary: '1 event',
      outputs: ['a.js'],
      inputs: [key.document, join(project, 'part.yaml')],
    });
  });

  test.each([
    { name: 'the document changes', change: (project: string) => writeFileSync(join(project, 'asyncapi.yaml'), 'three') },
    { name: 'a file it refers to changes', change: (project: string) => writeFileSync(join(project, 'part.yaml'), 'three') },
    { name: 'a file it refers to goes', change: (project: string) => rmSync(join(project, 'part.yaml')) },
    { name: 'a generated file is edited', change: (project: string) => writeFileSync(join(project, 'out/a.js'), 'edited') },
    { name: 'a generated file goes', change: (project: string) => rmSync(join(project, 'out'), { recursive: true }) },
    {
      name: 'the entry is damaged',
      change: (project: string) => {
        const cache = join(project, 'node_modules/.cache/hookbook');
        for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '{"tool":');
      },
    },
  ])('forgets a run when $name', async ({ change }) => {
    const { project, key } = await rememberedRun();
    change(project);
    expect(await readCachedRun(key)).toBeNull();
  });

  it('tells options apart', async () => {
    const { key } = await rememberedRun();
    expect(await readCachedRun({ ...key, options: ['types'] })).toBeNull();
  });

  it('does not remember a run during which the document was edited', async () => {
    const { key } = await rememberedRun({ startedAt: Date.now() - long });
    expect(await readCachedRun(key)).toBeNull();
  });

  it('does not care for file times, only for contents', async () => {
    const { project, key } = await rememberedRun();
    utimesSync(join(project, 'asyncapi.yaml'), 1, 1);
    expect(await readCachedRun(key)).not.toBeNull();
  });

  it('does not grow without end', async () => {
    const { project, key } = await rememberedRun();
    const run = { problems: [], summary: '', startedAt: Date.now() + long, inputs: [key.document], files };
    for (let index = 0; index < 30; index++) await writeCachedRun({ ...key, options: [String(index)] }, run);
    expect(readdirSync(join(project, 'node_modules/.cache/hookbook'))).toHaveLength(20);
    expect(await readCachedRun({ ...key, options: ['29'] })).not.toBeNull();
  });

  it('writes nothing into a project without node_modules', async () => {
    const { project, key } = await rememberedRun({ installed: false });
    expect(readdirSync(project).sort()).toEqual(['asyncapi.yaml', 'out', 'package.json', 'part.yaml']);
    expect(await readCachedRun(key)).toBeNull();
  });
});
