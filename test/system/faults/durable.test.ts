import { expect, onTestFinished, test, vi } from 'vitest';
import type { ResultReport } from '../../../runtime/src/hooks.js';
import { eventually } from '../../eventually.js';
import { entriesOf, shopReceiver } from '../../runtime/sample-receiver.js';
import { describeDatabases, patienceMs } from './databases.js';
import { events, item, post, serve } from './serve.js';

/** A promise and what fulfils it. */
function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describeDatabases((makeStore) => {
  test('fifty duplicates at once, at two receivers: each is acknowledged, one is kept, and it runs once', async () => {
    const open = await makeStore();
    const runs: string[] = [];
    const on = { '*': (_: unknown, { id }: { id: string }) => void runs.push(id) };
    const receivers = [open(), open()].map((inbox) => shopReceiver({ inbox, on, answerTimeoutMs: patienceMs }));
    const urls = await Promise.all(receivers.map(serve));
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, at) => post(urls[at % 2] ?? '')));
    expect(statuses).toEqual(Array(50).fill(202));
    const [receiver] = receivers;
    await receiver?.drain();
    expect(runs).toEqual(['msg_1']);
    expect(receiver && (await entriesOf(receiver))).toMatchObject([{ id: 'msg_1', state: 'done', attempts: 1 }]);
  });

  test('a poison event is a dead letter in the end, and keeps no other from its handler', async () => {
    const open = await makeStore();
    const done: string[] = [];
    const dead: string[] = [];
    const receiver = shopReceiver({
      inbox: open({ pollMs: 50 }),
      answerTimeoutMs: patienceMs,
      concurrency: 1,
      retry: { attempts: 4, minMs: 20, maxMs: 40 },
      on: {
        'order.created': () => {
          throw new Error('poison');
        },
        'order.item.added': (_, { id }) => void done.push(id),
      },
      onDead: ({ id, attempt }, error) => void dead.push(`${id} after ${attempt}: ${error}`),
    });
    const url = await serve(receiver);
    expect(await post(url, { id: 'poison' })).toBe(202);
    for (const sent of events(10)) expect(await post(url, { ...sent, body: item })).toBe(202);
    await receiver.drain();
    expect(dead).toEqual(['poison after 4: Error: poison']);
    expect(done.sort()).toEqual(events(10).map(({ id }) => id));
    expect((await entriesOf(receiver)).filter(({ state }) => state !== 'done')).toMatchObject([
      { id: 'poison', state: 'dead', attempts: 4, error: 'Error: poison' },
    ]);
  });

  test('a handler that outlives its lease: another runs the event, and what the first comes to counts for nothing', async () => {
    const lost = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => lost.mockRestore());
    const open = await makeStore();
    const reports: ResultReport[] = [];
    const onResult = (report: ResultReport) => void reports.push(report);
    const handler = gate();
    // Who stood still, with its machine, notices no time-out: to this receiver its lease is as long as it takes.
    const first = shopReceiver({
      inbox: { ...open({ leaseMs: 300 }), leaseMs: 3_600_000 },
      answerTimeoutMs: patienceMs,
      concurrency: 1,
      on: {
        '*': async () => {
          await handler.opened;
          throw new Error('too late');
        },
      },
      onResult,
    });
    const url = await serve(first);
    expect(await post(url)).toBe(202);
    await eventually(async () => expect(await entriesOf(first)).toMatchObject([{ state: 'pending', attempts: 1 }]));
    const runs: number[] = [];
    const second = shopReceiver({
      inbox: open({ pollMs: 20 }),
      on: { '*': (_, { attempt }) => void runs.push(attempt) },
      onResult,
    });
    await second.drain();
    expect(runs).toEqual([2]);
    expect(reports).toMatchObject([{ id: 'msg_1', attempt: 2, outcome: 'done' }]);
    handler.open();
    await eventually(() => expect(reports).toHaveLength(2));
    expect(reports[1]).toMatchObject({ id: 'msg_1', attempt: 1, outcome: 'lost' });
    expect(await entriesOf(second)).toMatchObject([{ state: 'done', attempts: 2, error: null }]);
    await second.close();
  });
});
