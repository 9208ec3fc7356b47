import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HttpEvent } from '../../../runtime/src/adapters/lambda-event.js';
import { toLambdaHandler } from '../../../runtime/src/lambda.js';
import { eventually } from '../../eventually.js';
import { entriesOf, order, shopReceiver } from '../../runtime/sample-receiver.js';
import { type Posted, post } from './requests.js';
import { type Difference, runTable } from './run-table.js';
import { differencesOfJoined } from './web.js';

/** The event as API Gateway and function URLs make it: names in lower case, what is repeated joined by commas, base64 for all but text. */
function toEvent({ method, path, headers, body, chunked }: Posted, base64 = true): HttpEvent {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const joined: Record<string, string> = {};
  const length: [string, string][] = chunked || body.length === 0 ? [] : [['content-length', String(body.length)]];
  for (const [name, value] of [...headers, ...length]) {
    const key = name.toLowerCase();
    joined[key] = key in joined ? `${joined[key]},${value}` : value;
  }
  return {
    version: '2.0',
    rawPath,
    rawQueryString,
    headers: joined,
    requestContext: { domainName: 'abc.lambda-url.eu-west-1.on.aws', http: { method } },
    body: base64 ? Buffer.from(body).toString('base64') : Buffer.from(body).toString(),
    isBase64Encoded: base64,
  };
}

const asText: Readonly<Record<string, Difference>> = {
  ...differencesOfJoined,
  'bytes that are no UTF-8': { why: 'the gateway encodes such a body as base64' },
};

describe.each([
  { name: 'base64', base64: true, differences: differencesOfJoined },
  { name: 'text', base64: false, differences: asText },
])('Lambda, a body as $name', ({ base64, differences }) => {
  runTable((receiver) => {
    const handler = toLambdaHandler(receiver);
    return { send: async (posted) => (await handler(toEvent(posted, base64))).statusCode };
  }, differences);
});

describe('Lambda', () => {
  test.each(['e30', 'e30=\n', 'e31=', 'e3 0=', '{}', 'e30_'])('a body that is not canonical base64 is refused: %j', async (body) => {
    const refused: string[] = [];
    const handler = toLambdaHandler(shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }));
    const { statusCode } = await handler({ ...toEvent(post()), body });
    expect({ statusCode, refused }).toEqual({ statusCode: 400, refused: ['malformed-request'] });
  });

  test.each([undefined, null, ''])('an event without a body is one of no bytes: %j', async (body) => {
    const receiver = shopReceiver({ onInvalid: () => {} });
    const event = { ...toEvent(post({ body: '' })), body, isBase64Encoded: false };
    expect((await toLambdaHandler(receiver)(event)).statusCode).toBe(202);
    expect(await entriesOf(receiver)).toMatchObject([{ body: new Uint8Array(0), state: 'invalid' }]);
  });

  test('a header that no Headers object can hold is refused', async () => {
    const refused: string[] = [];
    const handler = toLambdaHandler(shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }));
    const { headers, ...event } = toEvent(post());
    const { statusCode } = await handler({ ...event, headers: { ...headers, 'x-a': 'line\nbreak' } });
    expect({ statusCode, refused }).toEqual({ statusCode: 400, refused: ['malformed-request'] });
  });

  test('the look-up of secrets sees the address and the cookies', async () => {
    const seen: (string | null)[] = [];
    const handler = toLambdaHandler(
      shopReceiver({ onRefused: () => {}, secrets: ({ url, headers }) => [seen.push(url, headers.get('cookie'))].flatMap(() => []) }),
    );
    const event = { ...toEvent(post({}, { path: '/hooks/a?tenant=b%20c' })), cookies: ['a=1', 'b=2'] };
    expect(await handler(event)).toEqual({
      statusCode: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"error":"no-secret"}',
    });
    expect(seen).toEqual(['https://abc.lambda-url.eu-west-1.on.aws/hooks/a?tenant=b%20c', 'a=1; b=2']);
  });

  test('the answer waits for the handlers of what was stored', async () => {
    let finish = () => {};
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const receiver = shopReceiver({ on: { 'order.created': () => running } });
    let answered = false;
    const answer = toLambdaHandler(receiver)(toEvent(post())).finally(() => {
      answered = true;
    });
    await eventually(async () => expect(await entriesOf(receiver)).toMatchObject([{ attempts: 1 }]));
    expect(answered).toBe(false);
    finish();
    expect((await answer).statusCode).toBe(202);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'done' }]);
  });

  test.each([
    { name: 'drainMs', options: { drainMs: 30 }, context: {} },
    { name: "the function's own time", options: {}, context: { getRemainingTimeInMillis: () => 530 } },
    { name: 'no patience at all', options: { drainMs: 0 }, context: {} },
  ])('but no longer than $name', async ({ options, context }) => {
    let finish = () => {};
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const receiver = shopReceiver({ on: { 'order.created': () => running } });
    expect((await toLambdaHandler(receiver, options)(toEvent(post()), context)).statusCode).toBe(202);
    expect(await entriesOf(receiver)).toMatchObject([{ state: 'pending' }]);
    finish();
    await receiver.close();
  });

  test('an inbox that can no longer be read changes nothing in the answer', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => error.mockRestore());
    const fetch = async () => new Response(null, { status: 202 });
    const handler = toLambdaHandler({ fetch, drain: () => Promise.reject(new Error('gone')) });
    expect((await handler(toEvent(post()))).statusCode).toBe(202);
    expect(error).toHaveBeenCalledOnce();
  });

  test.each([
    {
      name: 'a REST API',
      event: { httpMethod: 'POST', path: '/', headers: {}, body: order, requestContext: {} },
      want: /one from a REST API/,
    },
    { name: 'format 1.0', event: { version: '1.0', httpMethod: 'POST', requestContext: {} }, want: /payload format to 2\.0/ },
    { name: 'a load balancer', event: { httpMethod: 'POST', requestContext: { elb: {} } }, want: /Application Load Balancer/ },
    { name: 'a WebSocket API', event: { requestContext: { connectionId: 'x' } }, want: /WebSocket/ },
    { name: 'a queue', event: { Records: [] }, want: /Records/ },
    { name: 'a test event of the console', event: { key1: 'value1' }, want: /an unknown format/ },
    { name: 'nothing', event: null, want: /not an object/ },
  ])('an event of $name is an error that names what is taken', async ({ event, want }) => {
    const rejected = expect(toLambdaHandler(shopReceiver())(event as unknown as HttpEvent)).rejects;
    await rejected.toThrow(/function URLs and of API Gateway HTTP APIs \(payload format 2\.0\)/);
    await expect(toLambdaHandler(shopReceiver())(event as unknown as HttpEvent)).rejects.toThrow(want);
  });
});
