import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { generatedNotice } from '../../generators/output/generator.js';
import { readTree } from '../unit/output/temporary-folder.js';
import { hookbook, newProject } from './hookbook.js';

type Change = (path: string, text: string) => void;

const replace =
  (from: string, to: string): Change =>
  (path, text) =>
    writeFileSync(path, text.replace(from, to));

const cases: readonly { readonly name: string; readonly change: Change; readonly args?: readonly string[]; readonly want: RegExp }[] = [
  { name: 'no file', change: (path) => rmSync(path), want: /^asyncapi\.yaml:1:1 {2}error {2}unreadable {2}/m },
  { name: 'an empty file', change: (path) => writeFileSync(path, ''), want: /^asyncapi\.yaml:1:1 {2}error {2}empty-document {2}/m },
  {
    name: 'a folder',
    change: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    want: /^asyncapi\.yaml:1:1 {2}error {2}unreadable {2}/m,
  },
  { name: 'invalid YAML', change: replace('info:', 'info: ['), want: /^asyncapi\.yaml:\d+:\d+ {2}error {2}invalid-yaml {2}/m },
  {
    name: 'binary',
    change: (path) => writeFileSync(path, Buffer.from([0, 1, 2, 255, 254])),
    want: /^asyncapi\.yaml:\d+:\d+ {2}error {2}/m,
  },
  {
    name: 'not AsyncAPI',
    change: (path) => writeFileSync(path, 'openapi: 3.1.0\n'),
    want: /^asyncapi\.yaml:\d+:\d+ {2}error {2}not-asyncapi {2}this is an OpenAPI 3\.1 document/m,
  },
  {
    name: 'a broken $ref',
    change: replace("schemas/envelope' }", "schemas/envelop' }"),
    want: /^asyncapi\.yaml:\d+:\d+ {2}error {2}ref-broken {2}/m,
  },
  {
    name: 'with --strict, an example that does not match',
    change: replace('id: evt_1', 'id: 1'),
    args: ['--strict'],
    want: /^asyncapi\.yaml:\d+:\d+ {2}error {2}example-mismatch {2}.*\/id/m,
  },
];

describe('bad input', () => {
  test.each(cases)('$name: a located error, exit code 1, and the output folder as it was', async ({ change, args = [], want }) => {
    const cwd = await newProject();
    const document = join(cwd, 'asyncapi.yaml');
    change(document, readFileSync(document, 'utf8'));
    mkdirSync(join(cwd, 'generated/types'), { recursive: true });
    writeFileSync(join(cwd, 'generated/types/acme.d.ts'), `// ${generatedNotice}\n`);
    writeFileSync(join(cwd, 'generated/manifest.json'), '{"files":["types/acme.d.ts"]}');
    const before = readTree(join(cwd, 'generated'));
    for (const command of ['generate', 'check']) {
      const { code, stdout, stderr } = await hookbook([command, ...args], { cwd });
      expect({ command, code, stdout }).toEqual({ command, code: 1, stdout: '' });
      expect(stderr).toMatch(want);
      expect(stderr).toMatch(/^ {2}fix: /m);
    }
    expect(readTree(join(cwd, 'generated'))).toEqual(before);
  });

  it('tells of every problem at once, as JSON on stdout where that is asked', async () => {
    const cwd = await newProject();
    const document = join(cwd, 'asyncapi.yaml');
    const text = readFileSync(document, 'utf8')
      .replace('id: evt_1', 'id: 1')
      .replace("created_at: '2025-01-01T12:00:00Z'", 'created_at: yesterday');
    writeFileSync(document, text);
    const { code, stdout, stderr } = await hookbook(['lint', '--json'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^2 warnings$/m);
    const problems = JSON.parse(stdout);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toEqual({
      code: 'example-mismatch',
      severity: 'warning',
      message: expect.any(String),
      fix: expect.any(String),
      pointer: expect.stringMatching(/\/examples\/0\/payload\/id$/),
      file: 'asyncapi.yaml',
      line: text.split('\n').findIndex((line) => line.includes('id: 1')) + 1,
      column: expect.any(Number),
      frame: expect.stringContaining('id: 1'),
    });
  });

  it('says warnings again when nothing changed', async () => {
    const cwd = await newProject();
    replace('id: evt_1', 'id: 1')(join(cwd, 'asyncapi.yaml'), readFileSync(join(cwd, 'asyncapi.yaml'), 'utf8'));
    const first = await hookbook(['generate'], { cwd });
    const second = await hookbook(['generate'], { cwd });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.stderr).toBe(first.stderr);
    expect(second.stderr).toContain('example-mismatch');
    expect((await hookbook(['generate', '--strict'], { cwd })).code).toBe(1);
  });

  it('prints no colour into a pipe, and an annotation for each problem under GitHub Actions', async () => {
    const cwd = await newProject();
    rmSync(join(cwd, 'asyncapi.yaml'));
    const { stderr } = await hookbook(['generate'], { cwd, env: { GITHUB_ACTIONS: 'true', NO_COLOR: '1' } });
    expect(stderr).not.toContain('\u001b');
    expect(stderr).toMatch(/^::error file=asyncapi\.yaml,line=1,col=1,title=unreadable::/m);
  });

  test.each([
    { name: 'an unknown command', args: ['generat'], config: '{}', want: /unknown command/ },
    { name: 'an unknown option', args: ['generate', '--otu', 'x'], config: '{}', want: /unknown option/ },
    {
      name: 'an unknown key in the config',
      args: ['generate'],
      config: '{"documnet":"x"}',
      want: /hookbook\.config\.json has an unknown key "documnet"/,
    },
    { name: 'an output folder that is a file', args: ['generate', '--out', 'package.json'], config: '{}', want: /is a file/ },
    { name: 'an unknown event', args: ['validate', '--event', 'x', 'y.json'], config: '{}', want: /no event "x"/ },
  ])('$name is exit code 2', async ({ args, config, want }) => {
    const cwd = await newProject();
    writeFileSync(join(cwd, 'hookbook.config.json'), config);
    const { code, stdout, stderr } = await hookbook(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(want);
  });
});
