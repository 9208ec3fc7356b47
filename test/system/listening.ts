import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { bin, type Result, type RunOptions, repository } from './hookbook.js';

/** What of a record the tests look at. */
export interface Heard {
  readonly provider: string | null;
  readonly event: string | null;
  readonly outcome: string;
  readonly signature: string;
  readonly reason: string | null;
  readonly hints: readonly string[];
  readonly valid: boolean | null;
  readonly errors: readonly { readonly pointer: string; readonly message: string }[];
  readonly notes: readonly string[];
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
}

export interface Listening {
  readonly origin: string;
  /** All that it printed; an object a line with --json. */
  stdout(): string;
  stderr(): string;
  /** The records so far, once there are as many; only with --json. */
  heard(count: number): Promise<Heard[]>;
  /** Sends the signal, and gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  readonly exited: Promise<number | null>;
}

function start(args: readonly string[], { cwd, env = {} }: Omit<RunOptions, 'input'>) {
  const { GITHUB_ACTIONS: _actions, NO_COLOR: _colour, HOOKBOOK_SECRET: _secret, ...inherited } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: { ...inherited, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return { child, said };
}

/** Runs the built command line beside the test, so that a process that it talks to is heard meanwhile. */
export async function runBeside(args: readonly string[], options: RunOptions): Promise<Result> {
  const { child, said } = start(args, options);
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** `hookbook listen` on a free port, over this repository's document. */
export async function listen(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = repository): Promise<Listening> {
  const { child, said } = start(['listen', '--port', '0', ...args], { cwd, env });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  await until(child, () => said.stderr.includes('listening; '));
  const parse = () =>
    said.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Heard);
  return {
    origin: /^http:\/\/[^/\s]+/m.exec(said.stderr)?.[0] ?? '',
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    heard: async (count) => {
      await until(child, () => parse().length >= count);
      return parse();
    },
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exited;
    },
    exited,
  };
}

/** Resolves when the child has said enough; rejects where it ends before. */
function until(child: ChildProcess, enough: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!enough()) return;
      child.stdout?.off('data', look);
      child.stderr?.off('data', look);
      resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error('it ended before it said enough')));
    look();
  });
}
