import { createHmac } from 'node:crypto';
import { build, listFixtures, loadFixture, matchers, providers } from '@hookbook/events/testing';
import { conformance, describeConformance } from '@hookbook/testkit/simulate';
import { describe, expect, it } from 'vitest';
import { isPrinted, readBlocks } from './guide.js';
import { hookbook } from './hookbook.js';
import { listen } from './listening.js';
import { folderWithEvents } from './small-document.js';

const secret = 'a-secret-to-try-with';

/** The outputs that a page shows, in order: its blocks without a language that are no diagram. */
const outputsOf = (page: string) =>
  readBlocks(`docs/${page}.md`)
    .filter(({ language, text }) => language === '' && !/[→─]/.test(text))
    .map(({ text }) => text);

/** Ids and times differ each time. */
const steady = (text: string) => text.replaceAll(/evt_\d+/g, 'evt_1').replaceAll(/\d\d:\d\d:\d\d\.\d{3}Z/g, '00:00:00.000Z');

function expectPrinted(shown: string | undefined, printed: string): void {
  const said = isPrinted(steady(shown ?? 'no block'), steady(printed), { whole: false });
  expect(said, `shown is\n${shown}\nprinted was\n${printed}`).toBe(true);
}

const known = new Set<string>(listFixtures('gately').map(({ event }) => event.replace('gately/', '')));

/** An endpoint that refuses what it doesn't know. */
async function refuseUnknown(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  if (request.headers.get('x-gately-signature') !== `sha256=${signature}`) return new Response(null, { status: 401 });
  const event = /"event"\s*:\s*"([^"]*)"/.exec(body.toString())?.[1];
  return new Response(null, { status: event === undefined || known.has(event) ? 200 : 422 });
}

describe('what the docs show is what is printed', () => {
  const cwd = folderWithEvents(['gately.payment.succeeded']);

  it('by a builder and a matcher', () => {
    const [built, matched] = outputsOf('contract-tests');
    expect(() => build('gately', 'payment.succeeded', { data: { amount: '12' as unknown as number } })).toThrow(built?.trimEnd());
    const { message } = matchers.toBeWebhook(loadFixture('gately/payment.failed'), 'gately', 'payment.succeeded');
    expectPrinted(matched, message().replace(/(similar fixture: ).*(?=fixtures\/)/, '$1node_modules/@hookbook/events/'));
  });

  it('of an endpoint that refuses what it does not know', async () => {
    const report = await conformance({ fetch: refuseUnknown }, { provider: providers.gately, secret });
    expectPrinted(outputsOf('conformance')[0], describeConformance(report));
  });

  it('by listen', async () => {
    const [verified, refused] = outputsOf('sending');
    const listening = await listen([], { GATELY_WEBHOOK_SECRET: secret }, cwd);
    const address = `${listening.origin}/webhooks/gately`;
    const sending = { cwd, env: { GATELY_WEBHOOK_SECRET: secret } };
    expect(await hookbook(['send', 'gately.payment.succeeded', '--to', address], sending)).toMatchObject({ code: 0 });
    expectPrinted(verified, listening.stdout());
    const body = JSON.stringify(loadFixture('gately/payment.succeeded'));
    const signature = createHmac('sha256', `${secret}\n`).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-gately-signature': `sha256=${signature}` };
    expect((await fetch(address, { method: 'POST', body, headers })).status).toBe(401);
    expectPrinted(refused, listening.stdout());
    await listening.end();
  });
});
