import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { applyDiff, isPrinted, namedFile, readBlocks } from './guide.js';
import { emptyFolder, repository } from './hookbook.js';
import { writeHookbookCommand } from './hookbook-command.js';

export interface Following {
  /** The exit codes of commands that do not always exit with 0, one for each time they occur. */
  readonly exits?: Readonly<Record<string, readonly number[]>>;
  /** The command that keeps running in its own terminal, and the text that it prints when it is ready. */
  readonly beside?: { readonly command: string; readonly ready: string };
  /** Files that are in the folder before the first line. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Does what a guide says, from its first line to its last, in a new folder: writes its files, applies its diffs, runs its commands in a
 * shell, and compares what they print with what it shows. Packages are linked where `npm install` would fetch them.
 */
export async function followGuide(file: string, { exits = {}, beside, files = {} }: Following = {}): Promise<void> {
  const terminal = await openTerminal(files);
  const times = new Map<string, number>();
  let printed = '';
  for (const { language, text } of readBlocks(file)) {
    const path = namedFile(text);
    if (path !== null) terminal.write(path, text.replace(/^.*\n/, ''));
    else if (language === 'diff') {
      const applied = applyDiff(text, terminal.read);
      terminal.write(applied.path, applied.text);
    } else if (language === 'console') {
      const said = isPrinted(text, printed, { whole: true }) || isPrinted(text, terminal.heard(), { whole: false });
      expect.soft(said, `${file} shows\n${text}\nprinted was\n${printed}\nand beside it\n${terminal.heard()}`).toBe(true);
    } else if (language === 'sh') {
      printed = '';
      for (const command of text.split('\n').filter((line) => line.trim() !== '')) {
        const bare = command.replace(/\s+#.*$/, '');
        if (bare === beside?.command) await terminal.start(bare, beside.ready);
        else {
          const { code, output } = await terminal.run(command);
          expect({ file, command: bare, code, output }).toMatchObject({ code: exits[bare]?.[times.get(bare) ?? 0] ?? 0 });
          times.set(bare, (times.get(bare) ?? 0) + 1);
          printed += output;
        }
      }
    }
  }
  compile(terminal.folder());
}

/** Compiles the guide's code in its final state. */
function compile(folder: string): void {
  const code = readdirSync(folder).filter((name) => /\.[jt]s$/.test(name));
  if (code.length === 0) return;
  const types = ['--types', 'node', '--typeRoots', join(repository, 'node_modules/@types')];
  const options = [
    '--strict',
    '--noEmit',
    '--allowJs',
    '--checkJs',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--skipLibCheck',
    ...types,
  ];
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...code], { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
}

/** A shell that remembers variables and the folder, over a folder with packages and `npm`, `npx`, `node` and `git` to call. */
async function openTerminal(files: Readonly<Record<string, string>>) {
  const root = emptyFolder();
  const port = await freePort();
  const tools = linkTools(root);
  const said: string[] = [];
  let preamble = '';
  let running: ChildProcess | undefined;
  let folder = join(root, 'project');
  mkdirSync(folder);
  await linkPackages(folder);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll('3000', String(port)));
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const shell = (command: string) => {
    const to = /^npx hookbook send (?!.*--(?:dry-run|to))/.test(command) ? ` --to http://127.0.0.1:${port}/webhooks` : '';
    const script = `exec 2>&1\n${preamble}cd '${folder}'\n${command.replace(/\s+#.*$/, '')}${to}\n`;
    return spawn('bash', ['-ec', script], { env: environment(tools), stdio: ['ignore', 'pipe', 'pipe'] });
  };
  return {
    folder: () => folder,
    heard: () => said.join(''),
    read: (path: string) => readFileSync(join(folder, path), 'utf8').replaceAll(String(port), '3000'),
    write,
    run: async (command: string) => {
      if (command.startsWith('export ')) preamble += `${command}\n`;
      const cd = /\bcd (\S+)$/.exec(command)?.[1];
      const output = await collect(shell(command));
      if (cd !== undefined) {
        folder = join(folder, cd);
        await linkPackages(folder);
      }
      return output;
    },
    start: async (command: string, ready: string) => {
      running?.kill('SIGKILL');
      said.length = 0;
      const child = shell(`exec ${command}`);
      running = child;
      onTestFinished(() => void child.kill('SIGKILL'));
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => said.push(text.replaceAll(String(port), '3000')));
      await isReady(child, () => said.join('').includes(ready));
    },
  };
}

function environment(tools: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|GITHUB_|npm_|NODE_ENV|CI$|HOOKBOOK)/.test(name));
  const author = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b.example' };
  const git = { ...author, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  return { ...Object.fromEntries(kept), ...git, NO_COLOR: '1', PATH: `${tools}:${process.env['PATH']}` };
}

/** `npm install` fetches nothing here. `npx hookbook` is the built command, even before anything is installed. */
function linkTools(root: string): string {
  const tools = join(root, 'tools');
  mkdirSync(tools);
  const scripts = {
    npm: [
      'case "$1" in',
      '  install | ci) exit 0 ;;',
      `  run) exec bash -ec "PATH=$PWD/node_modules/.bin:$PATH; $(node -p "require('./package.json').scripts['$2']")" ;;`,
      'esac',
      `PATH="$${'{PATH#*:}'}" exec npm "$@"`,
    ],
    npx: ['tool="$1"', 'shift', 'exec "$PWD/node_modules/.bin/$tool" "$@"'],
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(tools, name), ['#!/bin/bash', ...script, ''].join('\n'));
    chmodSync(join(tools, name), 0o755);
  }
  return tools;
}

/** As an installation leaves them; what is linked is what the guides install. */
async function linkPackages(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(join(modules, '@hookbook'));
  const packages = { '@hookbook/runtime': 'runtime', '@hookbook/testkit': 'testkit', '@hookbook/events': 'generated', hookbook: '.' };
  for (const [name, path] of Object.entries(packages)) symlinkSync(join(repository, path), join(modules, name));
  for (const name of ['vitest', 'vitepress', 'vue', 'minisearch', 'libsql', 'typescript'])
    symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  for (const name of ['vitest', 'vitepress', 'tsc']) symlinkSync(join(repository, 'node_modules/.bin', name), join(modules, '.bin', name));
  await writeHookbookCommand(join(modules, '.bin/hookbook'));
}

/** What a command printed, as a terminal shows it: the shell has joined both streams. */
function collect(child: ReturnType<typeof spawn>): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

function isReady(child: ChildProcess, ready: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => ready() && resolve();
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error('it ended before it was ready')));
    look();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
