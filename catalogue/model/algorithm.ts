import { algorithms, type SignatureAlgorithm } from '@hookbook/runtime/inspect';
import type { Signature } from './model.js';

/** How a signature is made: the record that receivers verify with. */
export const algorithmOf = ({ algorithm }: Pick<Signature, 'algorithm'>): SignatureAlgorithm => algorithms[algorithm];

/** Whether only the provider can sign, and receivers have its public key. Otherwise they share a secret. */
export function hasKeyPair(signature: Pick<Signature, 'algorithm'>): boolean {
  switch (algorithmOf(signature).kind) {
    case 'hmac':
      return false;
    case 'key-pair':
      return true;
  }
}
