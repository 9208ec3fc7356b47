import { createServer } from 'node:http';
import express, { type RequestHandler } from 'express';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import { toNodeListener } from '../../../runtime/src/node.js';
import { entriesOf, order, shopReceiver } from '../../runtime/sample-receiver.js';
import { post } from './requests.js';
import { runStreams, runTable } from './run-table.js';
import { exchange, serve, statusOf, toBytes } from './wire.js';

const mount = (receiver: Receiver) => {
  const app = express();
  app.all('/webhooks/shop', toNodeListener(receiver));
  app.use(express.json());
  return serve(createServer(app));
};

/** The receiver behind something that comes first. */
async function behind(first: RequestHandler, receiver: Receiver) {
  const app = express();
  app.use(first);
  app.all('/webhooks/shop', toNodeListener(receiver));
  const served = await serve(createServer(app));
  onTestFinished(() => served.stop?.());
  return served;
}

describe('Express', () => {
  runTable(mount);
  runStreams(mount);

  test('behind express.json(): 500, and a line that says how to mount it', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const receiver = shopReceiver();
    const served = await behind(express.json(), receiver);
    expect(await served.send(post())).toBe(500);
    expect(warn.mock.calls.join()).toMatch(/express\.json\(\).*before any body parser.*express\.raw\(\{ type: '\*\/\*' \}\)/);
    expect(await entriesOf(receiver)).toEqual([]);
  });

  test('behind express.text() the bytes are lost as well', async () => {
    const refused: string[] = [];
    const served = await behind(express.text({ type: '*/*' }), shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }));
    expect({ status: await served.send(post()), refused }).toEqual({ status: 500, refused: ['body-already-read'] });
  });

  test.each([
    { name: 'express.raw()', first: express.raw({ type: '*/*' }) },
    {
      name: 'a host that gives rawBody',
      first: express.json({ verify: (request, _, bytes) => Object.assign(request, { rawBody: bytes }) }),
    },
  ])('behind $name the bytes are those that came', async ({ first }) => {
    const receiver = shopReceiver({ maxBodyBytes: 1000 });
    const served = await behind(first, receiver);
    const spaced = order.replaceAll(',', ' ,\t');
    expect(await served.send(post({ body: spaced }))).toBe(202);
    expect((await entriesOf(receiver)).map(({ body }) => Buffer.from(body).toString())).toEqual([spaced]);
  });

  test('behind express.raw() a compressed body is refused, though it was unpacked', async () => {
    const refused: string[] = [];
    const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
    const served = await behind(express.raw({ type: '*/*', inflate: true }), receiver);
    const { gzipSync } = await import('node:zlib');
    const packed = { ...post({ headers: { 'content-encoding': 'gzip' } }), body: new Uint8Array(gzipSync(order)) };
    expect({ status: await served.send(packed), refused }).toEqual({ status: 415, refused: ['unsupported-content-encoding'] });
  });

  test('under a mount point the look-up of secrets sees the whole address', async () => {
    const seen: string[] = [];
    const receiver = shopReceiver({ onRefused: () => {}, secrets: ({ url }) => [seen.push(url)].flatMap(() => []) });
    const app = express();
    app.use('/webhooks', express.Router().post('/:tenant', toNodeListener(receiver)));
    const served = await serve(createServer(app));
    onTestFinished(() => served.stop?.());
    const answer = await exchange(served.port, toBytes(post({}, { path: '/webhooks/acme?a=b' })));
    expect({ status: statusOf(answer), seen }).toEqual({ status: 401, seen: ['http://shop.example/webhooks/acme?a=b'] });
  });
});
