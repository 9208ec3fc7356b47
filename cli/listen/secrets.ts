import { nearNames } from '@hookbook/testkit/near-names';
import { environmentNames } from '../../catalogue/model/environment.js';
import type { Provider } from '../../catalogue/model/model.js';
import { UsageError } from '../exit.js';
import { anySecret, checkSecret } from '../find-secret.js';

export interface GivenSecrets {
  readonly secrets: readonly string[];
  /** Whether they were meant for this provider alone: one that can't be its own is an error then. */
  readonly named: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets of each provider that signs: those typed for it, those typed for all, those of its own variables, and of the common one,
 * whichever comes first. Throws a UsageError where one is blank, or for a provider that doesn't sign.
 */
export function assignSecrets(
  providers: readonly Pick<Provider, 'key' | 'signature'>[],
  typed: readonly string[],
  env: Environment,
): ReadonlyMap<string, GivenSecrets> {
  const keys = providers.map(({ key }) => key);
  const parsed = typed.map((text) => parseTyped(text, keys));
  for (const { key } of parsed) {
    const unsigned = providers.find((provider) => provider.key === key && provider.signature === null);
    if (unsigned !== undefined) throw new UsageError(`--secret ${key}=…: ${key} does not sign its requests`);
  }
  return new Map(
    providers.map((provider): [string, GivenSecrets] => {
      if (provider.signature === null) return [provider.key, { secrets: [], named: false }];
      const own = parsed.filter(({ key }) => key === provider.key).map(({ secret }) => secret);
      if (own.length > 0) return [provider.key, { secrets: own, named: true }];
      const all = parsed.filter(({ key }) => key === null).map(({ secret }) => secret);
      if (all.length > 0) return [provider.key, { secrets: all, named: providers.length === 1 }];
      const names = environmentNames(provider);
      const found = fromEnvironment(env, [names.secret, names.previous]);
      if (found.length > 0) return [provider.key, { secrets: found, named: true }];
      return [provider.key, { secrets: fromEnvironment(env, [anySecret]), named: providers.length === 1 }];
    }),
  );
}

/** `provider=SECRET` where the text begins with a provider's key: a secret may hold = itself. */
function parseTyped(text: string, keys: readonly string[]): { readonly key: string | null; readonly secret: string } {
  const key = keys.find((one) => text.startsWith(`${one}=`)) ?? null;
  if (key === null) refuseMistyped(text, keys);
  return { key, secret: checkSecret(key === null ? text : text.slice(key.length + 1), key === null ? '--secret' : `--secret ${key}=`) };
}

/** A provider's key that was mistyped must not become part of everyone's secret. What was typed isn't repeated: it may be a secret. */
function refuseMistyped(text: string, keys: readonly string[]): void {
  const [, name = ''] = /^([a-z][a-z0-9-]{2,})=[^=]/.exec(text) ?? [];
  const [near] = name === '' ? [] : nearNames(name, keys);
  if (near !== undefined)
    throw new UsageError(
      `--secret: no provider is called what stands before the "="; did you mean ${near}=…? A secret like that goes into a variable`,
    );
}

function fromEnvironment(env: Environment, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const secret = env[name] ?? '';
    return secret === '' ? [] : [checkSecret(secret, name)];
  });
}
