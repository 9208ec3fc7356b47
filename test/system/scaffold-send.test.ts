import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { emptyFolder } from './hookbook.js';
import { buildApps, installPackages, writeApps } from './scaffolded.js';
import { addressOf, complaintOf, linesOf, send, start, stop } from './scaffolded-process.js';

const payload = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

/** An event without an example, and one that only a header tells from the first. */
const messages = {
  'item.added': { headers: { type: 'object', properties: { 'X-Topic': { const: 'item.added' } } }, payload },
  'item.removed': {
    headers: { type: 'object', properties: { 'X-Topic': { const: 'item.removed' } } },
    payload,
    examples: [{ payload: { id: 'i1' } }],
  },
};

const named = {
  'order.paid': {
    payload: { ...payload, properties: { ...payload.properties, type: { const: 'order.paid' } } },
    examples: [{ payload: { id: '1', type: 'order.paid' } }],
  },
};

const time = { timestamp: 'header:x-time', tolerance: 'PT5M' };
const providers = {
  preset: { messages: named, webhook: { signature: 'standard-webhooks' }, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
  topics: {
    messages,
    webhook: {
      signature: {
        header: 'X-Sign',
        algorithm: 'hmac-sha512',
        encoding: 'hex',
        prefix: 'v0=',
        signed: 'v0:{header:x-time}:{body}',
        ...time,
      },
      dedupe: ['/id'],
    },
    secret: 'it is "secret", \'really\' $HOME',
  },
  unnamed: {
    messages: {
      'item.added': { payload: { ...payload, properties: { kind: { const: 'added' }, ...payload.properties }, required: ['kind'] } },
    },
    webhook: { signature: { header: 'X-Sign', algorithm: 'hmac-sha256', encoding: 'base64', signed: '{body}' } },
    secret: 'abc',
  },
};

const document = JSON.stringify({
  asyncapi: '3.1.0',
  info: { title: 'Signatures', version: '1.0.0' },
  channels: Object.fromEntries(
    Object.entries(providers).map(([provider, { messages, webhook }]) => [
      provider,
      { address: `/${provider}`, messages, 'x-webhook': { provider, ...webhook } },
    ]),
  ),
});

describe('the request that an app comes with', () => {
  it.each([
    { provider: 'preset', event: 'order.paid' },
    { provider: 'topics', event: 'item.removed' },
    { provider: 'unnamed', event: 'item.added' },
  ] as const)('is one that the receiver of $provider takes, as often as it is sent', async ({ provider, event }) => {
    const folder = emptyFolder();
    installPackages(folder);
    writeFileSync(join(folder, 'asyncapi.yaml'), document);
    await writeApps(folder, join(folder, 'asyncapi.yaml'));
    const app = join(folder, `${provider}-node`);
    expect(await buildApps(folder, [`${provider}-node`])).toEqual([]);
    const env = { [`${provider.toUpperCase()}_WEBHOOK_SECRET`]: providers[provider].secret };
    const running = start(app, env);
    const address = await addressOf(running);
    for (let sent = 0; sent < 3; sent += 1) expect(await send(app, address, env)).toMatch(/^200/);
    expect(await send(app, address, env, '--twice')).toMatch(/^200 \n200$/);
    await eventually(() => expect(linesOf(running)).toHaveLength(4));
    for (const line of linesOf(running)) expect(JSON.parse(line)).toMatchObject({ provider, event });
    expect(await stop(running)).toBe(0);

    // Nobody listens there any more; and without a secret there is nothing to sign with. A line each, and no stack.
    await expect(complaintOf(app, address, env)).resolves.toMatch(/^no answer from http:\S+: is the app running\? .*\n$/);
    await expect(complaintOf(app, address, {})).resolves.toMatch(/^\S+_SECRET is not set: node --env-file=\.env send\.mjs reads it .*\n$/);
  });
});
