import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedNotice } from '../../generators/output/generator.js';
import { readTree } from '../unit/output/temporary-folder.js';
import { hookbook, newProject } from './hookbook.js';

async function driftedProject(): Promise<string> {
  const cwd = await newProject();
  const out = join(cwd, 'generated');
  await hookbook(['generate'], { cwd });
  appendFileSync(join(out, 'types/acme.d.ts'), '// edited \u001b[2J by hand\n');
  rmSync(join(out, 'reference/acme.md'));
  mkdirSync(join(out, 'old'));
  writeFileSync(join(out, 'old/gone.js'), `// ${generatedNotice}\n`);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  writeFileSync(join(out, 'manifest.json'), JSON.stringify({ files: [...manifest.files, 'old/gone.js'] }));
  return cwd;
}

describe('check', () => {
  it('is content with what was just generated, and wants it in a fresh project', async () => {
    const cwd = await newProject();
    expect((await hookbook(['check', '--strict'], { cwd })).code).toBe(3);
    await hookbook(['generate'], { cwd });
    expect(await hookbook(['check', '--strict'], { cwd })).toEqual({
      code: 0,
      stdout: 'generated: up to date (1 event of 1 provider)\n',
      stderr: '',
    });
  });

  it('lists every drift with its difference, names the command that mends it, and writes nothing', async () => {
    const cwd = await driftedProject();
    const before = readTree(cwd);
    const { code, stdout, stderr } = await hookbook(['check', '--document', 'asyncapi.yaml'], { cwd });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^changed {2}generated\/types\/acme\.d\.ts\n {2}--- types\/acme\.d\.ts/m);
    expect(stdout).toContain('\n  -// edited \\u001b[2J by hand\n');
    expect(stdout).toMatch(/^missing {2}generated\/reference\/acme\.md$/m);
    expect(stdout).toMatch(/^stale {4}generated\/old\/gone\.js$/m);
    expect(stderr).toBe('4 files in generated are out of date; run: hookbook generate --document asyncapi.yaml\n');
    expect(readTree(cwd)).toEqual(before);

    await hookbook(['generate', '--document', 'asyncapi.yaml'], { cwd });
    expect((await hookbook(['check'], { cwd })).code).toBe(0);
  });

  it('reports as JSON, and annotates under GitHub Actions', async () => {
    const cwd = await driftedProject();
    const { code, stdout, stderr } = await hookbook(['check', '--json'], { cwd, env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: cwd } });
    expect(code).toBe(3);
    const { problems, drift, command } = JSON.parse(stdout);
    expect({ problems, command }).toEqual({ problems: [], command: 'hookbook generate' });
    expect(drift.map(({ kind, path }: { kind: string; path: string }) => [kind, path])).toEqual([
      ['changed', 'manifest.json'],
      ['stale', 'old/gone.js'],
      ['missing', 'reference/acme.md'],
      ['changed', 'types/acme.d.ts'],
    ]);
    expect(stderr).toContain('::error file=generated/reference/acme.md,title=drift::missing; run: hookbook generate\n');
  });

  it('does not trust the cache', async () => {
    const cwd = await newProject();
    await hookbook(['generate'], { cwd });
    rmSync(join(cwd, 'generated'), { recursive: true });
    expect((await hookbook(['check'], { cwd })).code).toBe(3);
  });
});
