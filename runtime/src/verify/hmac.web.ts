import type { Hash } from './algorithms.js';

/** HMAC (RFC 2104) with Web Crypto, for runtimes without node:crypto. */
export async function hmac(hash: Hash, key: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const name = hash.replace('sha', 'SHA-');
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: name }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, content));
}
