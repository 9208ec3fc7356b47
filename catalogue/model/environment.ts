import { hasKeyPair } from './algorithm.js';
import type { Provider } from './model.js';

/** The environment variables of an app, named after the provider's key. */
export interface EnvironmentNames {
  /** What receivers verify with: a shared secret or a public key. */
  readonly secret: string;
  /** What the provider signs with. It differs from `secret` for a key pair. */
  readonly signing: string;
  /** The previous secret, during a rotation. */
  readonly previous: string;
}

/** `ECWID_WEBHOOK_SECRET`; `ECWID_WEBHOOK_PUBLIC_KEY` and `…_PRIVATE_KEY` if the provider signs with a key pair. */
export function environmentNames({ key, signature }: Pick<Provider, 'key' | 'signature'>): EnvironmentNames {
  const prefix = `${key.replaceAll('-', '_').toUpperCase()}_WEBHOOK`;
  const isPair = signature !== null && hasKeyPair(signature);
  const secret = `${prefix}_${isPair ? 'PUBLIC_KEY' : 'SECRET'}`;
  return { secret, signing: isPair ? `${prefix}_PRIVATE_KEY` : secret, previous: `${secret}_PREVIOUS` };
}
