import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import { expect, test } from 'vitest';
import { equalBytes } from '../../runtime/src/verify/bytes.js';
import { traceDigests } from '../../testkit/src/trace-digests.js';

type Compare = (hmac: Hmac, given: Buffer) => boolean;

function loopUntilDifferent(expected: Uint8Array, given: Uint8Array): boolean {
  for (let at = 0; at < expected.length; at++) if (expected[at] !== given[at]) return false;
  return true;
}

const comparisons: readonly { readonly name: string; readonly compare: Compare; readonly inWhole: boolean }[] = [
  { name: 'timingSafeEqual over bytes', compare: (hmac, given) => timingSafeEqual(hmac.digest(), given), inWhole: true },
  {
    name: 'timingSafeEqual over headers',
    compare: (hmac, given) => timingSafeEqual(Buffer.from(`v1,${hmac.digest('base64')}`), Buffer.from(`v1,${given.toString('base64')}`)),
    inWhole: true,
  },
  {
    name: 'timingSafeEqual over hex texts',
    compare: (hmac, given) => timingSafeEqual(Buffer.from(hmac.digest().toString('hex')), Buffer.from(given.toString('hex'))),
    inWhole: true,
  },
  { name: 'a loop over all bytes', compare: (hmac, given) => equalBytes(hmac.digest(), given), inWhole: true },
  { name: 'a loop that ends early', compare: (hmac, given) => loopUntilDifferent(hmac.digest(), given), inWhole: false },
  { name: 'every', compare: (hmac, given) => hmac.digest().every((byte, at) => byte === given[at]), inWhole: false },
  { name: '=== over base64', compare: (hmac, given) => hmac.digest('base64') === given.toString('base64'), inWhole: false },
  { name: '=== over hex', compare: (hmac, given) => hmac.digest().toString('hex') === given.toString('hex'), inWhole: false },
  { name: 'Buffer.equals', compare: (hmac, given) => hmac.digest().equals(given), inWhole: false },
  {
    name: 'timingSafeEqual of something else',
    compare: (hmac, given) => timingSafeEqual(given, given) && hmac.digest('hex') === given.toString('hex'),
    inWhole: false,
  },
];

const sign = () => createHmac('sha256', 'a secret').update('a body');

test.each(comparisons)('$name: in whole $inWhole', ({ compare, inWhole }) => {
  const right = sign().digest();
  const wrong = right.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) as Buffer;
  const traced = traceDigests();
  try {
    expect(compare(sign(), right)).toBe(true);
    expect(compare(sign(), wrong)).toBe(false);
  } finally {
    traced.end();
  }
  expect(traced.digests().at(-1)?.comparedInWhole()).toBe(inWhole);
});

test('afterwards everything is as it was', () => {
  const { digest } = Object.getPrototypeOf(sign());
  const traced = traceDigests();
  traced.end();
  expect(Object.getPrototypeOf(sign()).digest).toBe(digest);
  sign().digest();
  expect(traced.digests()).toEqual([]);
});
