import type { SignatureScheme } from '@hookbook/runtime';
import { encodeBase64, encodeHex } from '@hookbook/runtime/inspect';
import type { SimulatedProvider } from './provider.js';
import type { SeededRandom } from './seeded-random.js';

const keyBytes = 32;

/** A secret of the same kind as the given one, that nobody has. */
export function otherSecret({ signature }: SimulatedProvider, secret: string, random: SeededRandom): string {
  const bytes = Uint8Array.from({ length: keyBytes }, () => random.below(256));
  if (signature?.scheme === 'standard-webhooks') return `${secret.startsWith('whsk_') ? 'whsk_' : 'whsec_'}${encodeBase64(bytes)}`;
  return encodeHex(bytes);
}

/** Whether the header holds a list of signatures, so that a rotated secret signs beside the new one. */
export const holdsList = (signature: SignatureScheme | null) => signature?.scheme === 'standard-webhooks';
