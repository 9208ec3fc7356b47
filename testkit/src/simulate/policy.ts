import type { DeliveryPolicy } from '@hookbook/runtime';
import { describeDuration } from './describe-duration.js';
import type { Assumption } from './report.js';

/** A delivery policy without gaps. */
export interface Policy {
  /** The waits between attempts, in milliseconds. */
  readonly waitsMs: readonly number[];
  readonly timeoutMs: number;
  /** null if it never stops sending, whatever fails. */
  readonly disableAfterMs: number | null;
  readonly notify: string | null;
  acknowledges(status: number): boolean;
  /** `200`, `2xx or 304`. */
  readonly acknowledgedBy: string;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * What is assumed where a document defines nothing: the behaviour of Svix, which many senders use
 * (https://docs.svix.com/retries) and which is close to the advice of Standard Webhooks. The report lists every
 * assumption that was used.
 */
export const assumedPolicy = {
  acknowledges: ['2xx'],
  timeoutMs: 15_000,
  retriesMs: [5000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour],
  /** For documents that define a notice but no duration. */
  disableAfterMs: 5 * 24 * hour,
} as const;

/** Documents may ask for more than anyone would read or wait for. */
const maxAttempts = 1000;

/** The policy to simulate, and the parts of it that the document doesn't define. */
export function resolvePolicy(delivery: DeliveryPolicy): { readonly policy: Policy; readonly assumed: readonly Assumption[] } {
  const assumed: Assumption[] = [];
  function orAssume<Value>(name: keyof DeliveryPolicy, value: Value | null, otherwise: Value, message: string): Value {
    if (value === null) assumed.push({ name, message });
    return value ?? otherwise;
  }
  const statuses = delivery.acknowledges.length === 0 ? null : delivery.acknowledges;
  const acknowledges = orAssume('acknowledges', statuses, assumedPolicy.acknowledges, 'what acknowledges is not documented: any 2xx');
  const { timeoutMs, retriesMs } = assumedPolicy;
  const timeout = `how long it waits for an answer is not documented: ${describeDuration(timeoutMs)}`;
  const retries = `when it tries again is not documented: after ${retriesMs.map(describeDuration).join(', ')}`;
  const policy = {
    timeoutMs: orAssume('timeoutMs', delivery.timeoutMs, timeoutMs, timeout),
    waitsMs: listWaits(orAssume('retriesMs', delivery.retriesMs, retriesMs, retries), delivery.retryForMs),
    notify: delivery.notify,
    disableAfterMs: resolveDisabling(delivery, assumed),
    acknowledges: (status: number) => acknowledges.some((one) => (one === '2xx' ? status >= 200 && status < 300 : one === status)),
    acknowledgedBy: acknowledges.join(' or '),
  };
  return { policy, assumed };
}

/**
 * Repeats the last wait while less than `retryForMs` has passed since the first attempt. Ecwid's 15 min four times and
 * then hourly for 24 h are 27 attempts, as its document counts them.
 */
function listWaits(retriesMs: readonly number[], retryForMs: number | null): number[] {
  const waits: number[] = [];
  const last = retriesMs.at(-1) ?? 0;
  const end = retryForMs ?? Number.POSITIVE_INFINITY;
  let passed = 0;
  for (let at = 0; waits.length < maxAttempts - 1; at++) {
    const wait = retriesMs[at] ?? (retryForMs === null || last === 0 ? null : last);
    if (wait === null || passed + wait >= end) return waits;
    waits.push(wait);
    passed += wait;
  }
  return waits;
}

function resolveDisabling({ disableAfterMs, notify }: DeliveryPolicy, assumed: Assumption[]): number | null {
  if (disableAfterMs !== null) return disableAfterMs;
  const span = describeDuration(assumedPolicy.disableAfterMs);
  const message =
    notify === null
      ? 'whether it stops sending after failures is not documented: it goes on'
      : `after how many failures it stops sending is not documented: once they have gone on for ${span}`;
  assumed.push({ name: 'disableAfterMs', message });
  return notify === null ? null : assumedPolicy.disableAfterMs;
}
