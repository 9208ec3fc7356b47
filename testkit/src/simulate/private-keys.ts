import { decodeBase64, decodeHex, encodeHex, joinBytes, type KeyPairAlgorithm } from '@hookbook/runtime/inspect';

type Bytes = Uint8Array<ArrayBuffer>;

/** The private half of a key pair, which only senders have. */
interface PrivateKeys {
  /** Throws a TypeError if the key is invalid, without the key in the message. */
  sign(privateKey: string, content: Bytes): Promise<Bytes>;
  readonly seedBytes: number;
  /** Writes the private key of a seed as `sign` expects it. */
  write(seed: Bytes): string;
}

/** What precedes the seed in a PKCS #8 key of ed25519 (RFC 8410, section 7). */
const pkcs8Head = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);
const seedBytes = 32;

const invalidKey = 'sign: the secret is not an ed25519 private key: use its 32-byte seed in hex or base64, or PKCS #8';

export const privateKeys = {
  ed25519: { sign: signEd25519, seedBytes, write: encodeHex },
} satisfies Record<KeyPairAlgorithm['curve'], PrivateKeys>;

/** Signs (RFC 8032) with Web Crypto. */
async function signEd25519(privateKey: string, content: Bytes): Promise<Bytes> {
  const key = await importPrivateKey(decodePrivateKey(privateKey));
  return new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, content));
}

/** An invalid key is a DataError (https://w3c.github.io/webcrypto/#ed25519-operations-import-key). */
async function importPrivateKey(pkcs8: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign']);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataError') throw new TypeError(invalidKey);
    throw error;
  }
}

/** The key as PKCS #8, from PKCS #8 (base64, PEM), its 32-byte seed, or seed and public key (64 bytes). */
function decodePrivateKey(text: string): Bytes {
  const bare = text
    .replace(/^whsk_/, '')
    .replace(/-----(?:BEGIN|END) PRIVATE KEY-----/g, '')
    .replace(/\s+/g, '');
  const bytes = decodeHex(bare) ?? decodeBase64(bare);
  if (bytes?.length === seedBytes || bytes?.length === 2 * seedBytes) return joinBytes([pkcs8Head, bytes.subarray(0, seedBytes)]);
  const isPkcs8 = bytes !== null && bytes.length >= pkcs8Head.length + seedBytes && bytes[0] === pkcs8Head[0];
  if (isPkcs8) return bytes;
  throw new TypeError(invalidKey);
}
