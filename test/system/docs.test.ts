import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import { commit, git } from './diff-project.js';
import { followedGuides } from './followed-guides.js';
import { namedFile, readBlocks } from './guide.js';
import { hookbook, newProject, repository } from './hookbook.js';
import { listen } from './listening.js';
import { folderWithEvents } from './small-document.js';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'runtime/README.md',
  'generated/README.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/^(?:reference|\.vitepress)[\\/]/.test(name))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];
const allBlocks = pages.flatMap(readBlocks);
/** What is not done by the test that follows guides: it runs commands, writes and compiles named files, and compares what is printed. */
const blocks = allBlocks.filter(({ file, language, text }) => {
  if (!(file in followedGuides)) return true;
  return language !== 'sh' && language !== 'console' && namedFile(text) === null;
});
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

describe('code in the docs compiles', () => {
  // Below node_modules, so that packages are found as an app finds them.
  const box = join(repository, 'node_modules/.cache/hookbook-docs');
  beforeAll(() => {
    rmSync(box, { recursive: true, force: true });
    mkdirSync(box, { recursive: true });
    writeFileSync(join(box, 'package.json'), '{"type":"module"}');
    mkdirSync(join(box, 'node_modules'));
    symlinkSync(repository, join(box, 'node_modules/hookbook'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      // VitePress's own declarations don't hold.
      skipLibCheck: true,
      target: 'es2022',
      module: 'nodenext',
      allowJs: true,
      checkJs: true,
      types: ['node'],
      typeRoots: [join(repository, 'node_modules/@types')],
    };
    writeFileSync(join(box, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.js'] }));
  });
  afterAll(() => rmSync(box, { recursive: true, force: true }));

  it('under tsc --strict', () => {
    const code = of('ts', 'js');
    expect(code.length).toBeGreaterThanOrEqual(3);
    for (const [index, { file, language, text }] of code.entries())
      writeFileSync(join(box, `${file.replace(/\W/g, '-')}-${index}.${language}`), `${text}\nexport {};\n`);
    const { status, stdout } = spawnSync(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', box], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('YAML in the docs is what it says', () => {
  it.each(of('yaml').map((block, index) => ({ name: `${block.file} ${index + 1}`, ...block })))('$name', async ({ text }) => {
    const value = parse(text) as Record<string, unknown>;
    if (!('asyncapi' in value)) return;
    const { problems } = await loadCatalogue('asyncapi.yaml', { text });
    expect(problems).toEqual([]);
  });
});

describe('every block in the docs', () => {
  const kinds = {
    'is compiled': ['ts', 'js'],
    'is read': ['yaml', 'json'],
    'is run': ['sh'],
    'is what is printed': ['text', 'console'],
    'is a step of a guide that is followed': ['diff', 'md'],
  };

  it('is of a kind that is tested', () => {
    const tested = Object.values(kinds).flat();
    expect(allBlocks.filter(({ language }) => language !== '' && !tested.includes(language))).toEqual([]);
    const steps = allBlocks.filter(({ language }) => kinds['is a step of a guide that is followed'].includes(language));
    expect(steps.filter(({ file }) => !(file in followedGuides))).toEqual([]);
  });

  it('without a language is a diagram, or what docs-printed.test.ts prints', () => {
    const others = allBlocks.filter(({ language, text }) => language === '' && !/[→─]/.test(text)).map(({ file }) => file);
    expect([...new Set(others)].sort()).toEqual(['docs/conformance.md', 'docs/contract-tests.md', 'docs/sending.md']);
  });
});

describe('output in the docs is what comes out', () => {
  it.each(of('text').map((block, index) => ({ name: `${block.file} ${index + 1}`, ...block })))('$name', ({ text }) => {
    const problems = join(repository, 'test/problems');
    const printed = readdirSync(problems)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFileSync(join(problems, name), 'utf8'));
    expect(printed.some((output) => output.includes(text.trimEnd()))).toBe(true);
  });
});

const lines = of('sh').flatMap(({ text }) =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== ''),
);

describe('commands in the docs run', () => {
  const gately = folderWithEvents(['gately.payment.succeeded', 'gately.payment.failed']);

  it('each is one that is run here or by .ci/run', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const known = (command: string) =>
      command === 'npm ci' ||
      command === 'export GATELY_WEBHOOK_SECRET=a-secret-to-try-with' ||
      /^npx (hookbook (init|docs init|generate|check|diff|scaffold|send|listen)|asyncapi-generator |@asyncapi\/cli generate fromTemplate )/.test(
        command,
      ) ||
      (/^npm (run )?\S+$/.test(command) && (command.split(' ').at(-1) ?? '') in scripts);
    expect(lines.flatMap((line) => line.split(' && ')).filter((command) => !known(command))).toEqual([]);
  });

  it('a new project, as the README starts it', async () => {
    const folder = await newProject();
    for (const args of lines.filter((line) => /^npx hookbook (?!diff|send|listen)/.test(line)).map((line) => line.split(' ').slice(2))) {
      if (args[0] === 'init') continue; // newProject has run it
      expect({ args, ...(await hookbook(args, { cwd: folder })) }).toMatchObject({ args, code: 0 });
    }
  });

  it('comparing versions, as the guide does', async () => {
    const cwd = await newProject();
    git(cwd, 'init', '-q', '-b', 'main');
    commit(cwd, 'as init leaves it');
    const document = readFileSync(join(cwd, 'asyncapi.yaml'), 'utf8');
    writeFileSync(join(cwd, 'asyncapi.yaml'), document.replace('id: { type: string }', 'id: { type: integer }'));
    const commands = lines.filter((line) => line.startsWith('npx hookbook diff ')).map((line) => line.split(' ').slice(2));
    expect(commands.length).toBeGreaterThanOrEqual(4);
    for (const args of commands) {
      const { code, stderr } = await hookbook(args, { cwd });
      expect({ args, code, stderr: stderr.replace(/^hookbook: asyncapi\.yaml: info\.version .*\n$/, '') }).toEqual({
        args,
        code: args.includes('--ignore') ? 0 : 3,
        stderr: '',
      });
    }
    expect(of('console').map(({ text }) => text)).toEqual([(await hookbook(['diff', 'main'], { cwd })).stdout]);
  });

  it('sending and listening, as the guide does', async () => {
    const of = (command: string) =>
      lines.filter((line) => line.startsWith(`npx hookbook ${command}`)).map((line) => line.split(' ').slice(3));
    const env = { GATELY_WEBHOOK_SECRET: 'a-secret-to-try-with' };
    expect(of('listen')).toEqual([[]]);
    const listening = await listen(['--json'], env, gately);
    const to = ['--to', `${listening.origin}/webhooks/gately`];
    expect(of('send').length).toBeGreaterThanOrEqual(8);
    for (const args of of('send')) {
      expect({ args, ...(await hookbook(['send', ...args, ...to], { cwd: gately, env })) }).toMatchObject({ args, code: 0 });
    }
    expect(await listening.end()).toBe(0);
  });
});
