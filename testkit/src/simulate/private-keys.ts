import { encodeHex, type KeyPairAlgorithm } from '@hookbook/runtime/inspect';
import { signEd25519 } from './sign-ed25519.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** The private half of a key pair, which only senders have. */
interface PrivateKeys {
  /** Throws a TypeError if the key is invalid, without the key in the message. */
  sign(privateKey: string, content: Bytes): Promise<Bytes>;
  readonly seedBytes: number;
  /** Writes the private key of a seed as `sign` expects it. */
  write(seed: Bytes): string;
}

export const privateKeys = {
  ed25519: { sign: signEd25519, seedBytes: 32, write: encodeHex },
} satisfies Record<KeyPairAlgorithm['curve'], PrivateKeys>;
