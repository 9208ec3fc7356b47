import { checkCount, checkFunctions, checkObject, hasMethods, maxTimerMs } from '@hookbook/runtime/inspect';
import type { SimulateOptions } from './options.js';
import type { SimulatedProvider } from './provider.js';
import { type ScenarioName, scenarioNames } from './scenarios/index.js';
import { randomSeed } from './seeded-random.js';
import type { Wire } from './send-request.js';
import type { SimulatedClock } from './virtual-time.js';

/** Checked options, with all defaults applied. */
export interface SimulateSettings {
  readonly provider: SimulatedProvider;
  readonly url: string;
  readonly wire: Wire;
  readonly secrets: readonly string[];
  readonly previousSecret: string | null;
  readonly scenario: ScenarioName;
  readonly events: readonly string[];
  /** null if each scenario decides. */
  readonly count: number | null;
  readonly clock: SimulatedClock | undefined;
  readonly seed: number;
  readonly timeoutMs: number | null;
  /** How many attempts at a delivery the endpoint may fail. */
  readonly maxAttempts: number;
  readonly effects: NonNullable<SimulateOptions['effects']> | null;
}

const names = [
  ...['provider', 'url', 'fetch', 'secret', 'previousSecret', 'scenario', 'events', 'count'],
  ...['clock', 'seed', 'timeoutMs', 'attempts', 'effects'],
];
const maxDeliveries = 10_000;

/** Checks what types can't check for JavaScript callers. Throws a TypeError that names the option. */
export function checkSimulateOptions<Name extends string>(options: SimulateOptions<Name>): SimulateSettings {
  checkObject('options', options, names);
  const provider = checkProvider(options.provider);
  const { scenario = 'happy', effects } = options;
  if (!scenarioNames.includes(scenario)) throw new TypeError(`scenario must be one of ${scenarioNames.join(', ')}`);
  checkFunctions({ effects, fetch: options.fetch });
  const secrets = checkSecrets(provider, options.secret);
  const previousSecret = options.previousSecret === undefined ? null : checkSecret('previousSecret', options.previousSecret);
  if (options.url === undefined && options.fetch === undefined)
    throw new TypeError('url is missing: set url, or fetch for a receiver in this process');
  return {
    ...{ provider, secrets, previousSecret, scenario },
    url: checkUrl(options.url ?? 'http://localhost/'),
    wire: createWire(provider, options.fetch, previousSecret === null ? secrets : [...secrets, previousSecret]),
    events: checkEvents(provider, options.events),
    count: options.count === undefined ? null : checkCount('count', options.count, maxDeliveries),
    clock: checkClock(options.clock),
    seed: options.seed === undefined ? randomSeed() : checkSeed(options.seed),
    timeoutMs: options.timeoutMs === undefined ? null : checkCount('timeoutMs', options.timeoutMs, maxTimerMs),
    maxAttempts: options.attempts === undefined ? Number.POSITIVE_INFINITY : checkCount('attempts', options.attempts, 1000),
    effects: effects ?? null,
  };
}

function checkProvider(provider: unknown): SimulatedProvider {
  const fits =
    hasMethods(provider, ['sample', 'validate']) &&
    ['delivery', 'dedupe', 'signature'].every((name) => typeof Reflect.get(provider, name) === 'object') &&
    Array.isArray(Reflect.get(provider, 'events'));
  if (!fits) throw new TypeError('provider must be one of `providers` of the generated testing module');
  return provider as SimulatedProvider;
}

function checkSecrets({ signature, title }: SimulatedProvider, secret: unknown): readonly string[] {
  if (signature === null) {
    if (secret === undefined) return [];
    throw new TypeError(`secret: the document defines no signature for ${title}; omit it`);
  }
  if (secret === undefined) throw new TypeError(`secret is missing: ${title} signs its requests (is its environment variable set?)`);
  if (!Array.isArray(secret)) return [checkSecret('secret', secret)];
  if (secret.length === 0) throw new TypeError('secret is empty: pass at least one');
  return Array.from(secret, (one: unknown, at) => checkSecret(`secret[${at}]`, one));
}

function checkSecret(name: string, secret: unknown): string {
  if (typeof secret !== 'string' || secret.trim() === '') throw new TypeError(`${name} must be a string: is its environment variable set?`);
  return secret;
}

function checkUrl(url: unknown): string {
  const text = String(url);
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw new TypeError('url must be an http or https URL');
  if (parsed.username !== '' || parsed.password !== '')
    throw new TypeError('url must not contain a user name or password, which fetch refuses');
  parsed.hash = '';
  return parsed.href;
}

function checkEvents({ events, title }: SimulatedProvider, chosen: unknown): readonly string[] {
  if (events.length === 0) throw new TypeError(`provider: ${title} has no events`);
  if (chosen === undefined) return events;
  if (!Array.isArray(chosen) || chosen.length === 0) throw new TypeError('events must be a list of event names, at least one');
  const unknown: unknown = chosen.find((event) => !events.includes(event));
  if (unknown !== undefined) throw new TypeError(`events: ${title} has no ${JSON.stringify(unknown)}`);
  return chosen;
}

function checkClock(clock: unknown): SimulatedClock | undefined {
  if (clock === undefined) return undefined;
  if (!hasMethods(clock, ['now', 'advance'])) throw new TypeError('clock must be an object with now() and advance(ms)');
  return clock as SimulatedClock;
}

function checkSeed(seed: unknown): number {
  if (typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new TypeError('seed must be an integer from 0 to 2^32 - 1');
}

function createWire({ signature }: SimulatedProvider, given: SimulateOptions['fetch'], secrets: readonly string[]): Wire {
  return {
    network: given === undefined,
    fetch: given ?? ((request) => fetch(request)),
    redact(text, headers) {
      const signed = signature === null ? '' : (headers[signature.header] ?? '');
      return [...secrets, signed].filter((one) => one !== '').reduce((redacted, one) => redacted.replaceAll(one, '***'), text);
    },
  };
}
