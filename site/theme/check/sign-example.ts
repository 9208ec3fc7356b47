import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, type KeyPairAlgorithm, type SignatureAlgorithm } from '@hookbook/runtime/inspect';
import { createRandom, renewTime, sign } from '@hookbook/testkit/simulate';
import type { CheckedProvider } from './checked-provider.js';
import { scanJson } from './scan-json.js';

/** An example as the site serves it. */
export interface Example {
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
}

/** A request as its provider would send it now. */
export interface SignedExample {
  /** `Name: value` lines. */
  readonly headers: string;
  readonly body: string;
  /** What verifies it: a sample secret or a public key; empty if nothing is signed. */
  readonly secret: string;
}

interface SampleSecret {
  readonly signing: string;
  readonly verifying: string;
}

/** Published key pairs. */
const knownPairs: Readonly<Record<KeyPairAlgorithm['curve'], SampleSecret>> = {
  // RFC 8032, section 7.1, test 1.
  ed25519: {
    signing: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    verifying: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  },
};

/** Signs an example with a sample secret, at this time (unix milliseconds), so that it is valid. */
export async function signExample({ contract }: CheckedProvider, example: Example, now: number): Promise<SignedExample> {
  const { signature } = contract;
  const { signing, verifying } = chooseSecret(signature);
  const body = renewSignedTime(example.body, signature, now);
  const given = Object.fromEntries(
    Object.entries({ 'content-type': example.contentType, ...example.headers })
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => name !== signature?.header && !(signature?.timestamp?.kind === 'header' && signature.timestamp.header === name)),
  );
  const signed = await sign(contract, body, signing, { at: now, headers: given });
  const lines = Object.entries({ ...given, ...signed }).map(([name, value]) => `${name}: ${value}`);
  return { headers: lines.join('\n'), body, secret: verifying };
}

function chooseSecret(scheme: SignatureScheme | null): SampleSecret {
  if (scheme === null) return { signing: '', verifying: '' };
  const method: SignatureAlgorithm = algorithms[scheme.algorithm];
  switch (method.kind) {
    case 'key-pair':
      return knownPairs[method.curve];
    case 'hmac': {
      const text = 'a-sample-secret-of-this-page';
      const secret = scheme.scheme === 'standard-webhooks' ? `whsec_${btoa(text)}` : text;
      return { signing: secret, verifying: secret };
    }
  }
}

/** Sets a signed time in the body to the current time, in the same format. */
function renewSignedTime(body: string, scheme: SignatureScheme | null, now: number): string {
  if (scheme?.timestamp?.kind !== 'pointer') return body;
  const { start, end } = scanJson(body, [scheme.timestamp.pointer]).locate(scheme.timestamp.pointer);
  const old: unknown = JSON.parse(body.slice(start, end));
  const renewed = renewTime(old, now, createRandom(now));
  return renewed === null ? body : `${body.slice(0, start)}${JSON.stringify(renewed)}${body.slice(end)}`;
}
