import { encodeHex, type KeyPairAlgorithm } from '@hookbook/runtime/inspect';
import { signEd25519 } from './sign-ed25519.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** The half of a key pair that only a sender has. */
interface PrivateKeys {
  /** Throws a TypeError without the key in its message if the text can't be one. */
  sign(privateKey: string, content: Bytes): Promise<Bytes>;
  readonly seedBytes: number;
  /** The private key of a seed, as `sign` takes it. */
  write(seed: Bytes): string;
}

export const privateKeys = {
  ed25519: { sign: signEd25519, seedBytes: 32, write: encodeHex },
} satisfies Record<KeyPairAlgorithm['curve'], PrivateKeys>;
