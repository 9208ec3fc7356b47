import type { SignatureScheme } from '../contract.js';
import { type Algorithm, algorithms } from './algorithms.js';
import { decodeStandardKey } from './standard-webhooks.js';

/**
 * One secret, several while they are rotated, or a look-up for each request (many tenants). For ed25519, public keys; with
 * Standard Webhooks `whsec_` secrets and `whpk_` public keys side by side.
 * What an environment variable gives may stand here as it is: one that is not set is an error at start, by name.
 */
export type Secrets =
  | string
  | undefined
  | readonly (string | undefined)[]
  | ((request: Request) => readonly string[] | Promise<readonly string[]>);

export interface Key {
  /** The signatures it verifies: Standard Webhooks has keys for two algorithms. */
  readonly algorithm: Algorithm;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Keys = readonly Key[];

/**
 * Turns the option into the keys of a request. Secrets that are given as text are checked here and now: throws a TypeError
 * that names the option, never with a secret in it.
 */
export function prepareSecrets(scheme: SignatureScheme, secrets: unknown, option = 'secrets'): (request: Request) => Promise<Keys> {
  if (typeof secrets === 'function') {
    return async (request) => decodeSecrets(scheme, await secrets(request), `${option}(request)`);
  }
  if (secrets === undefined) throw new TypeError(`${option} is undefined: is its environment variable set?`);
  const keys = typeof secrets === 'string' ? [readKey(scheme, secrets, option)] : decodeSecrets(scheme, secrets, option);
  if (keys.length === 0) throw new TypeError(`${option} is empty: give at least one secret`);
  return async () => keys;
}

function decodeSecrets(scheme: SignatureScheme, secrets: unknown, option: string): Keys {
  if (!Array.isArray(secrets))
    throw new TypeError(
      `${option} must be ${option === 'secrets' ? 'a string, ' : ''}a list of strings${option === 'secrets' ? ' or a function' : ''}`,
    );
  return Array.from(secrets, (secret: unknown, at) => readKey(scheme, secret, `${option}[${at}]`)); // map would pass over holes
}

/** The key that a secret stands for; throws a TypeError, with the name and never the secret in it, where it can't be one. */
export function readKey(scheme: SignatureScheme, secret: unknown, name: string): Key {
  if (typeof secret !== 'string') throw new TypeError(`${name} must be a string: is its environment variable set?`);
  if (secret.trim() === '') throw new TypeError(`${name} is blank: is its environment variable set?`);
  if (secret.trim() !== secret)
    throw new TypeError(`${name} begins or ends with white space: was it read from a file with its line break?`);
  return decodeSecret(scheme, secret, name);
}

function decodeSecret({ scheme, algorithm }: SignatureScheme, secret: string, name: string): Key {
  try {
    return scheme === 'standard-webhooks' ? decodeStandardKey(secret) : { algorithm, bytes: algorithms[algorithm].decodeKey(secret) };
  } catch (error) {
    throw new TypeError(`${name} ${error instanceof Error ? error.message : String(error)}`);
  }
}
