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

/** Runs the built command line, as an installed one would be run. */
export function hookbook(args: readonly string[], { cwd, input = '', env = {} }: RunOptions): Result {
  const { GITHUB_ACTIONS: _actions, GITHUB_WORKSPACE: _workspace, NO_COLOR: _colour, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    input,
    env: { ...inherited, ...env },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** An empty folder, gone when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-system-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A project as `hookbook init` leaves it, with the runtime installed. */
export function newProject(): string {
  const folder = emptyFolder();
  const { code, stderr } = hookbook(['init', '--yes'], { cwd: folder });
  if (code !== 0) throw new Error(`init failed: ${stderr}`);
  mkdirSync(join(folder, 'node_modules/@hookbook'), { recursive: true });
  symlinkSync(join(repository, 'runtime'), join(folder, 'node_modules/@hookbook/runtime'));
  return folder;
}
