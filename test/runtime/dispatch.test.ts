import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Dedupe, memoryInbox } from '../../runtime/src/index.js';
import { eventually } from '../eventually.js';
import { entriesOf, order, shopReceiver, signedRequest, unsignedReceiver } from './sample-receiver.js';

const added = '{"type":"order.item.added","id":"o1"}';
const states = async (receiver: ReturnType<typeof shopReceiver>) => (await entriesOf(receiver)).map(({ state }) => state);
const fail = () => {
  throw new Error('no database');
};

describe('handlers', () => {
  test('all that match run, the exact one first, * last', async () => {
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(name);
    const on = {
      '*': note('*'),
      'order.*': note('order.*'),
      'order.item.*': note('order.item.*'),
      'order.item.added': note('exact'),
      'order.created': note('other'),
    };
    const receiver = shopReceiver({ on });
    await receiver.fetch(signedRequest({ body: added }));
    await receiver.drain();
    expect(ran).toEqual(['exact', 'order.item.*', 'order.*', '*']);
  });

  test('one that throws keeps the others from nothing, and all of them come again', async () => {
    const ran: string[] = [];
    const exact = () => {
      ran.push('exact');
      fail();
    };
    const on = { '*': () => void ran.push('*'), 'order.item.added': exact };
    const receiver = shopReceiver({ on, onDead: () => {} });
    await receiver.fetch(signedRequest({ body: added }));
    await eventually(() => expect(ran).toEqual(['exact', '*']));
    await receiver.close();
  });

  test('an event without a handler is done', async () => {
    const receiver = shopReceiver();
    await receiver.fetch(signedRequest());
    await receiver.drain();
    expect(await states(receiver)).toEqual(['done']);
  });

  test('the acknowledgement does not wait for them', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const receiver = shopReceiver({ on: { '*': () => held } });
    expect((await receiver.fetch(signedRequest())).status).toBe(202);
    expect(await states(receiver)).toEqual(['pending']);
    release();
    await receiver.drain();
    expect(await states(receiver)).toEqual(['done']);
  });

  test('the delivery says what the request said, without its credentials', async () => {
    const seen: unknown[] = [];
    const receiver = shopReceiver({
      on: {
        'order.created': (event, { headers, body, signal, ...rest }) =>
          void seen.push(event, rest, signal.aborted, headers.get('X-Trace'), headers.get('cookie'), Buffer.from(body).toString()),
      },
    });
    await receiver.fetch(signedRequest({ headers: { 'x-trace': 't1', cookie: 'session=1', authorization: 'Basic eDp5' } }));
    await receiver.drain();
    const delivery = { provider: 'shop', id: 'msg_1', event: 'order.created', receivedAt: 1_614_265_330_000, attempt: 1, warnings: [] };
    expect(seen).toEqual([JSON.parse(order), delivery, false, 't1', null, order]);
  });

  test('what a handler does to its bytes changes nothing that is kept', async () => {
    const receiver = shopReceiver({ on: { '*': (_, { body }) => void body.fill(0) } });
    await receiver.fetch(signedRequest());
    await receiver.drain();
    await receiver.fetch(signedRequest());
    expect(await states(receiver)).toEqual(['done']);
    expect(Buffer.from((await entriesOf(receiver))[0]?.body ?? []).toString()).toBe(order);
  });

  test('no more than sixteen run at once, and all run', async () => {
    let most = 0;
    let running = 0;
    let ran = 0;
    const receiver = shopReceiver({
      on: {
        '*': async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running--;
          ran++;
        },
      },
    });
    await Promise.all(Array.from({ length: 50 }, (_, at) => receiver.fetch(signedRequest({ id: `msg_${at}` }))));
    await receiver.drain();
    expect({ most, ran }).toEqual({ most: 16, ran: 50 });
  });
});

