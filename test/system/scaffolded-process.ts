import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { eventually } from '../eventually.js';

export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output: string;
}

/** Starts an app as its package.json says, on a port that is free. */
export function start(app: string, env: Readonly<Record<string, string>>): Running {
  const { scripts } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [command, ...args] = scripts.start.split(' ');
  expect(command).toBe('node');
  const child = spawn(process.execPath, args, { cwd: app, env: { PATH: process.env['PATH'], PORT: '0', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const running: Running = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (running.output += chunk.toString()));
  return running;
}

/** The address that it says it listens at. */
export async function addressOf(running: Running): Promise<string> {
  const [, port, path] = await eventually(() => {
    if (running.child.exitCode !== null) throw new Error(`ended with ${running.child.exitCode}: ${running.output}`);
    const found = /^listening .*port: (\d+).* (\/webhooks\/\S+)$/m.exec(running.output);
    if (found === null) throw new Error(`not listening: ${running.output}`);
    return found;
  });
  return `http://127.0.0.1:${port}${path}`;
}

/** Runs the app's `send.mjs`, as its README says; gives what it printed. */
export async function send(app: string, address: string, env: Readonly<Record<string, string>>, ...options: string[]): Promise<string> {
  const sent = await promisify(execFile)(process.execPath, ['send.mjs', address, ...options], {
    cwd: app,
    env: { PATH: process.env['PATH'], ...env },
  }).catch((failed: { stdout: string }) => failed);
  return sent.stdout.trim();
}

/** What `send.mjs --twice` says where it fails with exit code 1. */
export async function complaintOf(app: string, address: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stderr } = await promisify(execFile)(process.execPath, ['send.mjs', address, '--twice'], {
    cwd: app,
    env: { PATH: process.env['PATH'], ...env },
  }).then(
    (fine) => ({ ...fine, code: 0 }),
    (failed: { code: number; stderr: string }) => failed,
  );
  expect(code).toBe(1);
  return stderr;
}

/** What its handlers have logged. */
export const linesOf = ({ output }: Running) => output.split('\n').filter((line) => line.startsWith('{"'));

export async function stop({ child }: Running): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}
