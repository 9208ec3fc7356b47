import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const bin = join(repository, 'dist/cli/main.js');

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const { runCommandLine } = (await import(join(repository, 'dist/cli/program.js'))) as typeof import('../../cli/program.js');

/** What a command may know of the environment: nothing of CI, of colours or of secrets, unless a test says so. */
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { GITHUB_ACTIONS: _actions, GITHUB_WORKSPACE: _workspace, NO_COLOR: _colour, HOOKBOOK_SECRET: _secret, ...inherited } = process.env;
  return { ...inherited, ...env };
}

/** Text that a command printed, in the order in which it was printed. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

interface Ran {
  readonly code: number;
  readonly printed: readonly Printed[];
}

let running: Promise<unknown> = Promise.resolve();

/**
 * Runs the built command line in this process, in exactly this environment: starting a process and loading the parser takes longer than
 * most commands. One command runs at a time, since the working folder belongs to the process.
 */
export function runHere(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const ran = running.then(async () => {
    const printed: Printed[] = [];
    const keep = (stream: Printed['stream']) => ({ write: (text: string) => printed.push({ stream, text }) });
    const before = process.cwd();
    process.chdir(cwd);
    try {
      return { code: await runCommandLine(args, { stdin: {}, stdout: keep('stdout'), stderr: keep('stderr'), env }), printed };
    } finally {
      process.chdir(before);
    }
  });
  running = ran.catch(() => undefined);
  return ran;
}

/** Runs the built command line in this process, and gives what it printed to each stream. */
export async function hookbook(args: readonly string[], { cwd, env = {} }: Omit<RunOptions, 'input'>): Promise<Result> {
  const { code, printed } = await runHere(args, cwd, environment(env));
  const textOf = (wanted: Printed['stream']) => printed.map(({ stream, text }) => (stream === wanted ? text : '')).join('');
  return { code, stdout: textOf('stdout'), stderr: textOf('stderr') };
}

/** Runs the built command line as a process, for what needs one: standard input, or a config or generator that has changed since it was loaded. */
export function hookbookProcess(args: readonly string[], { cwd, input = '', env = {} }: RunOptions): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, input, env: environment(env), encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** An empty folder, gone when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-system-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A project as `hookbook init` leaves it, with the runtime installed. */
export async function newProject(): Promise<string> {
  const folder = emptyFolder();
  const { code, stderr } = await hookbook(['init', '--yes'], { cwd: folder });
  if (code !== 0) throw new Error(`init failed: ${stderr}`);
  mkdirSync(join(folder, 'node_modules/@hookbook'), { recursive: true });
  symlinkSync(join(repository, 'runtime'), join(folder, 'node_modules/@hookbook/runtime'));
  return folder;
}
