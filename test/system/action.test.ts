import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { commit, git, repositoryWith, sampleDocument, writeFiles } from './diff-project.js';
import { emptyFolder, repository } from './hookbook.js';
import { writeHookbookCommand } from './hookbook-command.js';

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const source = readFileSync(join(repository, 'action.yml'), 'utf8');
const action = parse(source) as Action;
const [step] = action.runs.steps;
if (!step) throw new Error('the action has no step');

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action's step as the runner does: inputs and event filled into its env, and bash as `shell: bash` has it. */
async function runAction(
  cwd: string,
  inputs: Readonly<Record<string, string>> = {},
  event: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const box = emptyFolder();
  const given: Record<string, string> = { ...event };
  for (const [name, { default: byDefault }] of Object.entries(action.inputs)) given[`inputs.${name}`] = inputs[name] ?? byDefault;
  const env = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, key: string) => given[key] ?? ''),
    ]),
  );
  const files = { GITHUB_OUTPUT: join(box, 'output'), GITHUB_STEP_SUMMARY: join(box, 'summary'), RUNNER_TEMP: box };
  for (const file of [files.GITHUB_OUTPUT, files.GITHUB_STEP_SUMMARY]) writeFileSync(file, '');
  writeFileSync(join(box, 'step.sh'), step?.run ?? '');
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(box, 'step.sh')], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: box, GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: cwd, ...files, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const outputs = readFileSync(files.GITHUB_OUTPUT, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  return {
    code,
    log: stdout + stderr,
    outputs: Object.fromEntries(outputs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** A repository with hookbook installed, and a branch that takes an event out. */
async function pullRequest(
  document = sampleDocument(),
): Promise<{ readonly cwd: string; readonly event: Readonly<Record<string, string>> }> {
  const cwd = repositoryWith({
    'asyncapi.yaml': sampleDocument({ events: ['order.created', 'order.paid'] }),
    '.gitignore': 'node_modules\n',
  });
  await install(cwd);
  git(cwd, 'checkout', '-q', '-b', 'topic');
  writeFiles(cwd, { 'asyncapi.yaml': document });
  commit(cwd, 'an event is gone');
  // Meanwhile, the target got an event that the branch doesn't have: it is not one that the branch takes out.
  git(cwd, 'checkout', '-q', 'main');
  writeFiles(cwd, { 'asyncapi.yaml': sampleDocument({ events: ['order.created', 'order.paid', 'order.new'] }) });
  commit(cwd, 'an event is new');
  const event = { 'github.event.pull_request.base.sha': git(cwd, 'rev-parse', 'main') };
  git(cwd, 'checkout', '-q', 'topic');
  return { cwd, event };
}

async function install(cwd: string): Promise<void> {
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  await writeHookbookCommand(join(cwd, 'node_modules/.bin/hookbook'));
}

describe('the GitHub Action', () => {
  it('is a composite action whose script takes nothing but its environment', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
    const used = [...source.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) expect(description).not.toBe('');
    const documented = readFileSync(join(repository, 'docs/github-action.md'), 'utf8');
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) expect(documented).toContain(`\`${name}\``);
  });

  it('compares a pull request with where it left its target', async () => {
    const { cwd, event } = await pullRequest();
    const { code, log, outputs, summary } = await runAction(cwd, {}, event);
    expect({ code, log }).toMatchObject({ code: 3, log: expect.stringContaining('\nbreaking\n  shop.order.paid  ') });
    expect(outputs).toMatchObject({ breaking: '2', 'required-bump': 'major' });
    expect(log).toMatch(/^::error file=asyncapi\.yaml,line=\d+,title=[a-z-]+::shop\.order\.paid: /m);
    expect(log).not.toContain('order.new');
    expect(summary).toMatch(/^## Webhook contract: breaking for receivers\n/);
    expect(readFileSync(outputs['markdown'] ?? '', 'utf8')).toBe(summary);
    expect(JSON.parse(readFileSync(outputs['json'] ?? '', 'utf8'))).toMatchObject({ verdict: 'breaking' });
  });

  it('compares a push with what stood there before it', async () => {
    const { cwd } = await pullRequest();
    const before = git(cwd, 'rev-parse', 'HEAD~1');
    expect(await runAction(cwd, {}, { 'github.event.before': before })).toMatchObject({ code: 3, outputs: { breaking: '2' } });
    expect(await runAction(cwd, {}, { 'github.event.before': '0'.repeat(40) })).toMatchObject({
      code: 2,
      log: expect.stringContaining('::error title=hookbook diff::this branch is new'),
    });
  });

  test.each([
    {
      name: 'a base that is the same',
      inputs: { base: 'HEAD' },
      want: { code: 0, outputs: { breaking: '0', changes: '0', 'required-bump': 'none' } },
    },
    { name: 'another document', inputs: { base: 'HEAD', document: 'gone.yaml' }, want: { code: 2, outputs: {} } },
    { name: 'no summary', inputs: { summary: 'false' }, want: { code: 3, summary: '' } },
    { name: 'nothing that fails', inputs: { 'fail-on': 'never' }, want: { code: 0, outputs: { breaking: '2' } } },
    {
      name: 'a version that says too little',
      inputs: { 'expect-version': 'true' },
      want: { code: 3, log: expect.stringContaining('must be 2.0.0 or later') },
    },
    { name: 'an unknown side', inputs: { for: 'all' }, want: { code: 2 } },
    {
      name: 'a flag that is none',
      inputs: { 'expect-version': 'yes' },
      want: { code: 2, log: expect.stringContaining('must be true or false') },
    },
    {
      name: 'a version of hookbook that is none',
      inputs: { version: 'file:../x' },
      want: { code: 2, log: expect.stringContaining('the input version must be') },
    },
  ])('takes $name', async ({ inputs, want }) => {
    const { cwd, event } = await pullRequest();
    expect(await runAction(cwd, inputs, event)).toMatchObject(want);
  });

  it('ignores what it is told to, one a line', async () => {
    const { cwd, event } = await pullRequest();
    const report = JSON.parse(readFileSync((await runAction(cwd, {}, event)).outputs['json'] ?? '', 'utf8')) as {
      changes: { code: string; event: string }[];
    };
    const ignore = report.changes.map(({ code, event: key }) => `  ${code}:${key} \r`).join('\n\n');
    expect(await runAction(cwd, { ignore }, event)).toMatchObject({ code: 0, outputs: { breaking: '0', changes: '0' } });
  });

  it('finds hookbook above the folder that it works in', async () => {
    const cwd = repositoryWith({ 'api/asyncapi.yaml': sampleDocument({ events: ['order.created', 'order.paid'] }) });
    await install(cwd);
    writeFiles(cwd, { 'api/asyncapi.yaml': sampleDocument() });
    expect(await runAction(join(cwd, 'api'), { base: 'HEAD' })).toMatchObject({ code: 3, outputs: { breaking: '2' } });
  });

  it('says how to get what a shallow clone lacks', async () => {
    const { cwd, event } = await pullRequest();
    const clone = emptyFolder();
    git(clone, 'clone', '-q', '--depth', '1', pathToFileURL(cwd).href, '.');
    await install(clone);
    expect(await runAction(clone, {}, event)).toMatchObject({
      code: 2,
      log: expect.stringContaining('give actions/checkout fetch-depth: 0'),
    });
  });

  test.each(['$(touch pwned)', `"; touch pwned; '; touch pwned; "`, '--help', '\n::set-output name=breaking::0'])(
    'runs nothing of an input that says %j',
    async (hostile) => {
      const { cwd, event } = await pullRequest();
      for (const name of ['base', 'document', 'for', 'fail-on', 'expect-version', 'ignore', 'summary', 'version']) {
        const { code, outputs } = await runAction(cwd, { [name]: hostile }, event);
        expect({ name, code, outputs }).toEqual({ name, code: 2, outputs: {} });
      }
      expect(git(cwd, 'status', '--porcelain')).toBe('');
    },
  );

  it('obeys no workflow command that a document holds', async () => {
    const names = ['order.created', '##[set-output name=breaking;]0', '::error::x'];
    const { cwd, event } = await pullRequest(sampleDocument({ events: names }));
    const { code, log } = await runAction(cwd, {}, event);
    expect(code).toBe(3);
    const lines = log.split('\n');
    const start = lines.findIndex((line) => line.startsWith('::stop-commands::'));
    const token = lines[start]?.slice('::stop-commands::'.length) ?? '';
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    const end = lines.indexOf(`::${token}::`);
    const obeyed = [...lines.slice(0, start), ...lines.slice(end + 1)].filter((line) => /##\[|^\s*::/.test(line));
    expect(obeyed.every((line) => /^::(error|warning) file=asyncapi\.yaml,/.test(line))).toBe(true);
    expect(lines.slice(start, end).join('\n')).toContain('##[set-output');
  });
});
