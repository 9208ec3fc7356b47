import { hmac } from '#hmac';
import { equalBytes } from './bytes.js';
import { ed25519 } from './ed25519.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What every algorithm provides. Code that depends on the algorithm uses its record and never compares names. */
interface Verifier {
  /** Its usual spelling. */
  readonly title: string;
  readonly signatureBytes: number;
  /**
   * Decodes the key that verifies from the text of a secret. Throws an Error whose message continues the secret's name
   * and never contains the secret.
   */
  decodeKey(secret: string): Bytes;
  /** Whether the key made one of the signatures. The time it takes doesn't depend on which one matches. */
  verify(key: Bytes, content: Bytes, signatures: readonly Bytes[]): Promise<boolean>;
}

/** Sender and receiver share a secret (RFC 2104). */
export interface HmacAlgorithm extends Verifier {
  readonly kind: 'hmac';
  /** The name in node:crypto and openssl. */
  readonly hash: Hash;
  sign(key: Bytes, content: Bytes): Promise<Uint8Array>;
}

/**
 * The sender signs with a private key; the receiver has the public key. Only simulators sign, so signing is in
 * `@hookbook/testkit`.
 */
export interface KeyPairAlgorithm extends Verifier {
  readonly kind: 'key-pair';
  readonly curve: 'ed25519';
}

export type SignatureAlgorithm = HmacAlgorithm | KeyPairAlgorithm;

/** A hash function of the SHA-1 or SHA-2 family. */
export type Hash = `sha${number}`;

export const algorithms = {
  'hmac-sha256': hmacWith('sha256', { title: 'HMAC-SHA256', signatureBytes: 32 }),
  'hmac-sha512': hmacWith('sha512', { title: 'HMAC-SHA512', signatureBytes: 64 }),
  ed25519,
} satisfies Record<string, SignatureAlgorithm>;

/** The name of an algorithm in documents. */
export type Algorithm = keyof typeof algorithms;

function hmacWith(hash: Hash, facts: Pick<HmacAlgorithm, 'title' | 'signatureBytes'>): HmacAlgorithm {
  return {
    ...facts,
    kind: 'hmac',
    hash,
    decodeKey: (secret) => new TextEncoder().encode(secret),
    sign: (key, content) => hmac(hash, key, content),
    async verify(key, content, signatures) {
      const expected = await hmac(hash, key, content);
      return signatures.map((signature) => equalBytes(expected, signature)).includes(true);
    },
  };
}
