import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SignatureScheme } from '@hookbook/runtime';
import { asDocumented, instead, type Variant } from './variant.js';

/** The bytes of a shared secret, or a public key. */
export type ProbeKey = { readonly kind: 'hmac'; readonly bytes: Buffer } | { readonly kind: 'ed25519'; readonly key: KeyObject };

/** What a sender may have made of the secret that is given here: as the document has it first. */
export function listKeys(scheme: SignatureScheme, secret: string): Variant<ProbeKey>[] {
  const isPublic = scheme.algorithm === 'ed25519' || secret.startsWith('whpk_');
  if (isPublic) return readPublicKey(secret.replace(/^whpk_/, '')).map(asDocumented);
  return scheme.scheme === 'standard-webhooks' ? listStandardKeys(secret) : listPlainKeys(secret);
}

function listStandardKeys(secret: string): Variant<ProbeKey>[] {
  const bare = secret.replace(/^whsec_/, '');
  return [
    asDocumented(hmacKey(Buffer.from(bare, 'base64'))),
    instead(hmacKey(secret), "the sender signs with the secret's text: it must decode what follows whsec_ from base64"),
    instead(hmacKey(bare), "the sender signs with the secret's text without whsec_: it must decode that from base64"),
  ];
}

const quoted = "the sender's secret has quotation marks around it: is it read from an .env file by something that keeps them?";

function listPlainKeys(secret: string): Variant<ProbeKey>[] {
  const bare = secret.replace(/^whsec_/, '');
  const prefix: Variant<ProbeKey>[] =
    bare === secret
      ? [instead(hmacKey(`whsec_${secret}`), "the sender's secret begins with whsec_, and the one given here doesn't")]
      : [instead(hmacKey(bare), 'the sender signs with the secret without whsec_')];
  const unquoted = /^(["'])(.+)\1$/.exec(secret)?.[2];
  const around = [
    ['\n', 'a line break at its end'],
    ['\r\n', 'a line break (CR LF) at its end'],
    [' ', 'a blank at its end'],
    ['\t', 'a tab at its end'],
  ].map(([end, what]) => instead(hmacKey(`${secret}${end}`), `the sender's secret has ${what}: trim what it reads from a file or a form`));
  return [
    asDocumented(hmacKey(secret)),
    ...around,
    instead(hmacKey(` ${secret}`), "the sender's secret begins with a blank"),
    ...prefix,
    ...['"', "'"].map((mark) => instead(hmacKey(`${mark}${secret}${mark}`), quoted)),
    ...(unquoted === undefined ? [] : [instead(hmacKey(unquoted), 'the secret given here has quotation marks around it')]),
    ...listDecoded(bare),
  ];
}

function listDecoded(text: string): Variant<ProbeKey>[] {
  const decoded: Variant<ProbeKey>[] = [];
  if (/^(?:[0-9a-fA-F]{2}){8,}$/.test(text))
    decoded.push(instead(hmacKey(Buffer.from(text, 'hex')), 'the sender decodes the secret from hex before it signs'));
  if (/^[\w+/-]{8,}={0,2}$/.test(text))
    decoded.push(instead(hmacKey(Buffer.from(text, 'base64')), 'the sender decodes the secret from base64 before it signs'));
  return decoded;
}

const hmacKey = (key: string | Buffer): ProbeKey => ({ kind: 'hmac', bytes: Buffer.from(key) });

/** What stands before the 32 bytes of an ed25519 public key in SPKI (RFC 8410, section 4). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

function readPublicKey(text: string): ProbeKey[] {
  const bytes = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length !== 32) return [];
  return [{ kind: 'ed25519', key: createPublicKey({ key: Buffer.concat([spkiHead, bytes]), format: 'der', type: 'spki' }) }];
}
