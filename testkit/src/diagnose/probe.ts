import type { SignatureScheme } from '@hookbook/runtime';
import {
  algorithms,
  type Hash,
  hmac,
  joinSigned,
  type Key,
  listSources,
  openBody,
  readSignedValues,
  type SignatureAlgorithm,
} from '@hookbook/runtime/inspect';
import { asDocumented, type Cause, instead, type Variant } from './cause.js';
import { listBodies } from './list-bodies.js';
import { listKeys } from './list-keys.js';
import { listSignatures } from './list-signatures.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ProbedRequest {
  readonly headers: Headers;
  readonly body: Bytes;
}

/** A scheme and secrets that a sender may have used. The causes say how they differ from the documented ones. */
export interface Suspect {
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
  readonly causes: readonly Cause[];
}

/** Larger bodies are tried in fewer combinations, so that diagnosing blocks neither the next request nor the page. */
const maxBodyForPairs = 262_144;
const maxCauses = 2;

/**
 * Finds what the sender does differently from the document: tries common mistakes until the signature is valid, at most
 * two at once, fewest first. Empty: it is valid as documented. null: nothing matches.
 */
export async function probe({ scheme, secrets, causes }: Suspect, request: ProbedRequest): Promise<readonly Cause[] | null> {
  const values = readSignedValues(listSources(scheme.signed), request.headers, openBody(request.body));
  if (typeof values === 'string') return null;
  for (const attempt of listAttempts(scheme, secrets, request)) {
    if (await fits(attempt, joinSigned(scheme.signed, values, attempt.body))) return [...causes, ...attempt.causes];
  }
  return null;
}

interface Attempt {
  readonly signature: Bytes;
  readonly key: Key;
  readonly body: Bytes;
  /** null: the hash of the key's algorithm. */
  readonly hash: HashSize | null;
  readonly causes: readonly Cause[];
}

function listAttempts(scheme: SignatureScheme, secrets: readonly string[], { headers, body }: ProbedRequest): Attempt[] {
  const attempts: Attempt[] = [];
  const bodies = scheme.signed.some(({ kind }) => kind === 'body') ? listBodies(body) : [asDocumented(body)];
  const keys = secrets.flatMap((secret) => listKeys(scheme, secret));
  const signatures = listSignatures(headers, scheme);
  for (const signedBody of bodies) {
    for (const key of keys) {
      for (const hash of listHashes(key.value)) {
        const contentCauses = [...key.causes, ...signedBody.causes, ...hash.causes];
        if (contentCauses.length > 1 && body.length > maxBodyForPairs) continue;
        for (const signature of signatures) {
          const causes = [...signature.causes, ...contentCauses];
          if (causes.length > maxCauses) continue;
          attempts.push({ signature: signature.value, key: key.value, body: signedBody.value, hash: hash.value, causes });
        }
      }
    }
  }
  return attempts.sort((one, other) => one.causes.length - other.causes.length);
}

interface HashSize {
  readonly hash: Hash;
  readonly bytes: number;
}

/** The hashes that senders use: those of the algorithms, and SHA-1. */
const hashes: ReadonlyMap<Hash, HashSize> = new Map(
  [
    { hash: 'sha1', bytes: 20 } as const,
    ...Object.values(algorithms).flatMap((method: SignatureAlgorithm) =>
      method.kind === 'hmac' ? [{ hash: method.hash, bytes: method.signatureBytes }] : [],
    ),
  ].map((one) => [one.hash, one]),
);

function listHashes({ algorithm }: Key): Variant<HashSize | null>[] {
  const method: SignatureAlgorithm = algorithms[algorithm];
  switch (method.kind) {
    case 'key-pair':
      return [asDocumented(null)];
    case 'hmac': {
      const others = [...hashes.values()].filter(({ hash }) => hash !== method.hash);
      return [asDocumented(null), ...others.map((other) => instead(other, { kind: 'hash', found: other.hash, documented: method.hash }))];
    }
  }
}

async function fits({ signature, key, hash }: Attempt, content: Bytes): Promise<boolean> {
  const method: SignatureAlgorithm = algorithms[key.algorithm];
  if (signature.length !== (hash?.bytes ?? method.signatureBytes)) return false;
  if (hash === null) return method.verify(key.bytes, content, [signature]);
  const digest = await hmac(hash.hash, key.bytes, content);
  return digest.every((byte, at) => byte === signature[at]);
}
