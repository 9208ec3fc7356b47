import type { SimulatedProvider } from '@hookbook/testkit/simulate';
import { openProvider } from '../../requests/simulated-provider.js';
import { UsageError } from '../exit.js';
import type { ProviderEvent } from '../find-event.js';
import { findPreviousSecret, findSecret, secretVariables } from '../find-secret.js';
import type { Terminal } from '../terminal.js';
import type { SendRequest } from './options.js';

/** What all requests of a run have in common. */
export interface SendContext {
  readonly request: SendRequest;
  readonly providerEvent: ProviderEvent;
  readonly provider: SimulatedProvider;
  readonly url: string;
  /** null if the provider does not sign or no secret was given. */
  readonly secret: string | null;
  readonly previousSecret: string | null;
}

export interface Printing {
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** Resolves the target URL and the signing secret. Throws a UsageError that names what is missing. */
export async function openContext(request: SendRequest, providerEvent: ProviderEvent, terminal: Terminal): Promise<SendContext> {
  const { key, signature, channels } = providerEvent.provider;
  const secret = await findSecret(providerEvent.provider, { option: request.secret, env: terminal.env, use: 'sign' });
  const [variable, common] = secretVariables(providerEvent.provider, 'sign');
  if (signature === null && request.secret !== null) terminal.tell(`${key} does not sign its requests, so the secret is not used`);
  if (signature !== null && secret === null) {
    const how = `set its secret in the variable ${variable} or ${common}, or use --secret`;
    if (request.mode !== 'dry-run') throw new UsageError(`${key} signs its requests: ${how}`);
    terminal.tell(`not signed: to sign it, ${how}`);
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
