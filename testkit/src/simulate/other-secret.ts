import type { SignatureScheme } from '@hookbook/runtime';
import { algorithms, encodeBase64, encodeHex } from '@hookbook/runtime/inspect';
import { privateKeys } from './private-keys.js';
import type { SimulatedProvider } from './provider.js';
import type { SeededRandom } from './seeded-random.js';

/** The length of a secret, in bytes: that of an HMAC-SHA256, as Standard Webhooks suggests. */
const secretBytes = 32;

/** A random secret in the format of the given one. */
export function otherSecret({ signature }: SimulatedProvider, secret: string, random: SeededRandom): string {
  const draw = (length: number) => Uint8Array.from({ length }, () => random.below(256));
  if (signature?.scheme === 'standard-webhooks')
    return `${secret.startsWith('whsk_') ? 'whsk_' : 'whsec_'}${encodeBase64(draw(secretBytes))}`;
  if (signature === null) return encodeHex(draw(secretBytes));
  const method = algorithms[signature.algorithm];
  switch (method.kind) {
    case 'hmac':
      return encodeHex(draw(secretBytes));
    case 'key-pair':
      return privateKeys[method.curve].write(draw(privateKeys[method.curve].seedBytes));
  }
}

/** Whether the header can hold several signatures, so that old and new secrets can both sign. */
export const holdsList = (signature: SignatureScheme | null) => signature?.scheme === 'standard-webhooks';
