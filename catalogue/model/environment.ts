import { hasKeyPair } from './algorithm.js';
import type { Provider } from './model.js';

/** The environment variables of an app, whose names come from the provider's key. */
export interface EnvironmentNames {
  readonly secret: string;
  /** The secret before, while it is rotated. */
  readonly previous: string;
}

/** `ECWID_WEBHOOK_SECRET`; where the provider signs with a key pair, what the receiver has is the public key. */
export function environmentNames({ key, signature }: Pick<Provider, 'key' | 'signature'>): EnvironmentNames {
  const kind = signature !== null && hasKeyPair(signature) ? 'PUBLIC_KEY' : 'SECRET';
  const secret = `${key.replaceAll('-', '_').toUpperCase()}_WEBHOOK_${kind}`;
  return { secret, previous: `${secret}_PREVIOUS` };
}
