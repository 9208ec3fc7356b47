import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import type { Json } from '../../../catalogue/model/model.js';

/** What a document says of messages with these payloads. */
async function problemsOf(...payloads: Json[]): Promise<string[]> {
  const messages = Object.fromEntries(payloads.map((payload, at) => [`m${at}`, { summary: 's', payload }]));
  const document = { asyncapi: '3.0.0', info: { title: 'T', version: '1.0.0' }, channels: { c: { address: 'c', messages } } };
  const { problems } = await loadCatalogue('asyncapi.json', { text: JSON.stringify(document) });
  return problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('a large schema', { timeout: 120_000 }, () => {
  it('may list tens of thousands of values', async () => {
    expect(await problemsOf({ properties: { a: { enum: numbers(50_000).map(String) } } })).toEqual([]);
    expect(await problemsOf({ allOf: [{ enum: numbers(50_000) }, { enum: numbers(50_000) }] })).toEqual([]);
  });

  it('has no more alternatives than a validator can try', async () => {
    const union = { oneOf: numbers(1001).map((at) => ({ const: at })) };
    expect(await problemsOf({ properties: { a: union } })).toEqual(['limit /channels/c/messages/m0/payload/properties/a/oneOf']);
  });

  it('is told from others by few values, not by millions of combinations', async () => {
    const payload = { properties: Object.fromEntries(['w', 'x', 'y', 'z'].map((name) => [name, { enum: numbers(3000) }])) };
    expect(await problemsOf(payload, payload)).toEqual([expect.stringMatching(/^indistinguishable-events /)]);
  });
});
