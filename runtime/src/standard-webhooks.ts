import { decodeBase64 } from './bytes.js';

/**
 * What the Standard Webhooks specification adds to a plain signature: how a secret is written, and a header that holds several
 * signatures (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */

/** The specification's least length of a secret, in bytes. */
const leastSecretBytes = 24;

/** The key that a `whsec_` secret stands for; throws, without the secret in the message, where it can't be one. */
export function decodeStandardSecret(secret: string): Uint8Array<ArrayBuffer> {
  if (/^wh[ps]k_/.test(secret)) throw new Error('is an ed25519 key; of Standard Webhooks this version verifies v1, with whsec_ secrets');
  const key = decodeBase64(secret.replace(/^whsec_/, ''));
  if (key === null) throw new Error('is not whsec_ and base64');
  if (key.length < leastSecretBytes) throw new Error(`holds ${key.length} bytes; Standard Webhooks asks for at least ${leastSecretBytes}`);
  return key;
}

/** The `v1` signatures of a header; entries of other versions are passed over, as the specification asks. */
export function splitStandardSignatures(header: string): { readonly count: number; readonly texts: readonly string[] } {
  const entries = header.split(' ');
  return { count: entries.length, texts: entries.flatMap((entry) => (entry.startsWith('v1,') ? [entry.slice(3)] : [])) };
}
