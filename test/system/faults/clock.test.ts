import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ResultReport } from '../../../runtime/src/hooks.js';
import { eventually } from '../../eventually.js';
import { entriesOf, now, shopReceiver } from '../../runtime/sample-receiver.js';
import { openInbox, sqliteFile } from '../../runtime/sqlite-file.js';
import { post, serve } from './serve.js';

const tenMinutes = 600_000;

describe('a clock that is ten minutes off', () => {
  test.each([
    { name: 'fast', shift: tenMinutes },
    { name: 'slow', shift: -tenMinutes },
  ])('$name: signed times are refused, and taken where they are within the tolerance by it', async ({ shift }) => {
    const reasons: string[] = [];
    const inbox = openInbox(sqliteFile());
    const receiver = shopReceiver({ inbox, now: () => now + shift, onRefused: ({ reason }) => void reasons.push(reason) });
    const url = await serve(receiver);
    expect(await post(url, { at: now / 1000 })).toBe(401);
    expect(reasons).toEqual(['timestamp-out-of-tolerance']);
    expect(await post(url, { id: 'edge', at: (now + shift / 2) / 1000 })).toBe(202);
    expect((await entriesOf(receiver)).map(({ id }) => id)).toEqual(['edge']);
  });
});

// Postgres has one clock for all, its own: there is nothing of ours to set.
describe.each([
  { name: 'forward', shift: tenMinutes },
  { name: 'back', shift: -tenMinutes },
])('the clock of a SQLite inbox is set $name by ten minutes', ({ shift }) => {
  test('amid a retry: it runs again all the same', async () => {
    let offset = 0;
    let runs = 0;
    const receiver = shopReceiver({
      inbox: openInbox(sqliteFile(), { now: () => Date.now() + offset, pollMs: 20 }),
      retry: { attempts: 3, minMs: 1000, maxMs: 1000 },
      on: {
        '*': () => {
          if (++runs === 1) throw new Error('the first time');
        },
      },
    });
    const url = await serve(receiver);
    expect(await post(url)).toBe(202);
    await eventually(async () => expect(await entriesOf(receiver)).toMatchObject([{ error: 'Error: the first time' }]));
    offset = shift;
    await receiver.drain();
    expect(runs).toBe(2);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'done', attempts: 2 }]);
  });

  test('amid a lease: it may run twice, counts once, and nothing stays pending', async () => {
    const lost = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => lost.mockRestore());
    let offset = 0;
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const reports: ResultReport[] = [];
    const receiver = shopReceiver({
      inbox: openInbox(sqliteFile(), { now: () => Date.now() + offset, pollMs: 20, leaseMs: 60_000 }),
      handlerTimeoutMs: 20_000,
      on: { '*': (_, { attempt }) => (attempt === 1 ? finished : undefined) },
      onResult: (report) => void reports.push(report),
    });
    const url = await serve(receiver);
    expect(await post(url)).toBe(202);
    await eventually(async () => expect(await entriesOf(receiver)).toMatchObject([{ attempts: 1 }]));
    offset = shift;
    await eventually(() => expect(reports).toMatchObject([{ attempt: 2, outcome: 'done' }]));
    finish();
    await eventually(() => expect(reports).toHaveLength(2));
    expect(reports[1]).toMatchObject({ attempt: 1, outcome: 'lost' });
    await receiver.drain();
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'done', attempts: 2 }]);
  });
});
