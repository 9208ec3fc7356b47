import type { Server } from 'node:http';
import { type ServerType, serve as serveHono } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { toHonoHandler } from '../../../runtime/src/hono.js';
import type { Receiver } from '../../../runtime/src/index.js';
import type { CloseOnSignalsOptions } from '../../../runtime/src/node.js';
import { shopReceiver } from '../../runtime/sample-receiver.js';
import { post } from './requests.js';
import { runStreams, runTable } from './run-table.js';
import { differencesOfWeb, toRequest } from './web.js';
import { serve } from './wire.js';

const appOf = (receiver: Receiver) => new Hono().all('/webhooks/shop', toHonoHandler(receiver));

async function mount(receiver: Receiver, app: Pick<Hono, 'fetch'> = appOf(receiver)) {
  const server = await new Promise<Server>((ready) => {
    const started = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(started as Server));
  });
  return serve(server);
}

describe('Hono, app.request()', () => {
  runTable((receiver) => ({ send: async (posted) => (await appOf(receiver).request(toRequest(posted))).status }), differencesOfWeb);

  test('a host with waitUntil waits for the handlers of what was stored, and of that alone', async () => {
    const waited: Promise<unknown>[] = [];
    const context = { waitUntil: (promise: Promise<unknown>) => void waited.push(promise), passThroughOnException: () => {}, props: {} };
    let handled = 0;
    const receiver = shopReceiver({ onRefused: () => {}, on: { 'order.created': () => void handled++ } });
    const app = appOf(receiver);
    expect((await app.request(toRequest(post({ method: 'PUT' })), undefined, {}, context)).status).toBe(405);
    expect(waited).toHaveLength(0);
    expect((await app.request(toRequest(post()), undefined, {}, context)).status).toBe(202);
    await Promise.all(waited);
    expect({ waited: waited.length, handled }).toEqual({ waited: 1, handled: 1 });
  });
});

describe('Hono on @hono/node-server', () => {
  runTable(mount);
  runStreams(mount);

  test.each(['json', 'text', 'arrayBuffer'] as const)(
    'a middleware that reads the body by %s() is a mistake that is named',
    async (read) => {
      const refused: string[] = [];
      const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
      const app = new Hono()
        .use(async (context, next) => {
          await context.req[read]();
          await next();
        })
        .all('/webhooks/shop', toHonoHandler(receiver));
      const served = await mount(receiver, app);
      onTestFinished(() => served.stop?.());
      expect({ status: await served.send(post()), refused }).toEqual({ status: 500, refused: ['body-already-read'] });
      const answer = await app.request(toRequest(post()));
      expect(answer.status).toBe(500);
    },
  );

  test("behind Hono's own body limit, which wraps the body, the bytes are those that came", async () => {
    const receiver = shopReceiver();
    const app = new Hono().use(bodyLimit({ maxSize: 1000 })).all('/webhooks/shop', toHonoHandler(receiver));
    const served = await mount(receiver, app);
    onTestFinished(() => served.stop?.());
    expect(await served.send(post({}, { chunked: true }))).toBe(202);
    expect(await served.send(post({}, { add: [['webhook-signature', 'v1,AAAA']] }))).toBe(400);
  });

  test('what it serves can be given to closeOnSignals', () => {
    expectTypeOf<ServerType>().toExtend<CloseOnSignalsOptions['server']>();
  });
});
