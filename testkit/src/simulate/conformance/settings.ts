import { checkObject, hasMethods } from '@hookbook/runtime/inspect';
import { checkSimulateOptions, type SimulateSettings } from '../check-simulate-options.js';
import type { SimulateOptions } from '../options.js';
import { resolvePolicy } from '../policy.js';
import type { ConformanceOptions, ConformanceTarget } from './options.js';
import type { Need, Probe, ProbedClock } from './probe.js';

/** Checked options, with all defaults applied. */
export interface ConformanceSettings extends Pick<SimulateSettings, 'provider' | 'url' | 'wire' | 'secrets' | 'events'> {
  readonly probe: Probe;
  readonly clock: ProbedClock;
  readonly timeoutMs: number;
  /** The simulator's options, for scenarios. */
  readonly simulated: SimulateOptions;
}

const names = ['provider', 'secret', 'previousSecret', 'probe', 'clock', 'events', 'only', 'timeoutMs'];

/** What each property of a probe shows, for messages about missing ones. */
export const probeParts: { readonly [Name in Need]: string } = {
  effects: 'which handlers ran',
  settle: 'when nothing is pending',
  behave: 'handlers that fail or hang',
  stored: 'what is in the store',
  commits: 'a store that fails',
  restart: 'a process that ends',
  relieve: 'a process that sleeps',
  traceDigests: 'how signatures are compared',
};

/** Throws a TypeError that names the option. */
export function checkConformanceOptions<Name extends string>(
  target: ConformanceTarget,
  options: ConformanceOptions<Name>,
): ConformanceSettings {
  if (options === undefined)
    throw new TypeError('conformance(target, options): pass the URL first, then an object with provider, secret and so on');
  checkObject('options', options, names);
  const { probe = {}, clock: givenClock, only: _, ...rest } = options;
  checkObject('probe', probe, Object.keys(probeParts));
  const clock = checkClock(givenClock);
  const moving = { now: () => clock.now(), advance: (ms: number) => clock.advance?.(ms) };
  const simulated: SimulateOptions<Name> = { ...rest, ...describeTarget(target), ...(givenClock === undefined ? {} : { clock: moving }) };
  const { provider, url, wire, secrets, events, timeoutMs } = checkSimulateOptions(simulated);
  return {
    ...{ provider, url, wire, secrets, events, clock, probe, simulated },
    timeoutMs: timeoutMs ?? resolvePolicy(provider.delivery).policy.timeoutMs,
  };
}

function describeTarget(target: ConformanceTarget): Pick<SimulateOptions, 'url' | 'fetch'> {
  if (typeof target === 'string' || target instanceof URL) return { url: target };
  if (!hasMethods(target, ['fetch'])) throw new TypeError('the target must be a URL or an object with fetch(request)');
  return { fetch: (request) => target.fetch(request) };
}

function checkClock(clock: ProbedClock | undefined): ProbedClock {
  if (clock === undefined) return { now: () => Date.now() };
  if (hasMethods(clock, ['now']) && (clock.advance === undefined || hasMethods(clock, ['advance']))) return clock;
  throw new TypeError('clock must be an object with now() and, if it can be advanced, advance(ms)');
}
