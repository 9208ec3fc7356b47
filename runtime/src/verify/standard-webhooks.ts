import type { Algorithm } from './algorithms.js';
import { decodeBase64 } from './bytes.js';
import { decodePublicKey } from './ed25519.js';

/**
 * What the Standard Webhooks specification adds to a plain signature: a format for keys (`whsec_` secrets for HMAC,
 * `whpk_` public keys for ed25519) and a header with several signatures, `v1,` and `v1a,`
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */

/** The shortest secret that the specification allows, in bytes. */
const minSecretBytes = 24;

export interface StandardKey {
  readonly algorithm: Extract<Algorithm, 'hmac-sha256' | 'ed25519'>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Decodes a `whsec_` secret or a `whpk_` public key. Throws, without the secret in the message, if it is invalid. */
export function decodeStandardKey(secret: string): StandardKey {
  if (secret.startsWith('whsk_')) throw new Error('is a private key; a receiver needs the public key (whpk_)');
  if (secret.startsWith('whpk_')) {
    const bytes = decodePublicKey(secret);
    if (bytes === null) throw new Error('is not whpk_ followed by an ed25519 public key of 32 bytes in base64');
    return { algorithm: 'ed25519', bytes };
  }
  const bytes = decodeBase64(secret.replace(/^whsec_/, ''));
  if (bytes === null) throw new Error('is not whsec_ followed by base64');
  if (bytes.length < minSecretBytes) throw new Error(`has ${bytes.length} bytes; Standard Webhooks requires at least ${minSecretBytes}`);
  return { algorithm: 'hmac-sha256', bytes };
}

export interface StandardSignature {
  readonly algorithm: StandardKey['algorithm'];
  /** Base64. */
  readonly text: string;
}

/** The `v1` and `v1a` signatures of a header. Other versions are skipped, as the specification requires. */
export function splitStandardSignatures(header: string): { readonly count: number; readonly signatures: readonly StandardSignature[] } {
  const entries = header.split(' ');
  const signatures = entries.flatMap((entry): StandardSignature[] => {
    if (entry.startsWith('v1,')) return [{ algorithm: 'hmac-sha256', text: entry.slice(3) }];
    return entry.startsWith('v1a,') ? [{ algorithm: 'ed25519', text: entry.slice(4) }] : [];
  });
  return { count: entries.length, signatures };
}
