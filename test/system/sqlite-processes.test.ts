import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { list, listIds } from '../conformance/sample.js';
import { openConnection, openInbox, sqliteFile } from '../runtime/sqlite-file.js';

/** Runs a script with an `inbox` over the file, and `store(id)`; gives the lines it printed once it has ended. */
function start(path: string, script: string): { child: ChildProcess; lines: Promise<string[]>; first: Promise<unknown> } {
  const source = `
    import { sqliteInbox } from '@hookbook/runtime/sqlite';
    const inbox = sqliteInbox(${JSON.stringify(path)}, { busyMs: 30_000 });
    const store = (id) => inbox.store({ provider: 'shop', id, event: null, body: Buffer.from(id), headers: [], receivedAt: 1, orderingKey: null });
    const claim = (limit) => inbox.claim({ provider: 'shop', limit, limits: {} });
    ${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed = createInterface({ input: child.stdout });
  const seen: string[] = [];
  printed.on('line', (line) => seen.push(line));
  const first = once(printed, 'line');
  return { child, lines: once(printed, 'close').then(() => seen), first };
}

test('processes that make the file at once keep one of each, and share what is due', async () => {
  const path = sqliteFile();
  const script = `
    const results = await Promise.all(Array.from({ length: 100 }, (_, at) => store('id ' + at)));
    console.log(results.filter((result) => result === 'stored').length);
    for (;;) {
      const { leases } = await claim(7);
      for (const lease of leases) console.log((await inbox.settle(lease, { state: 'done' })) && lease.id);
      if (leases.length === 0) break;
    }
    await inbox.close();`;
  const printed = await Promise.all(Array.from({ length: 4 }, () => start(path, script).lines));
  const stored = printed.reduce((sum, [count]) => sum + Number(count), 0);
  const settled = printed.flatMap(([, ...ids]) => ids);
  expect(stored).toBe(100);
  expect(settled).toHaveLength(100);
  expect(new Set(settled)).toEqual(new Set(await listIds(openInbox(path), { state: 'done' })));
});

test('what was acknowledged is there after kill -9', async () => {
  const path = sqliteFile();
  const writer = start(
    path,
    "for (let at = 0; ; at += 8) await Promise.all(Array.from({ length: 8 }, (_, more) => store('id ' + (at + more)).then(() => console.log('id ' + (at + more)))));",
  );
  await writer.first;
  writer.child.kill('SIGKILL');
  const acknowledged = await writer.lines;
  const kept = new Set(await listIds(openInbox(path)));
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  const connection = openConnection(path);
  expect(Object.values(Object(connection.prepare('PRAGMA integrity_check').all()[0]))).toEqual(['ok']);
  connection.close();
});

test('a process that is done ends by itself, with the inbox still open', async () => {
  const path = sqliteFile();
  const { child, lines } = start(path, "await store('a'); await claim(1); console.log('done');");
  const ended = once(child, 'exit');
  expect(await lines).toEqual(['done']);
  expect(await ended).toEqual([0, null]);
  expect(await list(openInbox(path))).toMatchObject([{ id: 'a', attempts: 1 }]);
});
