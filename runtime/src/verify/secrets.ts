import type { SignatureScheme } from '../contract.js';
import { type Algorithm, algorithms } from './algorithms.js';
import { decodeStandardKey } from './standard-webhooks.js';

/**
 * One secret, several during a rotation, or a lookup per request (for many tenants). For ed25519, public keys; with
 * Standard Webhooks, `whsec_` secrets and `whpk_` public keys can be mixed. Environment variables can be passed
 * directly: an unset one throws at startup.
 */
export type Secrets =
  | string
  | undefined
  | readonly (string | undefined)[]
  | ((request: Request) => readonly string[] | Promise<readonly string[]>);

export interface Key {
  /** The algorithm it verifies; Standard Webhooks has keys for two. */
  readonly algorithm: Algorithm;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Keys = readonly Key[];

/**
 * Turns the option into the keys of a request. Secrets given as text are checked at once. Throws a TypeError that names
 * the option and never contains a secret.
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
  return Array.from(secrets, (secret: unknown, at) => readKey(scheme, secret, `${option}[${at}]`)); // map would skip holes
}

/** Decodes the key of a secret. Throws a TypeError that contains the name and never the secret. */
export function readKey(scheme: SignatureScheme, secret: unknown, name: string): Key {
  if (typeof secret !== 'string') throw new TypeError(`${name} must be a string: is its environment variable set?`);
  if (secret.trim() === '') throw new TypeError(`${name} is blank: is its environment variable set?`);
  if (secret.trim() !== secret) throw new TypeError(`${name} begins or ends with white space: does it include the line break of a file?`);
  return decodeSecret(scheme, secret, name);
}

function decodeSecret({ scheme, algorithm }: SignatureScheme, secret: string, name: string): Key {
  try {
    return scheme === 'standard-webhooks' ? decodeStandardKey(secret) : { algorithm, bytes: algorithms[algorithm].decodeKey(secret) };
  } catch (error) {
    throw new TypeError(`${name} ${error instanceof Error ? error.message : String(error)}`);
  }
}
