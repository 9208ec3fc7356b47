import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyFolder, hookbook, repository } from './hookbook.js';
import { buildApps, installPackages } from './scaffolded.js';

const document = join(repository, 'asyncapi.yaml');

interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output: string;
}

/** Starts an app as its package.json says, on a port that is free. */
function start(app: string, env: Readonly<Record<string, string>>): Running {
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
async function addressOf(running: Running): Promise<string> {
  const [, port, path] = await vi.waitFor(
    () => {
      if (running.child.exitCode !== null) throw new Error(`ended with ${running.child.exitCode}: ${running.output}`);
      const found = /^listening .*port: (\d+).* (\/webhooks\/\S+)$/m.exec(running.output);
      if (found === null) throw new Error(`not listening: ${running.output}`);
      return found;
    },
    { timeout: 30_000 },
  );
  return `http://127.0.0.1:${port}${path}`;
}

/** Runs the app's `send.mjs`, as its README says; gives what it printed. */
async function send(app: string, address: string, env: Readonly<Record<string, string>>): Promise<string> {
  const sent = await promisify(execFile)(process.execPath, ['send.mjs', address], {
    cwd: app,
    env: { PATH: process.env['PATH'], ...env },
  }).catch((failed: { stdout: string }) => failed);
  return sent.stdout.trim();
}

const linesOf = ({ output }: Running) => output.split('\n').filter((line) => line.startsWith('{"'));

async function stop({ child }: Running): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await ended) as [number | null];
  return code;
}

describe.each([
  { framework: 'node', provider: 'ecwid', event: 'profile.updated' },
  { framework: 'express', provider: 'gately', event: 'member.created' },
  { framework: 'fastify', provider: 'creads', event: 'invitation.created' },
  { framework: 'hono', provider: 'ulule', event: 'user.created' },
])('an app for $provider on $framework', { timeout: 120_000 }, ({ framework, provider, event }) => {
  it('takes signed events, refuses others, survives a restart, and ends with 0 on SIGTERM', async () => {
    const folder = emptyFolder();
    installPackages(folder);
    const where = ['--framework', framework, '--out', 'app', '--document', document];
    expect(hookbook(['scaffold', provider, ...where], { cwd: folder }).code).toBe(0);
    expect(await buildApps(folder, ['app'])).toEqual([]);
    const app = join(folder, 'app');
    const variable = `${provider.toUpperCase()}_WEBHOOK_SECRET`;
    const rotated = { [variable]: 'the-new-secret', [`${variable}_PREVIOUS`]: 'the-old-secret' };
    const unsigned = provider === 'ulule';

    if (!unsigned) {
      const poor = start(app, {});
      expect(await once(poor.child, 'close')).toEqual([1, null]);
      expect(poor.output).toContain(`${variable} is not set: see .env.example`);
    }

    const first = start(app, rotated);
    const address = await addressOf(first);
    expect((await fetch(new URL('/', address))).status).toBe(404);
    for (const secret of ['the-new-secret', 'the-old-secret']) {
      expect(await send(app, address, { [variable]: secret })).toMatch(/^2\d\d/);
    }
    expect(await send(app, address, { [variable]: 'another' })).toMatch(unsigned ? /^2\d\d/ : /^401/);
    const handled = unsigned ? 3 : 2;
    await vi.waitFor(() => expect(linesOf(first)).toHaveLength(handled), { timeout: 10_000 });
    for (const line of linesOf(first)) expect(JSON.parse(line)).toMatchObject({ provider, event, attempt: 1 });
    expect(await stop(first)).toBe(0);

    // What was handled is in the file, and is not handled again.
    const second = start(app, rotated);
    expect(await send(app, await addressOf(second), { [variable]: 'the-new-secret' })).toMatch(/^2\d\d/);
    await vi.waitFor(() => expect(linesOf(second)).toHaveLength(1), { timeout: 10_000 });
    expect(await stop(second)).toBe(0);
    expect(readFileSync(join(app, 'inbox.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
  });
});
