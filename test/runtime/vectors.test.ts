import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBody } from '../../runtime/src/request/open-body.js';
import { decodeBase64, decodeHex, encodeHex, equalBytes } from '../../runtime/src/verify/bytes.js';
import { hmac as hmacNode } from '../../runtime/src/verify/hmac.node.js';
import { hmac as hmacWeb } from '../../runtime/src/verify/hmac.web.js';
import { decodePublicKey, verifyEd25519 } from '../../runtime/src/verify/verify-ed25519.js';
import { verifySignature } from '../../runtime/src/verify/verify-signature.js';
import { secret, standardScheme } from './sample-receiver.js';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const aa = (length: number) => new Uint8Array(length).fill(0xaa);

// RFC 4231, section 4: test cases 1, 2, 3, 6 and 7.
const rfc4231 = [
  {
    name: 'case 1',
    key: new Uint8Array(20).fill(0x0b),
    data: bytes('Hi There'),
    sha256: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    sha512:
      '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854',
  },
  {
    name: 'case 2',
    key: bytes('Jefe'),
    data: bytes('what do ya want for nothing?'),
    sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    sha512:
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  },
  {
    name: 'case 3',
    key: aa(20),
    data: new Uint8Array(50).fill(0xdd),
    sha256: '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    sha512:
      'fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb',
  },
  {
    name: 'case 6, a key longer than a block',
    key: aa(131),
    data: bytes('Test Using Larger Than Block-Size Key - Hash Key First'),
    sha256: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    sha512:
      '80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598',
  },
];

describe.each(rfc4231)('HMAC, RFC 4231 $name', ({ key, data, sha256, sha512 }) => {
  test.each([
    { name: 'node:crypto', hmac: hmacNode },
    { name: 'Web Crypto', hmac: hmacWeb },
  ])('$name', async ({ hmac }) => {
    expect(encodeHex(await hmac('sha256', key, data))).toBe(sha256);
    expect(encodeHex(await hmac('sha512', key, data))).toBe(sha512);
  });
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

// RFC 8032, section 7.1: TEST 2.
test('ed25519, RFC 8032', async () => {
  const key = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(await verifyEd25519(key, signature, Uint8Array.of(0x72))).toBe(true);
  expect(await verifyEd25519(key, signature, Uint8Array.of(0x73))).toBe(false);
  expect(await verifyEd25519(key, signature.slice(0, 63), Uint8Array.of(0x72))).toBe(false);
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
