import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type SimulateOptions, simulate } from '../../../testkit/src/simulate.js';
import { eventually } from '../../eventually.js';
import { generated, secret } from './catalogue.js';
import { shopProvider, shopSecret } from './shop.js';

const open: TcpServer[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map(close));
});

/** Where a request was aborted, Node's fetch may open a connection for the next one, and keep it for seconds. */
async function close(server: TcpServer | Server): Promise<void> {
  const closed = new Promise<unknown>((resolve) => server.close(resolve));
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}

async function listen(server: TcpServer | Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;
const serve = (listener: Listener) => listen(createServer(listener));
const play = (options: Partial<SimulateOptions>) =>
  simulate({ provider: shopProvider(), secret: shopSecret, count: 1, attempts: 1, ...options });
const firstAttempt = async (options: Partial<SimulateOptions>) => (await play(options)).deliveries[0]?.attempts[0];

describe('an endpoint that misbehaves is a report', () => {
  test('nobody listens', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await firstAttempt({ url })).toMatchObject({ status: null, error: 'the connection failed: ECONNREFUSED', acknowledged: false });
  });

  test('nobody listens where a fetch that is given goes', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await firstAttempt({ url, fetch: (request) => fetch(request) })).toMatchObject({ error: 'the connection failed: ECONNREFUSED' });
  });

  test('no such host', async () => {
    expect(await firstAttempt({ url: 'http://hookbook.invalid/' })).toMatchObject({
      status: null,
      error: expect.stringMatching(/^the connection failed: E[A-Z_]+$/),
    });
  });

  test('it breaks the connection', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await firstAttempt({ url })).toMatchObject({ status: null, error: expect.stringMatching(/^the connection failed: [A-Z_]+$/) });
  });

  test('it speaks something else', async () => {
    const url = await listen(
      createTcpServer(
        (socket) =>
          void socket
            .on('error', () => undefined)
            .resume()
            .end('220 mail ready\r\n'),
      ),
    );
    expect(await firstAttempt({ url })).toMatchObject({ status: null, error: expect.stringMatching(/^the connection failed: /) });
  });

  test('its headers have no end', async () => {
    const url = await listen(
      createTcpServer(
        (socket) =>
          void socket
            .on('error', () => undefined)
            .resume()
            .write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1 << 20)}`),
      ),
    );
    expect(await firstAttempt({ url, timeoutMs: 2000 })).toMatchObject({
      status: null,
      error: expect.stringMatching(/^the connection failed: /),
    });
  });

  test('it never answers', async () => {
    const closed = vi.fn();
    const server = createServer(() => undefined).on('connection', (socket) => socket.on('close', closed));
    const url = await listen(server);
    expect(await firstAttempt({ url, timeoutMs: 500 })).toMatchObject({ status: null, error: 'no answer within 500 ms' });
    await eventually(() => expect(closed).toHaveBeenCalled());
  });

  test('its answer never ends', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('{'));
    expect(await firstAttempt({ url, timeoutMs: 50 })).toMatchObject({ status: null, error: 'no answer within 50 ms' });
  });

  test('its answer is endless: a bounded part is read, and the connection closed', async () => {
    let written = 0;
    const closed = vi.fn();
    const url = await serve((_, response) => {
      response.on('close', closed);
      const write = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536;
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    expect(await firstAttempt({ url })).toMatchObject({ status: 200, acknowledged: true });
    await eventually(() => expect(closed).toHaveBeenCalled());
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test('it redirects: that is followed nowhere, and no acknowledgement', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(308, { location: '/elsewhere' }).end();
    });
    const report = await play({ url, scenario: 'redirect' });
    expect(report.deliveries).toMatchObject([{ outcome: 'refused', attempts: [{ status: 308, acknowledged: false }] }]);
    expect(report.verdicts).toMatchObject([
      { name: 'no-redirect', ok: false, message: expect.stringMatching(/redirects \(answered 308\)/) },
    ]);
    expect(paths).toEqual(['/hook']);
  });
});

describe('a receiver in this process that misbehaves is a report', () => {
  const fetchers: readonly { name: string; fetch: (request: Request) => unknown; want: object }[] = [
    {
      name: 'it rejects',
      fetch: () => Promise.reject(new Error('no\ndatabase')),
      want: { error: 'the receiver failed: Error: no\\u000adatabase' },
    },
    {
      name: 'it throws',
      fetch: () => {
        throw 'a string';
      },
      want: { error: 'the receiver failed: a string' },
    },
    { name: 'it gives nothing', fetch: () => undefined, want: { error: 'the receiver failed: TypeError: it returned no Response' } },
    { name: 'it never answers', fetch: () => new Promise(() => undefined), want: { error: 'no answer within 50 ms' } },
    { name: 'its answer never ends', fetch: () => new Response(new ReadableStream()), want: { error: 'no answer within 50 ms' } },
    { name: 'its answer breaks', fetch: () => new Response(breaking()), want: { error: 'the receiver failed: Error: broken' } },
    { name: 'its answer is an error', fetch: () => Response.error(), want: { status: 0, acknowledged: false } },
    { name: 'it has a Response of its own', fetch: () => ({ status: 200 }), want: { status: 200, acknowledged: true } },
    { name: 'its answer was read', fetch: used, want: { status: 200, acknowledged: true } },
  ];

  test.each(fetchers)('$name', async ({ fetch, want }) => {
    const attempt = await firstAttempt({ fetch: fetch as never, timeoutMs: 50 });
    expect(attempt).toMatchObject({ status: null, acknowledged: false, ...want });
  });

  function breaking() {
    return new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) });
  }

  async function used() {
    const response = new Response('{}');
    await response.text();
    return response;
  }
});

test('who hangs twice is waited for a second', async () => {
  vi.useFakeTimers();
  const limits: number[] = [];
  const fetch = () => {
    const startedAt = Date.now();
    return new Promise<Response>((resolve) => setTimeout(() => resolve(new Response()), 3_600_000)).finally(() => limits.push(startedAt));
  };
  const { delivery } = shopProvider();
  const provider = shopProvider({ delivery: { ...delivery, timeoutMs: 30_000, retriesMs: [1, 1, 1] } });
  const playing = play({ provider, fetch, attempts: 10 });
  await vi.advanceTimersByTimeAsync(62_000);
  const { deliveries, notes } = await playing;
  expect(deliveries[0]?.attempts.map(({ error }) => error)).toEqual([
    ...Array(2).fill('no answer within 30000 ms'),
    ...Array(2).fill('no answer within 1000 ms'),
  ]);
  expect(notes).toContain('The endpoint hung twice for as long as Shop waits: what followed waited 1000 ms for an answer.');
});

test('who is late for many at once is given the whole time again', async () => {
  vi.useFakeTimers();
  const seen = new Set<string | null>();
  const fetch = ({ headers }: Request) => {
    const id = headers.get('webhook-id');
    const ms = seen.has(id) ? 5000 : 40_000;
    seen.add(id);
    return new Promise<Response>((resolve) => setTimeout(() => resolve(new Response()), ms));
  };
  const { delivery } = shopProvider();
  const provider = shopProvider({ delivery: { ...delivery, timeoutMs: 30_000 } });
  const playing = play({ provider, fetch, scenario: 'burst', count: 5, attempts: 3 });
  await vi.advanceTimersByTimeAsync(36_000);
  expect((await playing).deliveries.map(({ outcome }) => outcome)).toEqual(Array(5).fill('acknowledged'));
});

describe('on the wire', () => {
  async function record(options: Partial<SimulateOptions>) {
    const requests: { url: string | undefined; headers: IncomingMessage['headers']; raw: string[]; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      requests.push({ url: request.url, headers: request.headers, raw: request.rawHeaders, body: Buffer.concat(chunks).toString() });
      response.end();
    });
    const url = await listen(server);
    await play({ ...options, url: `${url}?tenant=a%20b` });
    const connections = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
    return { requests, connections };
  }

  test('the headers are those of the document, and the connection is closed', async () => {
    const { requests, connections } = await record({});
    const [request] = requests;
    expect(request?.headers).toMatchObject({
      ...{ 'content-type': 'application/json', 'x-tenant': 't1', connection: 'close' },
      'content-length': String(Buffer.byteLength(request?.body ?? '')),
      'webhook-id': expect.stringMatching(/^msg_[0-9a-z]{12}$/),
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
    });
    expect(request?.url).toBe('/hook?tenant=a%20b');
    expect(connections).toBe(0);
  });

  test("the provider's query comes after the address's own", async () => {
    const provider = generated.ecwid.simulated;
    const { requests } = await record({ provider, secret, events: ['order.updated'] });
    expect(requests.map(({ url }) => url)).toEqual(['/hook?tenant=a%20b&eventtype=order.updated']);
  });

  test('what a document puts into the query is encoded', async () => {
    const { delivery } = shopProvider();
    const query = [
      {
        name: 'a&b',
        value: [
          { kind: 'text', text: 'x=' },
          { kind: 'pointer', pointer: '/note' },
        ],
      },
      { name: 'id', value: [{ kind: 'header', header: 'x-tenant' }] },
      { name: 'none', value: [{ kind: 'pointer', pointer: '/missing' }] },
    ] as const;
    const { requests } = await record({ provider: shopProvider({ delivery: { ...delivery, query } }) });
    expect(requests.map(({ url }) => url)).toEqual(['/hook?tenant=a%20b&a%26b=x%3Din%2Fout&id=t1']);
  });
});

describe('a sender that gives up', () => {
  test.each([
    { name: 'hangs up on an endpoint that works on, and breaks off what it reads', hangs: true },
    { name: 'does not hear an answer that is too late, and breaks off what the endpoint reads', hangs: false },
  ])('$name', async ({ hangs }) => {
    const seen = new Set<unknown>();
    const broken = vi.fn();
    const url = await serve((request, response) => {
      const isFirst = seen.size < seen.add(request.headers['webhook-id']).size;
      request.on('error', broken).resume();
      request.on('end', () => {
        if (!hangs || !isFirst) response.end();
      });
    });
    const report = await play({ url, scenario: 'retry-after-timeout', attempts: 5 });
    expect(report.ok).toBe(true);
    expect(report.deliveries.map(({ attempts }) => attempts[0]?.played)).toEqual(['hung-up', 'cut-off']);
    await eventually(() => expect(broken).toHaveBeenCalled());
  });
});