describe('deduplication', () => {
  afterEach(() => vi.restoreAllMocks());

  test('fifty at once are one run', async () => {
    let runs = 0;
    const receiver = shopReceiver({ on: { '*': () => void runs++ } });
    const responses = await Promise.all(Array.from({ length: 50 }, () => receiver.fetch(signedRequest())));
    await receiver.drain();
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]));
    expect({ runs, states: await states(receiver) }).toEqual({ runs: 1, states: ['done'] });
  });

  test('the same id with other bytes is kept, not run', async () => {
    const events: unknown[] = [];
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({ on: { '*': (event) => void events.push(event) } });
    const other = order.replace('o1', 'o2');
    for (const body of [order, other, other, order]) expect((await receiver.fetch(signedRequest({ body }))).status).toBe(202);
    await receiver.drain();
    expect(events).toEqual([JSON.parse(order)]);
    expect(await states(receiver)).toEqual(['done', 'conflict']);
    expect(warn.mock.calls.map(([line]) => line)).toEqual([expect.stringMatching(/^hookbook: shop: msg_1: .*conflict/)]);
  });

  test('one body is two deliveries where a header tells two events', async () => {
    const runs: string[] = [];
    const receiver = unsignedReceiver(
      { on: { '*': (_, { event }) => void runs.push(event) } },
      {
        discriminator: [{ kind: 'header', header: 'x-event' }],
        findEvent: (_, get) => (get?.('x-event') === 'paid' ? 'order.created' : 'order.item.added'),
      },
    );
    for (const event of ['paid', 'added', 'paid']) await receiver.fetch(signedRequest({ headers: { 'x-event': event } }));
    await receiver.drain();
    expect(runs).toEqual(['order.created', 'order.item.added']);
  });

  test('receivers of two providers share an inbox, and no ids', async () => {
    const inbox = memoryInbox();
    const runs: string[] = [];
    const receivers = ['one', 'two'].map((provider) => shopReceiver({ inbox, on: { '*': () => void runs.push(provider) } }, { provider }));
    for (const receiver of receivers) await receiver.fetch(signedRequest());
    for (const receiver of receivers) await receiver.drain();
    expect(runs.sort()).toEqual(['one', 'two']);
  });

  const sources = (...pointers: string[]): Dedupe => ({
    by: 'sources',
    sources: pointers.map((pointer) => ({ kind: 'pointer', pointer })),
  });
  const header: Dedupe = { by: 'sources', sources: [{ kind: 'header', header: 'x-id' }] };
  const body: Dedupe = { by: 'body' };
  test.each([
    { name: 'one string', dedupe: sources('/id'), body: order, want: 'o1' },
    { name: 'one number', dedupe: sources('/n'), body: '{"n":1}', want: '[1]' },
    { name: 'a string that looks like one', dedupe: sources('/n'), body: '{"n":"[1]"}', want: '["[1]"]' },
    { name: 'several', dedupe: sources('/type', '/id'), body: order, want: '["order.created","o1"]' },
    {
      name: 'several that would look alike joined by a comma',
      dedupe: sources('/a', '/b'),
      body: '{"a":"x\\",\\"y","b":"z"}',
      want: '["x\\",\\"y","z"]',
    },
    { name: 'NUL, which no database takes as text', dedupe: sources('/id'), body: '{"id":"a\\u0000"}', want: '["a\\u0000"]' },
    {
      name: 'characters that a log would obey',
      dedupe: sources('/id'),
      body: '{"id":"\u009b31m\u2028\u00e9"}',
      want: '["\\u009b31m\\u2028\\u00e9"]',
    },
    { name: 'a string that looks like a hash', dedupe: sources('/id'), body: '{"id":"long-sha256:0"}', want: '["long-sha256:0"]' },
    {
      name: 'a long one by its own hash, whatever else the body says',
      dedupe: sources('/id'),
      body: `{"n":1,"id":"${'x'.repeat(600)}"}`,
      want: `long-sha256:${createHash('sha256').update('x'.repeat(600)).digest('hex')}`,
    },
    { name: 'a header', dedupe: header, body: 'x', want: 'h1' },
    { name: 'the body', dedupe: body, body: 'abc', want: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    ...['{}', '{"id":null}', '{"id":""}', '{"id":{}}', '{"id":"a","id":"b"}', 'no json', '\uFEFF{"id":"a"}'].map((body) => ({
      name: `no usable id: ${body.slice(0, 30)}`,
      dedupe: sources('/id'),
      body,
      want: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })),
  ])('the id: $name', async ({ dedupe, body, want }) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = unsignedReceiver({ onUnknown: () => {}, onInvalid: () => {} }, { dedupe });
    await receiver.fetch(signedRequest({ body, headers: { 'x-id': 'h1' } }));
    expect((await entriesOf(receiver)).map(({ id }) => id)).toEqual([want]);
  });
});
