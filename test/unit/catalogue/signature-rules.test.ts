import { expect, test } from 'vitest';
import { codesOf, loadFiles } from './load-files.js';

const custom = (signed: string, more = '') => `{ header: X-S, algorithm: hmac-sha256, encoding: hex, signed: '${signed}'${more} }`;
const line = (signature: string | null, dedupe: string | null) =>
  [signature === null ? [] : [`signature: ${signature}`], dedupe === null ? [] : [`dedupe: ${dedupe}`]]
    .flat()
    .map((text) => `, ${text}`)
    .join('');

/** One channel a case, each in its own line, so that one document says it all. */
const cases = [
  { name: 'a header beside a signed body', webhook: line(custom('{body}'), '["header:X-Id"]'), codes: ['unsigned-dedupe'] },
  { name: 'a header that is signed', webhook: line(custom('{header:x-id}.{body}'), '["header:X-Id"]'), codes: [] },
  {
    name: 'one of two headers is signed',
    webhook: line(custom('{header:x-id}.{body}'), '["header:X-Id", "header:X-Shop"]'),
    codes: ['unsigned-dedupe'],
  },
  { name: 'a pointer into a signed body', webhook: line(custom('{body}'), '[/id]'), codes: [] },
  { name: 'the body', webhook: line(custom('{body}'), 'body'), codes: [] },
  { name: 'no word on it', webhook: line(custom('{body}'), null), codes: [] },
  { name: 'a pointer that is signed', webhook: line(custom('{/id}'), '[/id]'), codes: [] },
  { name: 'pointers of which one is signed', webhook: line(custom('{/id}'), '[/id, /at]'), codes: ['unsigned-dedupe'] },
  { name: 'the header of Standard Webhooks', webhook: line('standard-webhooks', '["header:Webhook-Id"]'), codes: [] },
  { name: 'another header with Standard Webhooks', webhook: line('standard-webhooks', '["header:X-Id"]'), codes: ['unsigned-dedupe'] },
  { name: 'no signature: nothing is trusted', webhook: line(null, '["header:X-Id"]'), codes: [] },
  {
    name: 'a time that is not signed',
    webhook: line(custom('{body}', ', timestamp: "header:X-At", tolerance: PT5M'), null),
    codes: ['unsigned-timestamp'],
  },
  { name: 'a time in the signed body', webhook: line(custom('{body}', ', timestamp: /at, tolerance: PT5M'), null), codes: [] },
  {
    name: 'a time that is signed',
    webhook: line(custom('{header:x-at}.{body}', ', timestamp: "header:X-At", tolerance: PT5M'), null),
    codes: [],
  },
];

test('lint warns of what the signature leaves to a forger, and of nothing else', async () => {
  const channels = cases.map(
    ({ webhook }, index) =>
      `  c${index}: { x-webhook: { provider: p${index}${webhook} }, messages: { paid: { summary: P., payload: { type: object } } } }`,
  );
  const loaded = await loadFiles({
    'a.yaml': ['asyncapi: 3.0.0', 'info: { title: T, version: 1.0.0 }', 'channels:', ...channels, ''].join('\n'),
  });
  const found = codesOf(loaded);
  expect(cases.map(({ name }, index) => ({ name, codes: found.filter((code) => code.endsWith(`:${index + 4}`)) }))).toEqual(
    cases.map(({ name, codes }, index) => ({ name, codes: codes.map((code) => `${code}:${index + 4}`) })),
  );
  expect(loaded.catalogue).not.toBeNull();
});
