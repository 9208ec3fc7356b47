import type { Inbox, Receiver } from '@hookbook/runtime';
import type { KnownProvider } from '@hookbook/testkit/diagnose';
import type { Catalogue } from '../../catalogue/model/model.js';
import { buildContract } from '../../generators/contracts/contract.js';
import { UsageError } from '../exit.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { openListener } from './listener.js';
import type { ReceivedRecord } from './record.js';
import type { GivenSecrets } from './secrets.js';

export interface ReceiverInputs {
  readonly catalogue: Catalogue;
  readonly secrets: ReadonlyMap<string, GivenSecrets>;
  readonly inbox: Inbox;
  readonly terminal: Terminal;
  readonly tell: (record: ReceivedRecord) => void;
}

export interface OpenReceivers {
  readonly receivers: ReadonlyMap<string, Receiver>;
  /** The keys of the providers whose signatures are verified. */
  readonly verified: ReadonlySet<string>;
}

/**
 * Opens a receiver for each provider. Throws a UsageError if a secret given for a provider is invalid for it. A secret
 * given for all providers is skipped with a message where it is invalid.
 */
export function openReceivers({ catalogue, secrets, inbox, terminal, tell }: ReceiverInputs): OpenReceivers {
  const known = catalogue.providers.flatMap((provider): KnownProvider[] => {
    const scheme = buildContract(provider).signature;
    return scheme === null ? [] : [{ name: provider.key, scheme, secrets: secrets.get(provider.key)?.secrets ?? [] }];
  });
  const receivers = new Map<string, Receiver>();
  const verified = new Set<string>();
  for (const provider of catalogue.providers) {
    const { key } = provider;
    const given = secrets.get(key) ?? { secrets: [], named: false };
    const others = known.filter(({ name }) => name !== key);
    const openWith = (used: readonly string[]) => openListener({ provider, secrets: used, others, inbox, tell });
    try {
      receivers.set(key, openWith(given.secrets));
      if (given.secrets.length > 0) verified.add(key);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (given.named || given.secrets.length === 0) throw new UsageError(`${key}: ${error.message}`);
      terminal.tell(printable(`${key}: ${error.message}, so the secret for all providers is not used here`));
      receivers.set(key, openWith([]));
    }
  }
  return { receivers, verified };
}
