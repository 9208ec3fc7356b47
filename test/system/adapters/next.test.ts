import { describe, expect, test } from 'vitest';
import { toRouteHandler } from '../../../runtime/src/next.js';
import { entriesOf, shopReceiver } from '../../runtime/sample-receiver.js';
import { post } from './requests.js';
import { runTable } from './run-table.js';
import { differencesOfWeb, toRequest } from './web.js';

/** What Next.js hands a route handler beside the request. */
const context = { params: Promise.resolve({}) };

describe('Next.js', () => {
  runTable((receiver) => {
    const POST = toRouteHandler(receiver);
    return { send: async (posted) => (await POST(toRequest(posted), context)).status };
  }, differencesOfWeb);

  test('after() is given what waits for the handlers, for what was stored alone', async () => {
    const tasks: (() => Promise<void>)[] = [];
    let handled = 0;
    const receiver = shopReceiver({ onRefused: () => {}, on: { 'order.created': () => void handled++ } });
    const POST = toRouteHandler(receiver, { after: (task) => void tasks.push(task) });
    expect((await POST(toRequest(post({ headers: { 'webhook-id': 'msg_2' } })), context)).status).toBe(401);
    expect(tasks).toHaveLength(0);
    expect((await POST(toRequest(post()), context)).status).toBe(202);
    expect(tasks).toHaveLength(1);
    await Promise.all(tasks.map((task) => task()));
    expect(handled).toBe(1);
  });

  test('after() waits no longer than drainMs: what has to be tried again later is left to a later request', async () => {
    const tasks: (() => Promise<void>)[] = [];
    const on = {
      'order.created': () => {
        throw new Error('not today');
      },
    };
    const receiver = shopReceiver({ on, onResult: () => {}, retry: { minMs: 3_600_000 } });
    const POST = toRouteHandler(receiver, { after: (task) => void tasks.push(task), drainMs: 50 });
    await POST(toRequest(post()), context);
    await Promise.all(tasks.map((task) => task()));
    expect((await entriesOf(receiver)).map(({ state }) => state)).toEqual(['pending']);
    await receiver.close();
  });

  test('a body that was read before is a mistake that is named', async () => {
    const refused: string[] = [];
    const POST = toRouteHandler(shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }));
    const request = toRequest(post());
    await request.json();
    expect({ status: (await POST(request, context)).status, refused }).toEqual({ status: 500, refused: ['body-already-read'] });
  });
});
