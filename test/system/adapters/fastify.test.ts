import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { toFastifyPlugin } from '../../../runtime/src/fastify.js';
import type { Receiver } from '../../../runtime/src/index.js';
import { entriesOf, shopReceiver } from '../../runtime/sample-receiver.js';
import { post } from './requests.js';
import { runStreams, runTable } from './run-table.js';
import { serve } from './wire.js';

async function start(receiver: Receiver, app: FastifyInstance = Fastify()) {
  app.register(toFastifyPlugin(receiver), { prefix: '/webhooks/shop' });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { ...(await serve(app.server)), stop: () => app.close() };
}

describe('Fastify', () => {
  runTable(start);
  runStreams(start);

  test('its own limits and parsers stand aside, and stay as they are for other routes', async () => {
    const app = Fastify({ bodyLimit: 20 });
    app.post('/echo', async (request) => request.body);
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, { parsed: body }));
    const receiver = shopReceiver();
    const served = await start(receiver, app);
    onTestFinished(() => served.stop());
    expect(await served.send(post())).toBe(202);
    expect(await served.send({ ...post(), path: '/webhooks/shop/' })).toBe(202);
    expect(await entriesOf(receiver)).toHaveLength(1);
    const echoed = await fetch(`http://127.0.0.1:${served.port}/echo`, {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await echoed.json()).toEqual({ parsed: '{"a":1}' });
  });

  test('its hooks and log see what is taken and what is refused', async () => {
    const app = Fastify();
    const seen: string[] = [];
    app.addHook('onRequest', async (request) => void seen.push(`${request.method} ${request.url}`));
    app.addHook('onResponse', async (_request, reply) => void seen.push(String(reply.statusCode)));
    const served = await start(shopReceiver({ onRefused: () => {}, maxBodyBytes: 1000 }), app);
    onTestFinished(() => served.stop());
    await served.send(post());
    await served.send({ ...post(), body: new Uint8Array(2000) });
    await served.stop();
    expect(seen).toEqual(['POST /webhooks/shop', '202', 'POST /webhooks/shop', '413']);
  });

  test('what a hook before it has answered goes no further', async () => {
    const app = Fastify();
    app.addHook('preHandler', async (_request, reply) => reply.code(429).send());
    const receiver = shopReceiver();
    const served = await start(receiver, app);
    onTestFinished(() => served.stop());
    expect(await served.send(post())).toBe(429);
    expect(await entriesOf(receiver)).toEqual([]);
  });

  test("what a hook of the app throws is its error handler's", async () => {
    const app = Fastify();
    app.addHook('preHandler', async () => Promise.reject(new Error('no tenant')));
    app.setErrorHandler((error, _request, reply) => reply.code(418).send(String(error)));
    const served = await start(shopReceiver(), app);
    onTestFinished(() => served.stop());
    expect(await served.send(post())).toBe(418);
  });

  test('a body that a hook has read is a mistake that is named', async () => {
    const app = Fastify();
    app.addHook('onRequest', async (request) => {
      for await (const _ of request.raw);
    });
    const refused: string[] = [];
    const served = await start(shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }), app);
    onTestFinished(() => served.stop());
    expect({ status: await served.send(post()), refused }).toEqual({ status: 500, refused: ['body-already-read'] });
  });

  test('app.inject() is answered as a socket is', async () => {
    const app = Fastify();
    const receiver = shopReceiver({ onRefused: () => {} });
    app.register(toFastifyPlugin(receiver), { prefix: '/webhooks/shop' });
    const { headers, body } = post();
    const inject = (over: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url: '/webhooks/shop',
        headers: { ...Object.fromEntries(headers), ...over },
        payload: Buffer.from(body),
      });
    expect((await inject({})).statusCode).toBe(202);
    const refused = await inject({ 'webhook-id': 'msg_2' });
    expect({ status: refused.statusCode, body: refused.json() }).toEqual({ status: 401, body: { error: 'signature-mismatch' } });
    await app.close();
  });
});
