import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { createDatabase } from './create-database.js';
import { emptyFolder, hookbook, repository } from './hookbook.js';

const secret = 'a secret that only gately and we know';
const events = 15;
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

/** A process of an example, and what it has printed. */
function start(file: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(repository, 'examples', file)], {
    cwd: repository,
    env: { ...process.env, GATELY_WEBHOOK_SECRET: secret, PORT: '0', ...env },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    child,
    ended,
    output: () => output,
    handled: () => [...output.matchAll(/^handled (\S+ \S+), attempt 1$/gm)].map(([, which]) => which),
    url: () => eventually(() => /listening on (\S+)/.exec(output)?.[1] ?? Promise.reject(new Error(output))),
  };
}

function send(url: string, ...options: string[]): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [join(repository, 'examples/send.js'), url, secret, ...options], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

describe('the examples', () => {
  it('SQLite: every event is sent twice and handled once, also over kill -9', async () => {
    const env = { INBOX: join(emptyFolder(), 'inbox.db') };
    const first = start('sqlite-receiver/receiver.js', env);
    const sent = send(await first.url(), '--twice');
    expect(sent).toHaveLength(2 * events);
    expect(sent.filter((line) => !line.startsWith('200 '))).toEqual([]);
    await eventually(() => expect(new Set(first.handled()).size).toBe(events));
    expect(first.handled()).toHaveLength(events);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start('sqlite-receiver/receiver.js', env);
    expect(send(await second.url())).toHaveLength(events);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(second.handled()).toEqual([]);
  });

  it('Postgres: two receivers, two workers, each event handled once', async () => {
    const env = { DATABASE_URL: await createDatabase() };
    const receivers = [start('postgres-receiver/receiver.js', env), start('postgres-receiver/receiver.js', env)];
    const workers = [start('postgres-receiver/worker.js', env), start('postgres-receiver/worker.js', env)];
    for (const receiver of receivers) {
      const sent = send(await receiver.url());
      expect(sent.filter((line) => !line.startsWith('200 '))).toEqual([]);
    }
    const handled = () => workers.flatMap((worker) => worker.handled());
    await eventually(() => expect(new Set(handled()).size).toBe(events));
    const states = async () => {
      const { stdout } = await hookbook(['inbox', 'list', '--json', '--inbox', env.DATABASE_URL], { cwd: repository });
      return (JSON.parse(stdout) as { state: string }[]).map(({ state }) => state);
    };
    await eventually(async () => expect(await states()).toEqual(Array(events).fill('done')));
    for (const { child } of [...receivers, ...workers]) child.kill('SIGTERM');
    expect(await Promise.all([...receivers, ...workers].map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    expect(handled()).toHaveLength(events);
  });
});
