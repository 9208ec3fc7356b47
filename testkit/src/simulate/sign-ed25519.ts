import { decodeBase64, decodeHex, joinBytes } from '@hookbook/runtime/inspect';

type Bytes = Uint8Array<ArrayBuffer>;

/** What stands before the seed in an ed25519 key of PKCS #8 (RFC 8410, section 7). */
const pkcs8Head = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);
const seedBytes = 32;

const noKey = 'sign: the secret is no ed25519 private key: give its seed of 32 bytes in hex or base64, or PKCS #8';

/** The signature (RFC 8032), by Web Crypto. Throws a TypeError where the text is no private key, without it in the message. */
export async function signEd25519(privateKey: string, content: Bytes): Promise<Bytes> {
  const key = await importPrivateKey(decodePrivateKey(privateKey));
  return new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, content));
}

/** PKCS #8 that is broken, or holds a key of another kind, is a DataError (https://w3c.github.io/webcrypto/#ed25519-operations-import-key). */
async function importPrivateKey(pkcs8: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, false, ['sign']);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataError') throw new TypeError(noKey);
    throw error;
  }
}

/** The key in PKCS #8, from that (base64, PEM), from its seed of 32 bytes, or from seed and public key (64 bytes). */
function decodePrivateKey(text: string): Bytes {
  const bare = text
    .replace(/^whsk_/, '')
    .replace(/-----(?:BEGIN|END) PRIVATE KEY-----/g, '')
    .replace(/\s+/g, '');
  const bytes = decodeHex(bare) ?? decodeBase64(bare);
  if (bytes?.length === seedBytes || bytes?.length === 2 * seedBytes) return joinBytes([pkcs8Head, bytes.subarray(0, seedBytes)]);
  const isPkcs8 = bytes !== null && bytes.length >= pkcs8Head.length + seedBytes && bytes[0] === pkcs8Head[0];
  if (isPkcs8) return bytes;
  throw new TypeError(noKey);
}
