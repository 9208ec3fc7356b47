import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import type { Provider } from '../../../catalogue/model/model.js';
import { acknowledgeWith } from '../../../catalogue/model/receiving.js';
import { describeCurl } from '../../../site/build/snippets/index.js';
import { repository } from '../hookbook.js';
import { runSnippet, serve } from './run-snippet.js';

/** Whatever a secret is made of, a shell and openssl take it as it is. */
const secret = `-hmac a "b" 'c' $d \\ é%s`;

beforeAll(() => {
  for (const [tool, flag] of [
    ['openssl', 'version'],
    ['curl', '--version'],
    ['bash', '--version'],
  ] as const)
    if (spawnSync(tool, [flag]).status !== 0) throw new Error(`these tests run ${tool}: apt-get install openssl curl bash`);
});

async function load(document: string, text?: string): Promise<readonly Provider[]> {
  const { catalogue, problems } = await loadCatalogue(document, text === undefined ? {} : { text });
  if (catalogue === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return catalogue.providers;
}

const ours = await load(join(repository, 'asyncapi.yaml'));

describe.each(ours.map((provider) => ({ name: provider.key, provider })))('the curl of $name', ({ provider }) => {
  it('sends each event so that a receiver handles it', async () => {
    const served = await serve(provider, secret);
    for (const event of provider.events) {
      const { code, status, stderr } = await runSnippet(event, provider, served, secret);
      expect({ key: event.key, code, status, stderr }).toEqual({
        key: event.key,
        code: 0,
        status: String(acknowledgeWith(provider.delivery)),
        stderr: '',
      });
    }
    expect([...served.outcomes].sort()).toEqual(provider.events.map(({ name }) => `handled ${name}`).sort());
  });

  it('is a new delivery each time, in bash too', async () => {
    const served = await serve(provider, secret);
    const [event] = provider.events;
    if (event === undefined) throw new Error('no event');
    for (const shell of ['sh', 'bash']) {
      expect(await runSnippet(event, provider, served, secret, shell)).toMatchObject({ code: 0, stderr: '' });
      if (provider.key === 'ulule') await new Promise((resolve) => setTimeout(resolve, 1_100)); // its ids are times in seconds
    }
    expect(served.outcomes).toEqual([`handled ${event.name}`, `handled ${event.name}`]);
  });
});

describe.each(ours.filter(({ signature }) => signature !== null).map((provider) => ({ name: provider.key, provider })))(
  'the curl of $name',
  ({ provider }) => {
    it('is refused with another secret, and sends nothing without one', async () => {
      const served = await serve(provider, secret);
      const [event] = provider.events;
      if (event === undefined) throw new Error('no event');
      expect(await runSnippet(event, provider, served, 'another')).toMatchObject({ status: '401' });
      expect(served.outcomes).toEqual(['refused: signature-mismatch']);
      for (const shell of ['sh', 'bash']) {
        const { code, stderr } = await runSnippet(event, provider, served, null, shell);
        expect(code).not.toBe(0);
        expect(stderr).toMatch(/_WEBHOOK_SECRET: parameter (?:null or not set|not set or null)/);
      }
      expect(served.outcomes).toHaveLength(1);
    });
  },
);

const body = {
  type: 'it\'s "`$(exit 7)`" !! %s \\n é\u00e9',
  id: "l'été-1",
  at: '2024-01-15T10:00:00.000+02:00',
  '$HOME `x`': ['\u2028', '\u202e', '👩‍💻', null, 1.5, "''", '\n'],
};
const custom = { header: 'X-Signature', algorithm: 'hmac-sha256', encoding: 'hex', signed: '{body}' };

/** How a provider may sign, and what its events are known by. */
const schemes: readonly { name: string; webhook: object; payload?: object; headers?: object; secret?: string }[] = [
  { name: 'hmac-sha256 in base64', webhook: { signature: { ...custom, encoding: 'base64' }, dedupe: ['/id'] } },
  { name: 'hmac-sha512 in hex after a prefix', webhook: { signature: { ...custom, algorithm: 'hmac-sha512', prefix: 'sha512=' } } },
  {
    name: 'a prefix and a separator that mean something to shells',
    webhook: {
      signature: {
        ...custom,
        encoding: 'base64',
        prefix: `v0=\`$1'"!,`,
        signed: '-%s`$1\'"!\n\\é{header:x-sent}\n{body}',
        timestamp: 'header:x-sent',
        tolerance: 'PT5M',
      },
      dedupe: ['/id'],
    },
  },
  {
    name: 'a time and an id in headers',
    webhook: {
      signature: { ...custom, signed: '{header:X-Sent}.{header:X-Id}.{body}', timestamp: 'header:X-Sent', tolerance: 'PT5M' },
      dedupe: ['header:X-Id'],
    },
  },
  {
    name: 'an id in a header that an example shows, and one that is not signed',
    webhook: { signature: { ...custom, signed: '{header:X-Event}:{body}' }, dedupe: ['header:X-Id'] },
    headers: { 'X-Event': "it's $HOME", 'X-Id': '1', 'X-Empty': '' },
  },
  {
    name: 'members of the body alone, a date among them',
    webhook: {
      signature: { ...custom, encoding: 'base64', signed: '{/at}|{/id}', timestamp: '/at', tolerance: 'PT5M' },
      dedupe: ['/id'],
      query: { at: '{/at}', kind: '{/id} {/type}', id: '{header:x-id}' },
    },
    headers: { 'X-Id': 'a b&c' },
  },
  {
    name: 'numbers in the body',
    webhook: {
      signature: { ...custom, signed: '{/at}.{/id}', timestamp: '/at', tolerance: 'PT5M' },
      dedupe: ['/id'],
    },
    payload: { type: 'a', id: 17, at: 1700000000 },
  },
  {
    name: 'Standard Webhooks',
    webhook: { signature: 'standard-webhooks' },
    secret: `whsec_${Buffer.from('\0\n\xff a key with every kind of byte\0', 'latin1').toString('base64')}`,
  },
  { name: 'no signature', webhook: { dedupe: ['/id'] } },
];

describe('a curl signs however the document says', () => {
  it.each(schemes)('$name', async ({ webhook, payload = body, headers, secret: key = secret }) => {
    const type = (payload as { type: string }).type;
    const message = {
      payload: { type: 'object', required: ['type'], properties: { type: { const: type } } },
      examples: [{ payload, ...(headers === undefined ? {} : { headers }) }],
    };
    const channel = { address: '/', messages: { happened: message }, 'x-webhook': { provider: 'shop', ...webhook } };
    const document = { asyncapi: '3.1.0', info: { title: 'Shop', version: '1.0.0' }, channels: { shop: channel } };
    const [provider] = await load('asyncapi.yaml', JSON.stringify(document));
    const [event] = provider?.events ?? [];
    if (provider === undefined || event === undefined) throw new Error('no event');
    const served = await serve(provider, key);
    for (const shell of ['sh', 'bash'])
      expect(await runSnippet(event, provider, served, key, shell)).toEqual({ code: 0, status: '200', stderr: '' });
    expect(served.outcomes).toEqual(['handled happened', 'handled happened']);
    if (provider.signature !== null) {
      const other = key.startsWith('whsec_') ? `whsec_${Buffer.alloc(32, 1).toString('base64')}` : 'another';
      expect(await runSnippet(event, provider, served, other)).toMatchObject({ status: '401' });
    }
    if ('query' in webhook) {
      const query = new URL(served.addresses[0] ?? '', served.origin).searchParams;
      expect(query.get('at')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+00:00$/);
      expect([query.get('kind'), query.get('id')]).toEqual([expect.stringMatching(/^l'été-\S+ it's /), 'a b&c']);
    }
  });

  it('says so where only the provider can, and where a value is missing', async () => {
    const message = { payload: { type: 'object' }, examples: [{ payload: {} }] };
    const providers = await load(
      'asyncapi.yaml',
      JSON.stringify({
        asyncapi: '3.1.0',
        info: { title: 'Shop', version: '1.0.0' },
        channels: Object.fromEntries(
          [
            { ...custom, algorithm: 'ed25519' },
            { ...custom, signed: '{/id}' },
          ].map((signature, at) => [
            `shop${at}`,
            { address: '/', messages: { happened: message }, 'x-webhook': { provider: `shop${at}`, signature } },
          ]),
        ),
      }),
    );
    const reasons = providers.flatMap((provider) => provider.events.map((event) => describeCurl(event, provider)));
    expect(reasons).toEqual([
      { kind: 'none', reason: 'private-key' },
      { kind: 'none', reason: 'unsignable' },
    ]);
  });
});
