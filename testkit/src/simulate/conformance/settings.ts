import { checkObject } from '@hookbook/runtime/inspect';
import { checkSimulateOptions, type SimulateSettings } from '../check-simulate-options.js';
import type { SimulateOptions } from '../options.js';
import { resolvePolicy } from '../policy.js';
import type { ConformanceOptions, ConformanceTarget } from './options.js';
import type { Need, Probe, ProbedClock } from './probe.js';

/** The options, checked, with every default in its place. */
export interface ConformanceSettings extends Pick<SimulateSettings, 'provider' | 'url' | 'wire' | 'secrets' | 'events'> {
  readonly probe: Probe;
  readonly clock: ProbedClock;
  readonly timeoutMs: number;
  /** For scenarios: what the simulator takes of them. */
  readonly simulated: SimulateOptions;
}

const names = ['provider', 'secret', 'previousSecret', 'probe', 'clock', 'events', 'only', 'timeoutMs'];

/** What each member of a probe shows, for those who haven't given it. */
export const shown: { readonly [Name in Need]: string } = {
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
    throw new TypeError('conformance(target, options): the address comes first, then provider, secret and the rest');
  checkObject('options', options, names);
  const { probe = {}, clock: givenClock, only: _, ...rest } = options;
  checkObject('probe', probe, Object.keys(shown));
  const clock = checkClock(givenClock);
  const moving = { now: () => clock.now(), advance: (ms: number) => clock.advance?.(ms) };
  const simulated: SimulateOptions<Name> = { ...rest, ...describeTarget(target), ...(givenClock === undefined ? {} : { clock: moving }) };
  const { provider, url, wire, secrets, events, timeoutMs } = checkSimulateOptions(simulated);
  return {
    ...{ provider, url, wire, secrets, events, clock, probe, simulated },
    timeoutMs: timeoutMs ?? resolvePolicy(provider.delivery).policy.timeoutMs,
  };
}

function describeTarget(target: unknown): Pick<SimulateOptions, 'url' | 'fetch'> {
  if (typeof target === 'string' || target instanceof URL) return { url: target };
  const fetch: unknown = typeof target === 'object' && target !== null ? Reflect.get(target, 'fetch') : undefined;
  if (typeof fetch !== 'function') throw new TypeError('the target must be an address, or an object with fetch(request)');
  return { fetch: (request) => fetch.call(target, request) };
}

function checkClock(clock: unknown): ProbedClock {
  if (clock === undefined) return { now: () => Date.now() };
  const isFunction = (name: string) => typeof clock === 'object' && clock !== null && typeof Reflect.get(clock, name) === 'function';
  const hasAdvance = typeof clock === 'object' && clock !== null && Reflect.get(clock, 'advance') !== undefined;
  if (!isFunction('now') || (hasAdvance && !isFunction('advance')))
    throw new TypeError('clock must be an object with now(), and with advance(ms) where it can be moved');
  return clock as ProbedClock;
}
