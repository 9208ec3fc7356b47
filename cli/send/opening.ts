import type { SimulatedProvider } from '@hookbook/testkit/simulate';
import { openProvider } from '../../requests/simulated-provider.js';
import { UsageError } from '../exit.js';
import type { ProviderEvent } from '../find-event.js';
import { findPreviousSecret, findSecret, secretVariables } from '../find-secret.js';
import type { Terminal } from '../terminal.js';
import type { SendRequest } from './options.js';

/** What the requests of one run have in common. */
export interface Sending {
  readonly request: SendRequest;
  readonly providerEvent: ProviderEvent;
  readonly provider: SimulatedProvider;
  readonly url: string;
  /** null: there is nothing to sign, or nothing to sign it with. */
  readonly secret: string | null;
  readonly previousSecret: string | null;
}

export interface Printing {
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** Finds out where to and what to sign with. Throws a UsageError that names what is missing. */
export async function openSending(request: SendRequest, providerEvent: ProviderEvent, terminal: Terminal): Promise<Sending> {
  const { key, signature, channels } = providerEvent.provider;
  const secret = await findSecret(providerEvent.provider, { option: request.secret, env: terminal.env, use: 'sign' });
  const [own, any] = secretVariables(providerEvent.provider, 'sign');
  if (signature === null && request.secret !== null) terminal.tell(`${key} does not sign its requests: the secret is not used`);
  if (signature !== null && secret === null) {
    const how = `give its secret in the variable ${own} or ${any}, or by --secret`;
    if (request.mode !== 'dry-run') throw new UsageError(`${key} signs its requests: ${how}`);
    terminal.tell(`without a signature: ${how}`);
  }
  const address = channels.find(({ address }) => address?.startsWith('/'))?.address ?? `/webhooks/${key}`;
  const url = request.to ?? `http://127.0.0.1:3000${address}`;
  return {
    ...{ request, providerEvent, url },
    provider: openProvider(providerEvent.provider),
    secret: signature === null ? null : secret,
    previousSecret: signature === null ? null : findPreviousSecret(providerEvent.provider, request.previousSecret, terminal.env),
  };
}
