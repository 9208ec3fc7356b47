import { text } from 'node:stream/consumers';
import { environmentNames } from '../catalogue/model/environment.js';
import type { Provider } from '../catalogue/model/model.js';
import { UsageError } from './exit.js';

/** What any provider's secret may stand in, where only one is in play. */
export const anySecret = 'HOOKBOOK_SECRET';

/** The variables that a secret is looked up in, in this order: the provider's own, as scaffolded apps name it, then the common one. */
export function secretVariables(provider: Pick<Provider, 'key' | 'signature'>, use: 'sign' | 'verify'): readonly string[] {
  const { secret } = environmentNames(provider);
  return [use === 'sign' ? secret.replace(/_PUBLIC_KEY$/, '_PRIVATE_KEY') : secret, anySecret];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The secret that the option or the environment gives; null where neither does. Throws a UsageError where it can't be one. */
export async function findSecret(
  provider: Pick<Provider, 'key' | 'signature'>,
  { option, env, use }: { readonly option: string | null; readonly env: Environment; readonly use: 'sign' | 'verify' },
): Promise<string | null> {
  if (option !== null) return checkSecret(option === '-' ? await readLine() : option, option === '-' ? 'standard input' : '--secret');
  const variable = secretVariables(provider, use).find((name) => env[name] !== undefined && env[name] !== '');
  return variable === undefined ? null : checkSecret(env[variable] ?? '', variable);
}

/** The secret before, while it is rotated; null where neither the option nor the provider's own variable gives it. */
export function findPreviousSecret(provider: Pick<Provider, 'key' | 'signature'>, option: string | null, env: Environment): string | null {
  if (option !== null) return checkSecret(option, '--previous-secret');
  const { previous } = environmentNames(provider);
  const secret = env[previous] ?? '';
  return secret === '' ? null : checkSecret(secret, previous);
}

/** The same rules as a receiver's, so that what signs here can be what it verifies with. */
export function checkSecret(secret: string, where: string): string {
  if (secret.trim() === '') throw new UsageError(`the secret of ${where} is blank`);
  if (secret.trim() !== secret)
    throw new UsageError(`the secret of ${where} begins or ends with white space: was it read from a file with its line break?`);
  return secret;
}

async function readLine(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/, 1);
  return line;
}
