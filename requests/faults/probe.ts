import { createHmac, verify } from 'node:crypto';
import type { SignatureScheme, Source } from '@hookbook/runtime';
import { algorithms, type SignatureAlgorithm } from '@hookbook/runtime/inspect';
import type { Json } from '../../catalogue/model/model.js';
import { valueAt } from '../../catalogue/model/pointer.js';
import { listBodies } from './body-variants.js';
import { listKeys, type ProbeKey } from './key-variants.js';
import { listSignatures } from './signature-variants.js';
import { asDocumented, instead, type Variant } from './variant.js';

export interface ProbedRequest {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Whose scheme, and which secrets; `said` says so where it is not the provider that the request was sent to, or not its secret. */
export interface Suspect {
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
  readonly said: readonly string[];
}

/** Past it a body is hashed in few ways: finding a cause must not hold up the next request. */
const largeBody = 262_144;

/**
 * What the sender has done instead of what the document says, by trying what senders get wrong until the signature fits: at most two
 * faults at once, fewest first; null where nothing fits. Empty: it fits as documented.
 */
export function probeSignature({ scheme, secrets, said }: Suspect, request: ProbedRequest): readonly string[] | null {
  const covers = scheme.signed.some(({ kind }) => kind === 'body');
  const bodies = covers ? listBodies(request.body) : [asDocumented(Buffer.from(request.body))];
  const combinations = combine(listSignatures(request.headers, scheme), [
    secrets.flatMap((secret) => listKeys(scheme, secret)),
    request.body.length > largeBody ? bodies.slice(0, 2) : bodies,
    listHashes(scheme),
  ]);
  const found = combinations.find(({ signature, key, body, hash }) => {
    const content = contentOf(scheme, request, body);
    return content !== null && fits(key, hash, content, signature);
  });
  return found === undefined ? null : [...said, ...found.said];
}

interface Combination {
  readonly signature: Buffer;
  readonly key: ProbeKey;
  readonly body: Buffer;
  readonly hash: string;
  readonly said: readonly string[];
}

type Dimensions = readonly [readonly Variant<ProbeKey>[], readonly Variant<Buffer>[], readonly Variant<string>[]];

const mostFaults = 2;

/** All that differ from the document in few ways, those in fewest first. */
function combine(signatures: readonly Variant<Buffer>[], [keys, bodies, hashes]: Dimensions): Combination[] {
  const all: Combination[] = [];
  for (const body of bodies) {
    for (const key of keys) {
      for (const hash of hashes) {
        for (const signature of signatures) {
          const said = [signature, key, body, hash].flatMap((variant) => variant.said);
          if (said.length > mostFaults) continue;
          all.push({ signature: signature.value, key: key.value, body: body.value, hash: hash.value, said });
        }
      }
    }
  }
  return all.sort((a, b) => a.said.length - b.said.length);
}

function listHashes({ algorithm }: SignatureScheme): Variant<string>[] {
  const method: SignatureAlgorithm = algorithms[algorithm];
  switch (method.kind) {
    case 'key-pair':
      return [asDocumented('')];
    case 'hmac': {
      const others = [...digestBytes.keys()].filter((hash) => hash !== method.hash);
      return [
        asDocumented<string>(method.hash),
        ...others.map((hash) => instead(hash, `it is signed by HMAC with ${hash}, and the document says ${method.hash}`)),
      ];
    }
  }
}

/** The bytes that are signed; null where one of the signed values isn't there. */
function contentOf({ signed }: SignatureScheme, { headers, body }: ProbedRequest, signedBody: Buffer): Buffer | null {
  const parts = signed.map((part) => {
    if (part.kind === 'text') return Buffer.from(part.text);
    if (part.kind === 'body') return signedBody;
    const value = readSource(part, headers, body);
    return value === null ? null : Buffer.from(value, part.kind === 'header' ? 'latin1' : 'utf8');
  });
  return parts.every((part) => part !== null) ? Buffer.concat(parts) : null;
}

/** The text of a signed value, as far as one can tell; null where there is none. */
export function readSource(source: Source, headers: Headers, body: Uint8Array): string | null {
  if (source.kind === 'header') return headers.get(source.header);
  try {
    const value = valueAt(JSON.parse(new TextDecoder().decode(body)) as Json, source.pointer);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  } catch {
    return null; // not JSON
  }
}

/** The hashes that senders use and their lengths: those of the algorithms, and SHA-1. */
const digestBytes: ReadonlyMap<string, number> = new Map([
  ...Object.values(algorithms).flatMap((method: SignatureAlgorithm) =>
    method.kind === 'hmac' ? [[method.hash, method.signatureBytes] as const] : [],
  ),
  ['sha1', 20] as const,
]);

function fits(key: ProbeKey, hash: string, content: Buffer, signature: Buffer): boolean {
  if (key.kind === 'ed25519') return signature.length === algorithms.ed25519.signatureBytes && verify(null, content, key.key, signature);
  if (signature.length !== digestBytes.get(hash)) return false;
  return createHmac(hash, key.bytes).update(content).digest().equals(signature);
}
