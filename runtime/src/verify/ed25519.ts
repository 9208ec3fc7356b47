import type { KeyPairAlgorithm } from './algorithms.js';
import { decodeBase64, decodeHex, encodeHex } from './bytes.js';

const keyBytes = 32;
const signatureBytes = 64;

/**
 * All encodings of the points of small order, without the sign bit (https://eprint.iacr.org/2020/1244). Verifiers
 * accept them as keys, and then accept forged signatures. A placeholder of zeros decodes to the first one.
 */
const smallOrder = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/** Decodes a public key of 32 bytes in hex or base64, with or without `whpk_`; null for anything else. */
export function decodePublicKey(text: string): Uint8Array<ArrayBuffer> | null {
  const encoded = text.replace(/^whpk_/, '');
  const key = decodeHex(encoded) ?? decodeBase64(encoded);
  return key?.length === keyBytes && !hasSmallOrder(key) ? key : null;
}

function hasSmallOrder(key: Uint8Array): boolean {
  return smallOrder.has(encodeHex(key.map((byte, at) => (at === keyBytes - 1 ? byte & 0x7f : byte))));
}

/** Whether the key made the signature (RFC 8032), by Web Crypto; false for an invalid key or signature. */
export async function verifyEd25519(
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (key.length !== keyBytes || signature.length !== signatureBytes) return false;
  const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, content);
}

export const ed25519: KeyPairAlgorithm = {
  kind: 'key-pair',
  curve: 'ed25519',
  title: 'Ed25519',
  signatureBytes,
  decodeKey(secret) {
    const key = decodePublicKey(secret);
    if (key === null) throw new Error('is not an ed25519 public key: 32 bytes in hex or base64, not a placeholder');
    return key;
  },
  async verify(key, content, signatures) {
    const verified = await Promise.all(signatures.map((signature) => verifyEd25519(key, signature, content)));
    return verified.includes(true);
  },
};
