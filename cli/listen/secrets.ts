import { nearNames } from '@hookbook/testkit/near-names';
import { environmentNames } from '../../catalogue/model/environment.js';
import type { Provider } from '../../catalogue/model/model.js';
import { UsageError } from '../exit.js';
import { anySecret, checkSecret } from '../find-secret.js';

export interface GivenSecrets {
  readonly secrets: readonly string[];
  /** Whether they were given for this provider alone. Then an invalid one is an error. */
  readonly named: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The secrets of each provider that signs, from the first of: `--secret` for the provider, `--secret` for all, its own
 * variables, the common variable. Throws a UsageError if one is blank, or given for a provider that does not sign.
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
      const named = parsed.filter(({ key }) => key === provider.key).map(({ secret }) => secret);
      if (named.length > 0) return [provider.key, { secrets: named, named: true }];
      const all = parsed.filter(({ key }) => key === null).map(({ secret }) => secret);
      if (all.length > 0) return [provider.key, { secrets: all, named: providers.length === 1 }];
      const names = environmentNames(provider);
      const found = fromEnvironment(env, [names.secret, names.previous]);
      if (found.length > 0) return [provider.key, { secrets: found, named: true }];
      return [provider.key, { secrets: fromEnvironment(env, [anySecret]), named: providers.length === 1 }];
    }),
  );
}

/** Only `provider=` with a known key is a prefix, because a secret may contain `=` itself. */
function parseTyped(text: string, keys: readonly string[]): { readonly key: string | null; readonly secret: string } {
  const key = keys.find((one) => text.startsWith(`${one}=`)) ?? null;
  if (key === null) refuseMistyped(text, keys);
  return { key, secret: checkSecret(key === null ? text : text.slice(key.length + 1), key === null ? '--secret' : `--secret ${key}=`) };
}

/** A mistyped provider must not become part of a secret. The message hides the text, which may be a secret. */
function refuseMistyped(text: string, keys: readonly string[]): void {
  const [, name = ''] = /^([a-z][a-z0-9-]{2,})=[^=]/.exec(text) ?? [];
  const [near] = name === '' ? [] : nearNames(name, keys);
  if (near !== undefined)
    throw new UsageError(
      `--secret: the text before the "=" is no provider; did you mean ${near}=…? If it is part of the secret, use a variable instead`,
    );
}

function fromEnvironment(env: Environment, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const secret = env[name] ?? '';
    return secret === '' ? [] : [checkSecret(secret, name)];
  });
}
