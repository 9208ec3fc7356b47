import { createHmac } from 'node:crypto';
import type { Hash } from './algorithms.js';

/** HMAC (RFC 2104) by node:crypto: many times faster than Web Crypto there. */
export async function hmac(hash: Hash, key: Uint8Array, content: Uint8Array): Promise<Uint8Array> {
  return createHmac(hash, key).update(content).digest();
}
