import { text } from 'node:stream/consumers';
import { environmentNames } from '../catalogue/model/environment.js';
import type { Provider } from '../catalogue/model/model.js';
import { UsageError } from './exit.js';

/** The variable for the secret of any provider, for runs with a single provider. */
export const anySecret = 'HOOKBOOK_SECRET';

/** The variables that may contain a secret: the provider's, named as in scaffolded apps, then the common one. */
export function secretVariables(provider: Pick<Provider, 'key' | 'signature'>, use: 'sign' | 'verify'): readonly string[] {
  const { secret, signing } = environmentNames(provider);
  return [use === 'sign' ? signing : secret, anySecret];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the secret from the option or the environment, or null. Throws a UsageError if it can't be a secret. */
export async function findSecret(
  provider: Pick<Provider, 'key' | 'signature'>,
  { option, env, use }: { readonly option: string | null; readonly env: Environment; readonly use: 'sign' | 'verify' },
): Promise<string | null> {
  if (option !== null) return checkSecret(option === '-' ? await readLine() : option, option === '-' ? 'standard input' : '--secret');
  const variable = secretVariables(provider, use).find((name) => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? null : checkSecret(env[variable] ?? '', variable);
}

/** Returns the previous secret, during a rotation, from the option or the provider's variable, or null. */
export function findPreviousSecret(provider: Pick<Provider, 'key' | 'signature'>, option: string | null, env: Environment): string | null {
  if (option !== null) return checkSecret(option, '--previous-secret');
  const { previous } = environmentNames(provider);
  const secret = env[previous] ?? '';
  return secret === '' ? null : checkSecret(secret, previous);
}

/** Applies a receiver's rules, so that a secret that signs here also works there. */
export function checkSecret(secret: string, where: string): string {
  if (secret.trim() === '') throw new UsageError(`the secret of ${where} is blank`);
  if (secret.trim() !== secret)
    throw new UsageError(`the secret of ${where} begins or ends with white space, such as the line break of a file: remove it`);
  return secret;
}

async function readLine(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/, 1);
  return line;
}
