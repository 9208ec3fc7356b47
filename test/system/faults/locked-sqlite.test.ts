import { expect, onTestFinished, test, vi } from 'vitest';
import { entriesOf, shopReceiver } from '../../runtime/sample-receiver.js';
import { openConnection, openInbox, sqliteFile } from '../../runtime/sqlite-file.js';
import { events, post, serve } from './serve.js';

test.each([
  { name: 'answerTimeoutMs is over before the inbox gives up', busyMs: 60_000, answerTimeoutMs: 300 },
  { name: 'the inbox gives up before', busyMs: 200, answerTimeoutMs: 60_000 },
])('SQLite, locked by another process: 503 while it is, all is handled after; $name', async ({ busyMs, answerTimeoutMs }) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const path = sqliteFile();
  const runs: string[] = [];
  const causes: string[] = [];
  const receiver = shopReceiver({
    inbox: openInbox(path, { busyMs, pollMs: 20 }),
    answerTimeoutMs,
    on: { '*': (_, { id }) => void runs.push(id) },
    onRefused: ({ reason }) => void causes.push(reason),
  });
  const url = await serve(receiver);
  expect(await post(url, { id: 'before' })).toBe(202);
  await receiver.drain();
  const other = openConnection(path);
  other.exec('BEGIN IMMEDIATE');
  // The lock goes only after they are answered: had they waited for it, this would never end.
  expect(await Promise.all(events(20).map((sent) => post(url, sent)))).toEqual(Array(20).fill(503));
  expect(causes).toEqual(Array(20).fill('inbox-unavailable'));
  other.exec('COMMIT');
  other.close();
  // Those that were only late may have been kept: sent again they are duplicates.
  expect(await Promise.all(events(20).map((sent) => post(url, sent)))).toEqual(Array(20).fill(202));
  await receiver.drain();
  const ids = ['before', ...events(20).map(({ id }) => String(id))].sort();
  expect(runs.sort()).toEqual(ids);
  expect((await entriesOf(receiver)).map(({ id, state }) => `${id} ${state}`).sort()).toEqual(ids.map((id) => `${id} done`));
});
