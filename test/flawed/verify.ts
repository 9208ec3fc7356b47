import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto';
import { secret } from '../conformance/receiver/shop-provider.js';

/** The steps of a verification, in the order they are made. */
export interface Verifying {
  /** Whether a signed time can be believed; both in unix milliseconds. */
  isFresh(signedAt: number, now: number, toleranceMs: number): boolean;
  /** The bytes that are verified, of those that came. */
  contentOf(body: Uint8Array): Uint8Array;
  /** The signatures that count, of those in the header: several while the secret is rotated. */
  pick(signatures: readonly string[]): readonly string[];
  /** Whether the HMAC makes this signature, in base64. */
  makes(hmac: Hmac, signature: string): boolean;
}

const correct: Verifying = {
  isFresh: (signedAt, now, toleranceMs) => Math.abs(now - signedAt) <= toleranceMs,
  contentOf: (body) => body,
  pick: (signatures) => signatures,
  makes(hmac, signature) {
    const expected = hmac.digest();
    const given = Buffer.from(signature, 'base64');
    return expected.length === given.length && timingSafeEqual(expected, given);
  },
};

const key = Buffer.from(secret.slice('whsec_'.length), 'base64');

/** Verifies as Standard Webhooks says, so far as no step is replaced. */
export function createVerifier(flaw: Partial<Verifying>, toleranceMs: number): (headers: Headers, body: Uint8Array) => boolean {
  const { isFresh, contentOf, pick, makes } = { ...correct, ...flaw };
  return (headers, body) => {
    const [id, time, signature] = ['id', 'timestamp', 'signature'].map((name) => headers.get(`webhook-${name}`) ?? '');
    if (id === '' || !isFresh(Number(time) * 1000, Date.now(), toleranceMs)) return false;
    const signatures = pick((signature ?? '').split(' ').filter((one) => one.startsWith('v1,')));
    const hmac = () => createHmac('sha256', key).update(`${id}.${time}.`).update(contentOf(body));
    return signatures.some((one) => makes(hmac(), one.slice('v1,'.length)));
  };
}
