const names = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;

/** HMAC (RFC 2104) by Web Crypto, for runtimes without node:crypto. */
export async function hmac(hash: 'sha256' | 'sha512', key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: names[hash] }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}
