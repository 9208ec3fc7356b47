/** When a failed delivery is retried. */
export interface RetryPolicy {
  /** How many times a delivery is attempted before it is dead, including the first; 15 by default. */
  readonly attempts?: number;
  /** The wait after the first failure, in milliseconds; doubles with each further failure. 1 s by default. */
  readonly minMs?: number;
  /** The longest wait, in milliseconds; 1 h by default. */
  readonly maxMs?: number;
}

/** 15 attempts over about three hours. */
export const defaultRetry: Required<RetryPolicy> = { attempts: 15, minMs: 1000, maxMs: 3_600_000 };

/**
 * The wait after a failed attempt (the first is 1), in milliseconds. A random value between half and all of the doubled
 * wait, so that deliveries that failed together are not retried together.
 */
export function waitAfter(attempt: number, { minMs, maxMs }: Required<RetryPolicy>, random: () => number = Math.random): number {
  const wait = Math.min(maxMs, minMs * 2 ** Math.min(attempt - 1, 40));
  return Math.round(wait / 2 + (wait / 2) * random());
}
