import { expect, test } from 'vitest';
import { buildContract } from '../../../generators/contracts/contract.js';
import { loadFiles } from './load-files.js';

const document = `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  a:
    x-webhook:
      provider: a
      signature: { header: X-S, algorithm: hmac-sha256, encoding: hex, signed: '{header:X-Id}.{header:X-At}.{body}', timestamp: 'header:X-At', tolerance: PT5M }
      dedupe: ['header:X-Id', /id]
    messages:
      paid: { summary: P., payload: { type: object }, bindings: { http: { headers: { type: object, required: [X-Event], properties: { X-Event: { const: paid } } } } } }
      sent: { summary: S., payload: { type: object }, bindings: { http: { headers: { type: object, required: [X-Event], properties: { X-Event: { const: sent } } } } } }
`;

test('a contract has the names of headers in lower case, however the document spells them', async () => {
  const { catalogue, problems } = await loadFiles({ 'a.yaml': document });
  const provider = catalogue?.providers[0];
  if (provider === undefined) throw new Error(JSON.stringify(problems));
  expect(provider.signature?.header).toBe('X-S');
  const id = { kind: 'header', header: 'x-id' };
  const at = { kind: 'header', header: 'x-at' };
  const dot = { kind: 'text', text: '.' };
  expect(buildContract(provider)).toMatchObject({
    signature: { header: 'x-s', signed: [id, dot, at, dot, { kind: 'body' }], timestamp: at },
    dedupe: { by: 'sources', sources: [id, { kind: 'pointer', pointer: '/id' }] },
    discriminator: [{ kind: 'header', header: 'x-event' }],
  });
});
