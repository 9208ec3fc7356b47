import { decodeBase64, decodeHex } from './bytes.js';

const keyBytes = 32;

/** The public key that a text stands for: 32 bytes as hex or base64, with or without `whpk_`; null where it isn't one. */
export function decodePublicKey(text: string): Uint8Array<ArrayBuffer> | null {
  const encoded = text.replace(/^whpk_/, '');
  const key = decodeHex(encoded) ?? decodeBase64(encoded);
  return key?.length === keyBytes ? key : null;
}

/** Whether the key's owner made the signature (RFC 8032), by Web Crypto; false for a key or signature that can't be one. */
export async function verifyEd25519(
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (key.length !== keyBytes || signature.length !== 64) return false;
  const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, content);
}
