import { createConnection } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { toNodeListener } from '../../runtime/src/node.js';
import { eventually } from '../eventually.js';
import { exchange, head, listen } from './raw-requests.js';
import { entriesOf, order, shopReceiver, signedRequest } from './sample-receiver.js';

afterEach(() => void vi.restoreAllMocks());

const signature = signedRequest().headers.get('webhook-signature') ?? '';
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe('toNodeListener', () => {
  test.each([
    { name: 'a signed event', sent: head() + order, want: 202 },
    {
      name: 'in chunks',
      sent: `${head({ length: null, lines: ['transfer-encoding: chunked'] })}3\r\n${order.slice(0, 3)}\r\n${(order.length - 3).toString(16)}\r\n${order.slice(3)}\r\n0\r\n\r\n`,
      want: 202,
    },
    { name: 'GET', sent: head({ method: 'GET', length: null }), want: 405 },
    { name: 'GET with a body', sent: head({ method: 'GET' }) + order, want: 405 },
    { name: 'HEAD', sent: head({ method: 'HEAD', length: null }), want: 405 },
    { name: 'TRACE', sent: head({ method: 'TRACE', length: null }), want: 405 },
    { name: 'PUT', sent: head({ method: 'PUT' }) + order, want: 405 },
    { name: 'a signature twice', sent: head({ lines: ['webhook-signature: v1,AAAA'] }) + order, want: 400 },
    { name: 'the same signature twice', sent: head({ lines: [`Webhook-Signature: ${signature}`] }) + order, want: 400 },
    { name: 'a time twice', sent: head({ lines: ['webhook-timestamp: 1'] }) + order, want: 400 },
    {
      name: 'a content type twice, the first with a parameter',
      sent: head({ drop: ['content-type'], lines: ['content-type: application/json; a=b', 'content-type: text/plain'] }) + order,
      want: 415,
    },
    { name: 'a content type twice', sent: head({ lines: ['content-type: text/plain'] }) + order, want: 415 },
    { name: 'another header twice', sent: head({ lines: ['x-a: 1', 'x-a: 2'] }) + order, want: 202 },
    {
      name: 'a signature of bytes outside ASCII',
      sent: head({ drop: ['webhook-signature'], lines: ['webhook-signature: v1,\u00e9\u00ff'] }) + order,
      want: 401,
    },
    {
      name: 'an id in UTF-8',
      sent: head({ drop: ['webhook-id'], lines: [`webhook-id: ${Buffer.from('\u0142').toString('latin1')}`] }) + order,
      want: 401,
    },
    { name: 'a host that is none', sent: (head() + order).replace('shop.example', 'x:y@[z/?#'), want: 202 },
    { name: 'an address with credentials', sent: head({ path: 'http://user:pw@shop.example/hook' }) + order, want: 202 },
    { name: 'an address that is none', sent: head({ path: '//[/%zz?\\' }) + order, want: 202 },
    { name: 'an asterisk', sent: head({ path: '*' }) + order, want: 202 },
  ])('$name', async ({ sent, want }) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver();
    const answer = await exchange(await listen(toNodeListener(receiver)), sent);
    expect(statusOf(answer)).toBe(want);
    if (want === 405) expect(answer).toMatch(/^allow: POST\r$/im);
    expect(await entriesOf(receiver)).toHaveLength(want === 202 ? 1 : 0);
  });

  test('the address a look-up of secrets sees is the one that was asked for', async () => {
    const seen: string[] = [];
    const receiver = shopReceiver({
      onRefused: () => {},
      secrets: (request) => {
        seen.push(request.url);
        return [];
      },
    });
    const port = await listen(toNodeListener(receiver));
    for (const path of ['/hooks/a?tenant=b', '//evil.example/x', 'http://u:p@evil.example/b?c'])
      await exchange(port, head({ path }) + order);
    expect(seen).toEqual(['http://shop.example/hooks/a?tenant=b', 'http://shop.example//evil.example/x', 'http://shop.example/b?c']);
  });

  test('a body that is too large is refused with an answer that arrives, and the connection ends', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({ maxBodyBytes: 1000 });
    const port = await listen(toNodeListener(receiver));
    const answer = await exchange(
      port,
      (socket) => {
        socket.write(head({ length: 400_000 }));
        for (let at = 0; at < 4; at++) socket.write(Buffer.alloc(100_000, ' '));
      },
      () => false,
    );
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(answer).toContain('{"error":"body-too-large"}');
  });

  test.each([
    { name: 'its size', over: { length: 8_000_000 }, want: 413 },
    { name: 'its media type', over: { length: 900_000, drop: ['content-type'], lines: ['content-type: text/plain'] }, want: 415 },
    { name: 'its method', over: { length: 8_000_000, method: 'PUT' }, want: 405 },
  ])('a large body refused for $name is let through to its end, unread', async ({ over, want }) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const port = await listen(toNodeListener(shopReceiver()));
    let broken: Error | undefined;
    let sent = false;
    const answer = await exchange(
      port,
      (socket) => {
        socket.on('error', (error) => {
          broken = error;
        });
        socket.write(head(over));
        socket.write(Buffer.alloc(over.length, ' '), () => {
          sent = true;
        });
      },
      () => false,
    );
    expect({ status: statusOf(answer), sent, broken }).toEqual({ status: want, sent: true, broken: undefined });
  });

  test('a chunked body without end is cut off, and no more of it is read than that', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({ maxBodyBytes: 100_000 });
    const port = await listen(toNodeListener(receiver));
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const answer = await exchange(
      port,
      (socket) => {
        socket.write(head({ length: null, lines: ['transfer-encoding: chunked'] }));
        const feed = () => {
          while (!socket.destroyed && socket.write(chunk));
        };
        socket.on('drain', feed);
        feed();
      },
      () => false,
    );
    expect(statusOf(answer)).toBe(413);
  });

  test('a body that stops gets 408', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receiver = shopReceiver({ bodyTimeoutMs: 30 });
    const answer = await exchange(await listen(toNodeListener(receiver)), head() + order.slice(0, 5));
    expect(statusOf(answer)).toBe(408);
  });

  test('a sender that goes away leaves nothing behind, and the server alive', async () => {
    const refused: string[] = [];
    const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
    const port = await listen(toNodeListener(receiver));
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.write(head() + order.slice(0, 5), () => setTimeout(() => socket.resetAndDestroy(), 20));
    await eventually(() => expect(refused).toEqual(['body-aborted']));
    expect(await entriesOf(receiver)).toEqual([]);
    expect(statusOf(await exchange(port, head() + order))).toBe(202);
  });

  test('a body that something read before is a mistake that is named', async () => {
    const refused: string[] = [];
    const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
    const listener = toNodeListener(receiver);
    const port = await listen(async (request, response) => {
      for await (const _ of request);
      listener(request, response);
    });
    expect(statusOf(await exchange(port, head() + order))).toBe(500);
    expect(refused).toEqual(['body-already-read']);
  });

  test('an empty body that ended before the listener was called is empty', async () => {
    const refused: string[] = [];
    const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
    const listener = toNodeListener(receiver);
    const port = await listen((request, response) => {
      request.on('end', () => setImmediate(() => listener(request, response))).resume();
    });
    const { headers } = signedRequest({ body: '' });
    const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
    const answer = await exchange(port, `POST / HTTP/1.1\r\nhost: x\r\n${lines.join('\r\n')}\r\ncontent-length: 0\r\n\r\n`);
    expect({ status: statusOf(answer), refused }).toEqual({ status: 202, refused: [] });
  });

  test('a sender that went away before the listener was called is aborted, not late', async () => {
    const refused: string[] = [];
    const listener = toNodeListener(shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }));
    const port = await listen((request, response) => {
      request.on('error', () => {});
      request.on('close', () => setImmediate(() => listener(request, response)));
    });
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.write(head() + order.slice(0, 5), () => setTimeout(() => socket.resetAndDestroy(), 20));
    await eventually(() => expect(refused).toEqual(['body-aborted']));
  });

  test('a connection carries one event after another', async () => {
    const receiver = shopReceiver();
    const port = await listen(toNodeListener(receiver));
    const both = (answer: string) => answer.split('HTTP/1.1 202').length === 3;
    expect(both(await exchange(port, head() + order + head() + order, both))).toBe(true);
  });

  test.each([
    { name: 'throws', fetch: () => Promise.reject(new Error('bug')) },
    {
      name: 'answers with a body that breaks',
      fetch: async () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('bug')) })),
    },
    { name: 'answers with no status', fetch: async () => Response.error() },
  ])('a receiver that $name is a 500 and a line on the console', async ({ fetch }) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const port = await listen(toNodeListener({ fetch }));
    expect(statusOf(await exchange(port, head() + order))).toBe(500);
    expect(error).toHaveBeenCalledOnce();
  });
});
