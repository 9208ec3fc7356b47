import { afterEach, describe, expect, test, vi } from 'vitest';
import { memoryInbox, type ReceiveReport, type ResultReport } from '../../runtime/src/index.js';
import { eventually } from '../eventually.js';
import { now, order, secret, shopReceiver, signedRequest } from './sample-receiver.js';

afterEach(() => vi.restoreAllMocks());

const silent = { onDead: () => {}, onUnknown: () => {}, onInvalid: () => {}, onRefused: () => {} };

describe('onReceive', () => {
  test('is told of every request, and of nothing that must stay secret', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const reports: ReceiveReport[] = [];
    const receiver = shopReceiver({ ...silent, onReceive: (report) => void reports.push(report) });
    await receiver.fetch(signedRequest());
    await receiver.fetch(signedRequest());
    await receiver.fetch(signedRequest({ body: `${order} ` }));
    await receiver.fetch(signedRequest({ id: 'msg_2', body: '{}' }));
    await receiver.fetch(signedRequest({ headers: { 'webhook-signature': 'v1,AAAA' } }));
    await receiver.fetch(signedRequest({ method: 'PUT' }));
    expect(reports.map(({ durationMs, ...report }) => report)).toEqual([
      { provider: 'shop', event: 'order.created', id: 'msg_1', outcome: 'stored', reason: null, status: 202, bytes: 34 },
      { provider: 'shop', event: 'order.created', id: 'msg_1', outcome: 'duplicate', reason: null, status: 202, bytes: 34 },
      { provider: 'shop', event: 'order.created', id: 'msg_1', outcome: 'conflict', reason: null, status: 202, bytes: 35 },
      { provider: 'shop', event: null, id: 'msg_2', outcome: 'stored', reason: null, status: 202, bytes: 2 },
      { provider: 'shop', event: null, id: null, outcome: 'refused', reason: 'signature-mismatch', status: 401, bytes: 34 },
      { provider: 'shop', event: null, id: null, outcome: 'refused', reason: 'method-not-allowed', status: 405, bytes: null },
    ]);
    for (const { durationMs } of reports) expect(durationMs).toBeGreaterThanOrEqual(0);
    for (const confidential of [secret.slice(6), 'o1', 'v1,']) expect(JSON.stringify(reports)).not.toContain(confidential);
    await receiver.close();
  });

  test('one that fails changes no answer, and is told', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const onReceive = () => {
      throw new Error('metrics');
    };
    const receiver = shopReceiver({ onReceive });
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    await eventually(() => expect(error).toHaveBeenCalledWith('hookbook: shop: onReceive failed', new Error('metrics')));
    await receiver.close();
  });
});

describe('onResult', () => {
  test.each([
    { name: 'done', body: order, want: { outcome: 'done', reason: null, event: 'order.created' } },
    { name: 'an unknown event', body: '{}', want: { outcome: 'unknown', reason: 'unknown-event', event: null } },
    { name: 'no JSON', body: 'x', want: { outcome: 'invalid', reason: 'unreadable', event: null } },
    {
      name: 'another schema',
      body: '{"type":"order.created"}',
      want: { outcome: 'invalid', reason: 'schema-mismatch', event: 'order.created' },
    },
    {
      name: 'a handler that throws, the last time',
      body: '{"type":"order.item.added","id":"o1"}',
      want: { outcome: 'dead', reason: 'handler-failed', event: 'order.item.added' },
    },
  ])('$name', async ({ body, want }) => {
    const reports: ResultReport[] = [];
    const fail = () => {
      throw new Error('boom');
    };
    const on = { 'order.item.added': fail };
    const onResult = (report: ResultReport) => void reports.push(report);
    const receiver = shopReceiver({ ...silent, on, retry: { attempts: 1 }, onResult, now: () => now });
    await receiver.fetch(signedRequest({ body }));
    await receiver.drain();
    expect(reports).toEqual([{ provider: 'shop', id: 'msg_1', attempt: 1, ageMs: 0, durationMs: expect.any(Number), ...want }]);
  });

  test('a time-out and its retry, then a lease that was lost', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.useFakeTimers();
    const reports: ResultReport[] = [];
    const inbox = memoryInbox();
    let slow = true;
    const receiver = shopReceiver({
      inbox: { ...inbox, settle: async (lease, outcome) => outcome.state !== 'done' && inbox.settle(lease, outcome) },
      handlerTimeoutMs: 100,
      on: { '*': () => (slow ? new Promise(() => {}) : undefined) },
      onResult: (report) => void reports.push(report),
    });
    await receiver.fetch(signedRequest());
    await vi.advanceTimersByTimeAsync(110);
    slow = false;
    await vi.advanceTimersByTimeAsync(1100);
    expect(reports).toMatchObject([
      { outcome: 'retry', reason: 'handler-timeout', attempt: 1 },
      { outcome: 'lost', reason: null, attempt: 2 },
    ]);
    await receiver.close();
    vi.useRealTimers();
  });
});

describe('without onResult', () => {
  const boom = () => {
    throw new Error('boom \u001b[31m');
  };

  test('an attempt that fails is a line on the console, one a minute for each event', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({ on: { '*': boom }, retry: { minMs: 10_000 } });
    for (const id of ['msg_1', 'msg_2']) await receiver.fetch(signedRequest({ id }));
    await eventually(() => expect(warn).toHaveBeenCalled());
    await receiver.close();
    expect(warn.mock.calls.flat()).toEqual([
      expect.stringMatching(/^hookbook: shop: msg_1: order\.created failed, attempt 1 of 15, retry in \d+ s: Error: boom \\u001b\[31m$/),
    ]);
  });

  test('with it the app is told, and no one else', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const onResult = vi.fn();
    const receiver = shopReceiver({ on: { '*': boom }, onResult });
    await receiver.fetch(signedRequest());
    await eventually(() => expect(onResult).toHaveBeenCalled());
    await receiver.close();
    expect(warn).not.toHaveBeenCalled();
  });
});

test('the console says why an event is unknown', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const receiver = shopReceiver();
  await receiver.fetch(signedRequest({ body: '{"type":"order.created","type":"order.item.added"}' }));
  await receiver.drain();
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('/type occurs more than once, kept as unknown')]);
});
