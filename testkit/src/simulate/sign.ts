import type { ProviderFacts, SignatureScheme } from '@hookbook/runtime';
import {
  type Algorithm,
  algorithms,
  decodeStandardKey,
  encodings,
  joinSigned,
  listHeaders,
  listSources,
  openBody,
  readSignedValues,
} from '@hookbook/runtime/inspect';
import { privateKeys } from './private-keys.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface SignOptions {
  /** The signed time if it is in a header, in unix milliseconds; now by default. */
  readonly at?: number;
  /** The value of other signed headers, such as `webhook-id`; random by default. */
  readonly id?: string;
  /** Headers that the request already has. Signed ones are used as given. */
  readonly headers?: Readonly<Record<string, string>>;
}

const encoder = new TextEncoder();

/**
 * Signs a body as the provider does. Returns the headers to send with it, by lower-case name: the signature, and signed
 * headers that were not given. None for a provider that does not sign. Several secrets make several signatures if the
 * header can hold them (Standard Webhooks), as during a rotation; otherwise the first one signs.
 *
 * An ed25519 secret is the private key: its 32-byte seed as hex or base64, PKCS #8 as base64 or PEM, or `whsk_`
 * followed by base64. Throws a TypeError that says what the body lacks or what is wrong with the secret, and never
 * contains the secret.
 */
export async function sign(
  { signature: scheme }: Pick<ProviderFacts, 'signature'>,
  body: string | Uint8Array,
  secret: string | readonly string[],
  { at = Date.now(), id = `msg_${crypto.randomUUID()}`, headers: given = {} }: SignOptions = {},
): Promise<Record<string, string>> {
  if (scheme === null) return {};
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (secrets.length === 0 || secrets.some((one) => typeof one !== 'string' || one === ''))
    throw new TypeError('sign: the secret is missing: give a string or a list of strings');
  const known = new Headers(given);
  const added: Record<string, string> = {};
  const [timeHeader] = listHeaders([scheme.timestamp]);
  for (const header of listHeaders([...scheme.signed, scheme.timestamp])) {
    if (known.has(header)) continue;
    added[header] = header === timeHeader ? String(Math.floor(at / 1000)) : id;
    known.set(header, added[header]);
  }
  const content = readContent(scheme, known, typeof body === 'string' ? encoder.encode(body) : Uint8Array.from(body));
  const wanted = scheme.scheme === 'standard-webhooks' ? secrets : secrets.slice(0, 1);
  const signatures = await Promise.all(wanted.map((one) => signContent(scheme, one, content)));
  return { ...added, [scheme.header]: signatures.join(' ') };
}

/** The bytes to sign. */
function readContent({ signed }: SignatureScheme, headers: Headers, body: Bytes): Bytes {
  const sources = listSources(signed);
  const values = readSignedValues(sources, headers, openBody(body));
  if (typeof values === 'string') {
    const names = sources.map((source) => (source.kind === 'pointer' ? source.pointer : source.header)).join(', ');
    throw new TypeError(`sign: a signed value is missing from the body or in a format that cannot be signed (${names}): ${values}`);
  }
  return joinSigned(signed, values, body);
}

async function signContent(scheme: SignatureScheme, secret: string, content: Bytes): Promise<string> {
  const { algorithm, head } = howToSign(scheme, secret);
  const { encode } = encodings[scheme.encoding];
  const method = algorithms[algorithm];
  switch (method.kind) {
    case 'hmac':
      return (
        head + encode(await method.sign(scheme.scheme === 'standard-webhooks' ? standardKey(secret) : method.decodeKey(secret), content))
      );
    case 'key-pair':
      return head + encode(await privateKeys[method.curve].sign(secret, content));
  }
}

/** With Standard Webhooks the secret decides: `whsk_` is a private key. */
function howToSign(
  { scheme, algorithm, prefix }: SignatureScheme,
  secret: string,
): { readonly algorithm: Algorithm; readonly head: string } {
  if (scheme === 'custom') return { algorithm, head: prefix };
  return secret.startsWith('whsk_') ? { algorithm: 'ed25519', head: 'v1a,' } : { algorithm: 'hmac-sha256', head: 'v1,' };
}

function standardKey(secret: string): Bytes {
  try {
    if (secret.startsWith('whpk_')) throw new Error('is a public key; signing needs the private key (whsk_)');
    return decodeStandardKey(secret).bytes;
  } catch (error) {
    throw new TypeError(`sign: the secret ${error instanceof Error ? error.message : String(error)}`);
  }
}
