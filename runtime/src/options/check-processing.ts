import { checkCount, checkObject } from '../checks.js';
import type { ProviderContract } from '../contract.js';
import type { Concurrency } from '../options.js';
import { defaultRetry, type RetryPolicy } from '../work/retry.js';

/** 30 days: longer than any outage. */
const maxWaitMs = 30 * 86_400_000;

export function checkRetry(retry: unknown): Required<RetryPolicy> {
  const given = checkObject('retry', retry ?? {}, Object.keys(defaultRetry));
  const attempts = checkCount('retry.attempts', given['attempts'] ?? defaultRetry.attempts, 1000);
  const minMs = checkCount('retry.minMs', given['minMs'] ?? defaultRetry.minMs, maxWaitMs);
  const maxMs = checkCount('retry.maxMs', given['maxMs'] ?? Math.max(defaultRetry.maxMs, minMs), maxWaitMs);
  if (maxMs < minMs) throw new TypeError(`retry.maxMs is ${maxMs}, less than retry.minMs, which is ${minMs}`);
  return { attempts, minMs, maxMs };
}

const defaultConcurrency = 16;
const maxConcurrency = 10_000;

export function checkConcurrency({ events }: ProviderContract, concurrency: unknown): Concurrency {
  if (typeof concurrency !== 'object' || concurrency === null) {
    return { all: checkCount('concurrency', concurrency ?? defaultConcurrency, maxConcurrency), events: new Map() };
  }
  const given = checkObject('concurrency', concurrency, ['*', ...events]);
  const limits = Object.entries(given).map(([event, limit]): [string, number] => [
    event,
    checkCount(`concurrency[${JSON.stringify(event)}]`, limit, maxConcurrency),
  ]);
  const byEvent = new Map(limits.filter(([event]) => event !== '*'));
  return { all: new Map(limits).get('*') ?? defaultConcurrency, events: byEvent };
}

/** Checks the JSON pointers (RFC 6901) that order deliveries; none by default. */
export function checkOrder(orderBy: unknown): readonly string[] {
  if (orderBy === undefined) return [];
  const pointers: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  const fits = (pointer: unknown): pointer is string => typeof pointer === 'string' && /^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer);
  if (pointers.length === 0 || !pointers.every(fits))
    throw new TypeError('orderBy must be a JSON pointer such as /data/id, or a list of them');
  return pointers;
}
