import { describe, expect, test } from 'vitest';
import type { ProviderContract } from '../../runtime/src/contract.js';
import { bodyScheme, entriesOf, order, type ShopEvents, shopReceiver, signedRequest, unsignedReceiver } from './sample-receiver.js';

type Contract = Partial<ProviderContract<keyof ShopEvents>>;

const json = { 'content-type': 'application/json' };
const post = (headers: Readonly<Record<string, string>>) =>
  new Request('http://localhost/hook', { method: 'POST', headers: { ...json, ...headers }, body: order });

/** The names of the headers that are stored of a request, and of those that a handler gets. */
async function keep(headers: Readonly<Record<string, string>>, contract: Contract = {}): Promise<{ stored: string[]; handed: string[] }> {
  const handed: string[] = [];
  const receiver = unsignedReceiver({ on: { '*': (_, delivery) => void handed.push(...delivery.headers.keys()) } }, contract);
  expect((await receiver.fetch(post(headers))).status).toBe(202);
  await receiver.drain();
  const [entry] = await entriesOf(receiver);
  return { stored: entry?.headers.map(([name]) => name) ?? [], handed };
}

const credentials = [
  ...['authorization', 'proxy-authorization', 'x-serverless-authorization', 'cookie', 'cookie2', 'set-cookie', 'x-auth'],
  ...['x-gitlab-token', 'private-token', 'x-telegram-bot-api-secret-token', 'x-callback-token', 'x-goog-channel-token'],
  ...['x-auth-token', 'x-access-token', 'x-accesstoken', 'x-forwarded-access-token', 'x-csrf-token', 'x-xsrf-token', 'csrf', 'xsrf'],
  ...['x-amz-security-token', 'x-amzn-oidc-accesstoken', 'x-amzn-oidc-data', 'x-goog-iap-jwt-assertion', 'cf-access-jwt-assertion'],
  ...['x-api-key', 'api-key', 'apikey', 'x-apikey', 'api_key', 'x-goog-api-key', 'x-rapidapi-key', 'x-auth-key', 'x-access-key'],
  ...['x-functions-key', 'ocp-apim-subscription-key', 'aeg-sas-key', 'aeg-sas-token', 'x-parse-master-key', 'x-webhook-key'],
  ...['x-webhook-secret', 'x-hook-secret', 'cf-access-client-secret', 'x-password', 'x-basic-credentials', 'x-session-id'],
  ...['signature', 'signature-input', 'webhook-signature', 'svix-signature', 'stripe-signature', 'x-hub-signature', 'x-hub-signature-256'],
  ...['x-shopify-hmac-sha256', 'x-square-hmacsha256-signature', 'x-signature-ed25519', 'paypal-transmission-sig', 'x-trello-webhook'],
  ...['x-hubspot-signature-v3', 'plaid-verification', 'verif-hash'],
];

const others = [
  ...['content-type', 'user-agent', 'x-request-id', 'x-forwarded-for', 'traceparent', 'idempotency-key', 'sec-websocket-key', 'date'],
  ...['webhook-id', 'webhook-timestamp', 'x-github-event', 'x-github-delivery', 'x-gitlab-event', 'x-shopify-topic', 'x-amz-sns-topic-arn'],
  ...['x-signature-timestamp', 'x-signature-version', 'x-signature-algorithm', 'paypal-auth-algo', 'paypal-cert-url', 'content-digest'],
  ...['x-goog-resource-state', 'x-goog-channel-id', 'x-slack-request-timestamp', 'x-design', 'x-partition-key', 'x-monkey', 'x-sigma'],
];

describe('what is stored of a request, and handed to its handlers,', () => {
  test.each(credentials)('is without %s', async (name) => {
    expect(await keep({ [name]: 'hush', 'x-trace': 't1' })).toEqual({
      stored: ['content-type', 'x-trace'],
      handed: ['content-type', 'x-trace'],
    });
  });

  test.each(others)('has %s', async (name) => {
    const { stored, handed } = await keep({ [name]: 'application/json' });
    expect([stored, handed]).toEqual([expect.arrayContaining([name]), expect.arrayContaining([name])]);
  });

  test('is without the signature, with what it covers', async () => {
    const receiver = shopReceiver();
    await receiver.fetch(signedRequest());
    const [entry] = await entriesOf(receiver);
    expect(entry?.headers.map(([name]) => name)).toEqual(['content-type', 'webhook-id', 'webhook-timestamp']);
  });

  test('is without the header of a signature, whatever its name', async () => {
    const { createHmac } = await import('node:crypto');
    const signature = { ...bodyScheme, header: 'x-shop-seal' };
    const receiver = shopReceiver({ secrets: 'a long enough secret' }, { signature, dedupe: { by: 'body' } });
    const seal = createHmac('sha256', 'a long enough secret').update(order).digest('hex');
    expect((await receiver.fetch(post({ 'x-shop-seal': `sha256=${seal}` }))).status).toBe(202);
    const [entry] = await entriesOf(receiver);
    expect(entry?.headers.map(([name]) => name)).toEqual(['content-type']);
  });
});

describe('a header that the document reads is stored, whatever its name', () => {
  const named = (header: string) => ({ kind: 'header', header }) as const;

  test('the one that tells the event: it is found when the delivery is run, and run again', async () => {
    const ran: string[] = [];
    const contract: Contract = {
      discriminator: [named('x-event-token')],
      findEvent: (_, header) => (header?.('x-event-token') === 'made' ? 'order.created' : null),
    };
    const receiver = unsignedReceiver({ on: { 'order.created': (_, { headers }) => void ran.push([...headers.keys()].join()) } }, contract);
    await receiver.fetch(post({ 'x-event-token': 'made', 'x-access-token': 'hush' }));
    await receiver.drain();
    await receiver.inbox.replay({});
    await receiver.drain();
    expect(ran).toEqual(Array(2).fill('content-type,x-event-token'));
  });

  test('the one that tells duplicates', async () => {
    const dedupe = { by: 'sources', sources: [named('x-delivery-token')] } as const;
    expect((await keep({ 'x-delivery-token': 'd1' }, { dedupe })).stored).toEqual(['content-type', 'x-delivery-token']);
  });
});
