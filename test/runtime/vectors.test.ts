import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBody } from '../../runtime/src/request/open-body.js';
import { type Algorithm, algorithms, type SignatureAlgorithm } from '../../runtime/src/verify/algorithms.js';
import { decodeBase64, decodeHex, encodeHex, equalBytes } from '../../runtime/src/verify/bytes.js';
import { decodePublicKey, verifyEd25519 } from '../../runtime/src/verify/ed25519.js';
import { hmac as hmacNode } from '../../runtime/src/verify/hmac.node.js';
import { hmac as hmacWeb } from '../../runtime/src/verify/hmac.web.js';
import { verifySignature } from '../../runtime/src/verify/verify-signature.js';
import { secret, standardScheme } from './sample-receiver.js';
import { vectors } from './signature-vectors.js';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

const cases = Object.entries(vectors).flatMap(([name, ofAlgorithm]) =>
  ofAlgorithm.map((vector) => ({ algorithm: name as Algorithm, ...vector })),
);

describe.each(cases)('$algorithm: $name', ({ algorithm, key, content, signature }) => {
  const method: SignatureAlgorithm = algorithms[algorithm];
  const given = hex(signature);
  const spoiled = (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)) as Uint8Array<ArrayBuffer>;

  test('verifies, and nothing else does', async () => {
    expect(given).toHaveLength(method.signatureBytes);
    expect(await method.verify(key, content, [given])).toBe(true);
    expect(await method.verify(key, content, [spoiled(given), given])).toBe(true);
    expect(await method.verify(key, content, [])).toBe(false);
    expect(await method.verify(key, content, [spoiled(given)])).toBe(false);
    expect(await method.verify(key, content, [given.slice(0, -1)])).toBe(false);
    expect(await method.verify(key, spoiled(content), [given])).toBe(false);
  });
});

const hmacCases = cases.flatMap((one) => {
  const method: SignatureAlgorithm = algorithms[one.algorithm];
  return method.kind === 'hmac' ? [{ ...one, hash: method.hash }] : [];
});

test.each(hmacCases)('$algorithm: node:crypto and Web Crypto make it: $name', async ({ hash, key, content, signature }) => {
  for (const hmac of [hmacNode, hmacWeb]) expect(encodeHex(await hmac(hash, key, content))).toBe(signature);
});

test('documents may name each algorithm that receivers verify, and no other', () => {
  const schema = readFileSync(new URL('../../catalogue/build/x-webhook.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(schema).definitions.signature.properties.algorithm.enum).toEqual(Object.keys(algorithms));
});

test("the vector of Standard Webhooks' reference libraries verifies", async () => {
  const headers = new Headers({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  const bytesOfSecret = decodeBase64(secret.slice('whsec_'.length));
  if (bytesOfSecret === null) throw new Error('the secret is no base64');
  const key = { algorithm: 'hmac-sha256', bytes: bytesOfSecret } as const;
  expect(
    await verifySignature(standardScheme, [key], { headers, body: openBody(bytes('{"test": 2432232314}')) }, 1_614_265_330_000),
  ).toBeNull();
  expect(await verifySignature(standardScheme, [key], { headers, body: openBody(bytes('{"test":2432232314}')) }, 1_614_265_330_000)).toBe(
    'signature-mismatch',
  );
});

// RFC 8032 has its verifiers take these keys, and R = 1, S = 0 is then a signature of anything, or of every eighth text at least.
test.each([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])('ed25519: %s is no key, with either sign', async (key) => {
  const signature = Uint8Array.of(1, ...new Uint8Array(63));
  for (const sign of [0, 0x80]) {
    const point = hex(key).map((byte, at) => (at === 31 ? byte | sign : byte));
    const forged = await Promise.all(Array.from({ length: 64 }, (_, text) => verifyEd25519(point, signature, Uint8Array.of(text))));
    expect(forged).toContain(true);
    expect(decodePublicKey(encodeHex(point))).toBeNull();
  }
});

describe('encodings', () => {
  test.each([
    { name: 'RFC 4648 vector', given: 'Zm9vYg==', want: 'foob' },
    { name: 'empty', given: '', want: '' },
    { name: 'no padding', given: 'Zm9vYg', want: null },
    { name: 'unused bits set', given: 'Zm9vYh==', want: null },
    { name: 'a blank', given: 'Zm9v Yg=', want: null },
    { name: 'a line feed', given: 'Zm9vYg==\n', want: null },
    { name: 'URL-safe alphabet', given: '_-8=', want: null },
    { name: 'padding in the middle', given: 'Zg==Zg==', want: null },
    { name: 'only padding', given: '====', want: null },
    { name: 'not ASCII', given: 'éAAA', want: null },
  ])('base64: $name', ({ given, want }) => {
    const decoded = decodeBase64(given);
    expect(decoded === null ? null : Buffer.from(decoded).toString()).toBe(want);
  });

  test.each([
    { name: 'lower case', given: '00ff', want: [0, 255] },
    { name: 'upper case', given: '00FF', want: [0, 255] },
    { name: 'mixed case', given: 'aaBB', want: null },
    { name: 'odd length', given: '0', want: null },
    { name: 'no hex', given: '0g', want: null },
    { name: 'a prefix', given: '0x00', want: null },
  ])('hex: $name', ({ given, want }) => {
    const decoded = decodeHex(given);
    expect(decoded === null ? null : [...decoded]).toEqual(want);
  });

  test('whatever bytes are encoded come back, and nothing else decodes to them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (value, text) => {
        expect(decodeHex(encodeHex(value))).toEqual(value);
        expect(decodeBase64(Buffer.from(value).toString('base64'))).toEqual(value);
        const decoded = decodeBase64(text);
        if (decoded !== null) expect(Buffer.from(decoded).toString('base64')).toBe(text);
      }),
    );
  });

  test('bytes are equal only where all of them are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => equalBytes(left, right) === (Buffer.compare(left, right) === 0)),
    );
  });
});
